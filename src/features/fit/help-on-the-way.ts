/** What makes a start easier. null: we do not know. Facts of the practice and of the reader, no weights. */
export type HelpFacts = {
  readonly coreComponents: number
  /** Languages of its material, and those that the reading city works in. */
  readonly materialLanguages: readonly string[]
  readonly readerLanguages: readonly string[]
  readonly ownerAnswers: boolean | null
  /** Cities that did it and offer a call. */
  readonly offersCall: readonly string[]
  readonly courses: readonly string[]
}

export type Help =
  | { readonly kind: 'core_components_named'; readonly there: boolean; readonly count: number }
  | { readonly kind: 'material_in_shared_language'; readonly there: boolean; readonly languages: readonly string[] }
  | { readonly kind: 'owner_answers'; readonly there: boolean | null }
  | { readonly kind: 'someone_offers_call'; readonly there: boolean; readonly cities: readonly string[] }
  | { readonly kind: 'course'; readonly there: boolean; readonly courses: readonly string[] }

/** Always the same five lines in the same order, so that what is missing is seen as well. */
export function helpOnTheWay(facts: HelpFacts): Help[] {
  const languages = facts.materialLanguages.filter((language) => facts.readerLanguages.includes(language))
  return [
    { kind: 'core_components_named', there: facts.coreComponents > 0, count: facts.coreComponents },
    { kind: 'material_in_shared_language', there: languages.length > 0, languages },
    { kind: 'owner_answers', there: facts.ownerAnswers },
    { kind: 'someone_offers_call', there: facts.offersCall.length > 0, cities: facts.offersCall },
    { kind: 'course', there: facts.courses.length > 0, courses: facts.courses },
  ]
}
