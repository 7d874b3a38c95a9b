/** Broader and narrower terms of one vocabulary. Pure. */

type Branch = { code: string; broader: string | null }

/** The code of a term and of all that are narrower, each once, whatever circles an import may have made. */
export function codesUnder(terms: readonly Branch[], code: string): string[] {
  const under = [code]
  for (const found of under)
    under.push(...terms.filter((term) => term.broader === found && !under.includes(term.code)).map((term) => term.code))
  return under
}

/** The terms with each one's narrower terms right behind it, and how deep it stands (0: broadest). None is lost. */
export function inTree<One extends Branch>(terms: readonly One[]): { term: One; depth: number }[] {
  const known = new Set(terms.map((term) => term.code))
  const placed = new Map<One, number>()
  const place = (term: One, depth: number): void => {
    if (placed.has(term)) return
    placed.set(term, depth)
    for (const narrower of terms) if (narrower.broader === term.code) place(narrower, depth + 1)
  }
  for (const term of terms) if (term.broader === null || !known.has(term.broader)) place(term, 0)
  for (const term of terms) place(term, 0) // what stands in a circle
  return [...placed].map(([term, depth]) => ({ term, depth }))
}

/** For each slug, itself and the slugs of all that are broader; a circle ends where it began. */
export function slugsAbove(terms: readonly (Branch & { slug: string; vocabulary: string })[]): Map<string, string[]> {
  const bySlug = new Map(terms.map((term) => [term.slug, term]))
  return new Map(
    terms.map((term) => {
      const above = [term.slug]
      for (
        let at = bySlug.get(`${term.vocabulary}/${term.broader}`);
        at && !above.includes(at.slug);
        at = bySlug.get(`${at.vocabulary}/${at.broader}`)
      )
        above.push(at.slug)
      return [term.slug, above]
    }),
  )
}
