/** The ways of each kind of question: a further kind is a line here and one in ask.ts. */
import type { AskKind } from './ask.ts'
import type { AskWays } from './ask-context.ts'
import { releaseAsked } from './release-asked.server.ts'
import { stillHere } from './still-here.server.ts'
import { stillSo } from './still-so.server.ts'

/** In the order in which they are asked, where one person could be asked several. */
export const ASK_WAYS: Record<AskKind, AskWays> = { still_here: stillHere, release: releaseAsked, still_so: stillSo }
