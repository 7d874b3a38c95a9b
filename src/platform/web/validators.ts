/** What a public page is valid for: build, language, day (answers grow old) and the counter of public changes. Pure. */

export type Validity = { build: string; language: string; day: string; epoch: number; saveData: boolean }

/** Weak, since packed and plain pages carry the same. */
export const validatorOf = (of: Validity): string =>
  `W/"${[of.build, of.language, of.day, of.epoch, of.saveData ? 's' : 'f'].join('-')}"`

/** True when one of the validators that the browser sends is ours. */
export const matches = (ifNoneMatch: string | null, ours: string): boolean =>
  (ifNoneMatch ?? '').split(',').some((each) => each.trim().replace(/^W\//, '') === ours.replace(/^W\//, ''))
