import { redirect } from '@sveltejs/kit'
import { negotiate } from '#platform/language/languages.ts'
import { addressesIn } from '#features/registry/addresses.ts'

/** The door without a language: the remembered one, else the browser's, else English. */
export const load = ({ cookies, request, setHeaders }) => {
  setHeaders({ vary: 'Accept-Language, Cookie' })
  redirect(303, addressesIn(negotiate(cookies.get('language'), request.headers.get('accept-language'))).home())
}
