import { error } from '@sveltejs/kit'

/** For whoever works on the look: its words are made, so an instance of its own does not show them. */
export const load = ({ locals: { demonstration } }) => {
  if (!demonstration) error(404, 'only in a demonstration instance')
}
