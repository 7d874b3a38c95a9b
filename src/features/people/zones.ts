/** The clocks that people live by. Pure. */

export const ZONES: readonly string[] = [
  'Etc/UTC',
  ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC'),
]

/** Also zones that are called otherwise than in the list, as the sample has them. */
export function isZone(typed: string): boolean {
  try {
    return typed !== '' && new Intl.DateTimeFormat('en', { timeZone: typed }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
