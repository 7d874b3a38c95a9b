/** The passwords that everybody tries first, as a set; read when the first password is set. */
import { dictionary } from '@zxcvbn-ts/language-common'

let kept: ReadonlySet<string> | undefined

export const commonPasswords = (): ReadonlySet<string> =>
  (kept ??= new Set((dictionary['passwords-common'] as string[]).map((password) => password.toLowerCase())))
