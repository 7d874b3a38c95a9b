/** The first sentence of a text by people, for a row of a list: whole where it is short, cut at a word where it is not. Pure. */

const LONGEST = 240

export function firstSentence(text: string, language: string): string {
  const [first] = new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)
  const sentence = (first?.segment ?? '').trim()
  if (sentence.length <= LONGEST) return sentence
  const cut = sentence.slice(0, LONGEST)
  return `${cut.slice(0, cut.lastIndexOf(' ') > 0 ? cut.lastIndexOf(' ') : LONGEST)}…`
}
