/** The rule: reading pages ship no client script. A page that needs more says so itself. */
export const csr = false
