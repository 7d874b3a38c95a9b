/** What the page of a place's files shows to whoever may do something there; to everybody else there is no such page. */
import { newKey } from '#base/keys.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { saidAudience, type SaidAudience } from '#features/people/audience.ts'
import { countAudience } from '#features/people/audience.queries.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import type { Label } from '#features/registry/item.ts'
import { sideOf, whyNotBring, type WhyNotBring } from './attachment.access.ts'
import type { Done, FaultName } from './attachment-says.ts'
import { listKept, type Holder } from './attachment.queries.server.ts'
import {
  HOURS_TO_PUT_BACK,
  KINDS,
  labelsWithin,
  widens,
  type AttachmentKind,
  type KeptAttachment,
} from './attachment.ts'

type Listed = KeptAttachment & { putBackUntil: Date | null }
type Opened =
  | { act: 'add'; kind: AttachmentKind; formKey: string }
  | { act: 'change'; file: Listed }
  | { act: 'show'; file: Listed; labels: Label[] }

export type AttachmentsPage = {
  holder: Pick<Holder, 'slug' | 'kind' | 'title' | 'language'>
  whyNotBring: WhyNotBring | null
  files: Listed[]
  labels: Label[]
  audience: SaidAudience
  opened: Opened | null
  done: Done | null
  faults: FaultName[]
}

/** What the address asks to open. */
export type Ask = { add: string | null; change: string | null; show: string | null }

export async function attachmentsPage(
  db: Db,
  actor: Actor,
  { holder, ask }: { holder: Holder; ask: Ask },
): Promise<Omit<AttachmentsPage, 'done' | 'faults'>> {
  const files = (await listKept(db, actor, { itemId: holder.id, own: sideOf(actor, holder) === 'place' })).map(listed)
  const why = whyNotBring(actor, holder)
  const { slug, kind, title, language } = holder
  return {
    holder: { slug, kind, title, language },
    whyNotBring: why,
    files,
    labels: labelsWithin(holder.label),
    audience: saidAudience(
      await countAudience(db, actor, { places: [holder.id], regions: holder.region === null ? [] : [holder.region] }),
    ),
    opened: openedBy(ask, files, { why, label: holder.label }),
  }
}

const listed = (file: KeptAttachment): Listed => ({
  ...file,
  putBackUntil: file.withdrawnAt && new Date(file.withdrawnAt.getTime() + HOURS_TO_PUT_BACK * 3_600_000),
})

/** Nothing is opened that would be refused. */
function openedBy(
  { add, change, show }: Ask,
  files: readonly Listed[],
  { why, label }: { why: WhyNotBring | null; label: Label },
): Opened | null {
  const kind = KINDS.find((each) => each === add)
  if (kind && why === null) return { act: 'add', kind, formKey: newKey() }
  const hung = (id: string | null) => files.find((file) => file.id === id && file.withdrawnAt === null)
  const changed = why === null ? hung(change) : undefined
  if (changed) return { act: 'change', file: changed }
  const shown = hung(show)
  if (!shown) return null
  const labels = labelsWithin(label).filter((each) => why === null || !widens(each, shown.label))
  return { act: 'show', file: shown, labels }
}
