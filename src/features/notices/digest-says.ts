/** The mail of a digest: what a reader may see, grouped, one line each; names only what everybody may see. Pure. */
import { m } from '#messages'
import type { Language } from '#platform/language/languages.ts'
import type { MailWords } from '#platform/mail/mail.ts'
import { addressesIn } from '#features/registry/addresses.ts'
import { KINDS, TOPIC_IDS } from './notice.ts'
import type { NoticeLine } from './notice.queries.server.ts'
import { noticeInMail, topicName } from './notice-says.ts'

/** More than this nobody reads in a mail; the page has all. */
const MOST_LINES = 20

export function digestWords(lines: readonly NoticeLine[], language: Language): MailWords & { stop: string } {
  const locale = { locale: language }
  const told = lines.slice(0, MOST_LINES)
  const groups = TOPIC_IDS.map((topic) => ({ topic, of: told.filter((line) => KINDS[line.kind].topic === topic) }))
  const count = lines.length
  return {
    subject: m.notices_digest_subject({ count }, locale),
    paragraphs: [
      ...groups
        .filter(({ of }) => of.length > 0)
        .flatMap(({ topic, of }) => [
          m.notices_digest_group({ topic: topicName(topic, language) }, locale),
          ...grouped(of.map((line) => noticeInMail(line, language))),
        ]),
      ...(count > told.length ? [m.notices_digest_more({ count: count - told.length }, locale)] : []),
    ],
    action: { label: m.notices_digest_open({}, locale), path: addressesIn(language).notices() },
    foot: m.notices_digest_foot({}, locale),
    stop: m.notices_digest_stop({}, locale),
  }
}

/** What reads alike, since it is not named, is said once with its number. */
function grouped(lines: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1)
  return [...counts].map(([line, count]) => (count > 1 ? `– ${line} (${count})` : `– ${line}`))
}
