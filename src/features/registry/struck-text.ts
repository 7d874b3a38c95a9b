/** Taking a text out of whatever holds it. Pure. */

/** What stands in place of the text; pages show the mark and its reason from item_strike. */
export const STRUCK = '▇▇▇'

/** Replaces the text, in any spelling of case and spacing, wherever a string inside the value holds it. */
export function withoutText(value: unknown, text: string): { value: unknown; count: number } {
  let count = 0
  const pattern = new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'), 'giu')
  const walk = (each: unknown): unknown => {
    if (typeof each === 'string') return each.replace(pattern, () => (count++, STRUCK))
    if (Array.isArray(each)) return each.map(walk)
    if (typeof each === 'object' && each !== null)
      return Object.fromEntries(Object.entries(each).map(([key, inner]) => [key, walk(inner)]))
    return each
  }
  return { value: walk(value), count }
}
