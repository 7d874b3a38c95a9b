import { error } from '@sveltejs/kit'

const KNOWN = [400, 403, 413, 414, 429, 431, 503]

/** Where the server sends what never reaches a page: an address that cannot be read or is too long, a form from another site. */
export const load = ({ params }) => {
  const status = Number(params.status)
  error(KNOWN.includes(status) ? status : 404, 'refused')
}
