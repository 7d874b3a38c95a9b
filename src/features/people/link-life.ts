/** How long a link to sign in with is good. */
export const LINK_MINUTES = 15
