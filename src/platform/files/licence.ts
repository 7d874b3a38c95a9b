/** What others may do with a file. Pure. */
export const LICENCES = ['cc_by', 'public_domain', 'all_rights_reserved'] as const
export type Licence = (typeof LICENCES)[number]
