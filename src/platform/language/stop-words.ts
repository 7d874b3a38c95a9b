/**
 * Words that say nothing to a search, by language. They are compared as `rootForm` of #base/words.ts leaves a word: no
 * accents, one form of each Arabic letter, no article. Pure.
 */
import { normalise } from '#base/normalise.ts'
import { rootForm } from '#base/words.ts'
import type { Language } from './languages.ts'

const SAY_NOTHING: Record<Language, string> = {
  en: 'a an and are as at be been but by can do does for from had has have how i if in into is it its me my no not of on or our so than that the their them then there these they this to too us was we were what when where which who whom why will with would you your about against want need looking find example examples',
  fr: 'à ai au aux avec ce ces cet cette comme comment dans de des du elle elles en entre est et il ils je la le les leur leurs lui ma mais me mes moi mon ne nos notre nous on ou où par pas pour quand que quel quelle quelles quels qui quoi sa sans se ses si son sont sous sur ta te tes toi ton tu un une vos votre vous chez vers afin ainsi alors donc cela ça qu être contre lutter lutte face faire agir besoin cherche chercher exemple exemples',
  ar: 'في من على إلى عن مع هذا هذه ذلك تلك التي الذي الذين هو هي هم هن نحن أنا أنت أنتم ما ماذا متى كيف أين لماذا هل أو أم ثم لا لم لن إن أن كان كانت يكون قد كل بعض بين حول عند عبر حتى إذا لكن أيضا بعد قبل غير أي و ضد مكافحة مواجهة نريد نبحث مثال أمثلة',
}

const STOP_WORDS = new Set(
  Object.values(SAY_NOTHING).flatMap((words) => words.split(' ').map((word) => rootForm(normalise(word)))),
)

export const isStopWord = (word: string): boolean => STOP_WORDS.has(word)

/** The words that say something; where none does, all of them: "us and them" is a phrase too. */
export function withoutStopWords(words: readonly string[]): string[] {
  const telling = words.filter((word) => !isStopWord(word))
  return telling.length > 0 ? telling : [...words]
}
