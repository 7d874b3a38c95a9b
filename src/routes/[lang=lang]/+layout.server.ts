import { error } from '@sveltejs/kit'

/** Every page in a language stands behind this: where the database does not answer, a calm page says so. */
export const load = ({ locals }) => {
  if (locals.refusal) error(locals.refusal, 'refused')
}
