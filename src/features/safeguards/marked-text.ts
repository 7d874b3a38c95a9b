/** A text cut into pieces, those that something is said about with what it is. Joined again, they are the text. Pure. */
import type { Span } from './typed-text.ts'

export type Piece<Mark> = { text: string; finding?: Mark }

/** Marks in their order, none over another; what lies outside the text, or over a mark before it, is left out. */
export function markedText<Mark extends Span>(text: string, marks: readonly Mark[]): Piece<Mark>[] {
  const pieces: Piece<Mark>[] = []
  let at = 0
  for (const mark of marks.toSorted((one, other) => one.from - other.from)) {
    if (mark.from < at || mark.to > text.length || mark.to <= mark.from) continue
    if (mark.from > at) pieces.push({ text: text.slice(at, mark.from) })
    pieces.push({ text: text.slice(mark.from, mark.to), finding: mark })
    at = mark.to
  }
  if (at < text.length) pieces.push({ text: text.slice(at) })
  return pieces
}
