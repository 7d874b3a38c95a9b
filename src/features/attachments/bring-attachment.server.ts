/**
 * Use cases: a file is brought, changed or replaced. It is looked through and put into the store first; the row that
 * hangs it is written in one transaction, in which the bytes are made sure of. The same form twice hangs one file.
 */
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import { insertAttachment } from '#platform/files/files.queries.server.ts'
import { keepFile } from '#platform/files/keep.server.ts'
import { StoreDown, type Store } from '#platform/files/store.ts'
import { lookInto, type Brought, type Looked, type Refusal } from '#platform/files/upload.server.ts'
import { faultFacts, log } from '#platform/web/log.server.ts'
import { asOfNow } from '#features/people/team.queries.server.ts'
import { signatureOf, type Actor } from '#features/registry/actor.ts'
import type { Label } from '#features/registry/item.ts'
import { insertAudit, raiseEpoch } from '#features/registry/item.queries.server.ts'
import { whyNotBring, type WhyNotBring } from './attachment.access.ts'
import type { ToldOfFile } from './attachment-input.ts'
import {
  holdAttachment,
  holdItem,
  updateFile,
  updateWords,
  type Held,
  type Holder,
} from './attachment.queries.server.ts'
import { kindOfType, labelsWithin, MOST_OF_ONE, type AttachmentKind } from './attachment.ts'

export type FileFault = Refusal | 'no_photo' | 'no_document' | 'store_down'
export type BringFault = FileFault | WhyNotBring | 'label_wider' | 'too_many'
export type ChangeFault = FileFault | WhyNotBring | 'gone' | 'stale'

export type Change = 'new' | 'unchanged'
type Kept = { db: Db; store: Store; actor: Actor; holder: Holder }

export async function bringAttachment(
  { db, store, actor: asked, holder }: Kept,
  file: { brought: Brought; told: ToldOfFile; label: Label; formKey: string },
): Promise<Outcome<Change, BringFault>> {
  const why = whyNotBring(asked, holder)
  if (why) return refused(why)
  const looked = await lookAndPut(store, file.brought, file.told.kind)
  if (!looked.ok) return looked
  return whileStoreStands(() =>
    together(db, async (trx) => {
      const actor = await asOfNow(trx, asked)
      const whyNow = whyNotBring(actor, holder)
      if (whyNow) return refused<BringFault>(whyNow)
      const item = await holdItem(trx, holder.id)
      if (!labelsWithin(item.label).includes(file.label)) return refused<BringFault>('label_wider')
      await keepFile(trx, store, looked.value)
      const id = await insertAttachment(trx, rowOf(actor, holder, { ...file, looked: looked.value }))
      if (id === null) return done<Change>('unchanged')
      if (item.count >= MOST_OF_ONE) throw new TooMany()
      await insertAudit(trx, actor, {
        act: 'attachment.added',
        itemId: holder.id,
        detail: { attachment: id, label: file.label },
      })
      if (file.label === 'public') await raiseEpoch(trx)
      return done<Change>('new')
    }),
  ).catch((error: unknown) => {
    if (error instanceof TooMany) return refused<BringFault>('too_many')
    throw error
  })
}
/** Takes back what the transaction wrote; a form sent twice is no second file, so the count is asked after it. */
class TooMany extends Error {}

const rowOf = (
  actor: Actor,
  holder: Holder,
  { looked, told, label, formKey }: { looked: Looked; told: ToldOfFile; label: Label; formKey: string },
) => ({
  itemId: holder.id,
  personId: actor.kind === 'person' ? actor.id : null,
  digest: looked.digest,
  name: looked.name,
  label,
  placeId: holder.id,
  region: holder.region,
  language: holder.language,
  byWhom: signatureOf(actor),
  title: told.title,
  alt: told.alt,
  source: told.source,
  licence: told.licence,
  namesInside: looked.metadata === 'kept',
  formKey,
})

/** Its words, and another file in its place where one was brought. `read`: the revision that the form knew. */
export async function changeAttachment(
  { db, store, actor: asked, holder }: Kept,
  file: { id: string; read: number; told: ToldOfFile; brought: Brought | null },
): Promise<Outcome<Change, ChangeFault>> {
  const why = whyNotBring(asked, holder)
  if (why) return refused(why)
  const looked = file.brought === null ? null : await lookAndPut(store, file.brought, file.told.kind)
  if (looked && !looked.ok) return looked
  return whileStoreStands(() =>
    together(db, async (trx) => {
      const actor = await asOfNow(trx, asked)
      const whyNow = whyNotBring(actor, holder)
      if (whyNow) return refused<ChangeFault>(whyNow)
      const held = await holdAttachment(trx, actor, { id: file.id, itemId: holder.id })
      if (!held || held.withdrawnAt || kindOfType(held.mediaType) !== file.told.kind)
        return refused<ChangeFault>('gone')
      const replaces = looked !== null && looked.value.digest !== held.digest
      if (!replaces && saysTheSame(held, file.told)) return done<Change>('unchanged')
      if (held.revision !== file.read) return refused<ChangeFault>('stale')
      await updateWords(trx, held.id, file.told)
      if (replaces) {
        await keepFile(trx, store, looked.value)
        await updateFile(trx, actor, held.id, looked.value)
      }
      await insertAudit(trx, actor, {
        act: replaces ? 'attachment.replaced' : 'attachment.changed',
        itemId: holder.id,
        detail: { attachment: held.id },
      })
      if (held.label === 'public') await raiseEpoch(trx)
      return done<Change>('new')
    }),
  )
}

const saysTheSame = (held: Held, told: ToldOfFile): boolean =>
  held.title === told.title && held.alt === told.alt && held.source === told.source && held.licence === told.licence

async function lookAndPut(store: Store, brought: Brought, kind: AttachmentKind): Promise<Outcome<Looked, FileFault>> {
  const looked = await lookInto(brought)
  if (!looked.ok) return looked
  if (kindOfType(looked.value.mediaType) !== kind) return refused(kind === 'photo' ? 'no_photo' : 'no_document')
  const put = await whileStoreStands<string, never>(async () => done(await store.put(looked.value.clean)))
  return put.ok ? looked : put
}

/** A store that does not answer is told to whoever waits; a fault of the database is not the store's. */
async function whileStoreStands<Value, Why>(
  work: () => Promise<Outcome<Value, Why>>,
): Promise<Outcome<Value, Why | 'store_down'>> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof StoreDown)) throw error
    log({ event: 'files.unreachable', ...faultFacts(error.cause) })
    return refused('store_down')
  }
}
