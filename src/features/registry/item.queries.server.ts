/** The only SQL that writes items: an item is registered, changed and moved here, with its words, history and audit. */
import { sql } from 'kysely'
import { newKey } from '#base/keys.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { signatureOf, type Actor } from './actor.ts'
import type { Change } from './import.ts'
import { narrowness, type ItemWords, type Kind, type Label, type Origin, type State } from './item.ts'
import { replaceSearchEntries, type SearchWords } from './search-entry.server.ts'

export type NewItem = {
  kind: Kind
  slug: string
  /** 'self' for a place. */
  placeId: string | 'self' | null
  region: string | null
  label: Label
  state: State
  originalLanguage: string
  demonstration: boolean
  readers?: readonly string[]
  publishedAt?: string | null
  texts: Record<string, ItemWords & { origin: Origin; note?: string | null }>
  search: Record<string, SearchWords>
  /** What is published, as it is: facts and all languages. Unchanged document: nothing is written. */
  document: unknown
}

export type Registered = { id: string; revision: number; change: Change }

/** Inserts the item or makes a new revision of it; the noun's own rows are the caller's, in the same transaction. */
export async function registerItem(db: Db, actor: Actor, asked: NewItem): Promise<Registered> {
  const known = await findLatest(db, asked)
  const item = known ? asFewAsPeopleChose(actor, known, asked) : asked
  if (known?.sameDocument && known.label === item.label && known.state === item.state)
    return { id: known.id, revision: known.revision, change: 'unchanged' }
  // an import would bring back what was struck out; a person changes what is left, and is screened
  if (known?.struck && actor.kind === 'system') return { id: known.id, revision: known.revision, change: 'struck' }
  const by = signatureOf(actor)
  const id = known?.id ?? newKey()
  const revision = (known?.revision ?? 0) + 1
  if (known) await changeItem(db, id, revision, item, by)
  else await insertItem(db, id, item, by)
  await replaceWords(db, id, revision, item, by)
  await replaceReaders(db, id, item.readers ?? [])
  await replaceSearchEntries(db, id, item.search)
  await db
    .insertInto('item_revision')
    .values({ item_id: id, revision, document: JSON.stringify(item.document), by_whom: by })
    .execute()
  await insertAudit(db, actor, {
    act: known ? `${item.kind}.changed` : `${item.kind}.registered`,
    itemId: id,
    detail: { revision },
  })
  return { id, revision, change: known ? 'changed' : 'new' }
}

/** What people have narrowed no file widens again: that is theirs to do. */
function asFewAsPeopleChose(actor: Actor, known: Latest, asked: NewItem): NewItem {
  const widens = actor.kind === 'system' && known.chosen && narrowness(asked.label) < narrowness(known.label)
  return widens ? { ...asked, label: known.label, readers: known.readers } : asked
}

type Latest = {
  id: string
  revision: number
  label: Label
  state: State
  readers: string[]
  sameDocument: boolean
  struck: boolean
  /** a person has said who may see it */
  chosen: boolean
}

/** `sameDocument` compares as jsonb: order of keys and white space do not count. */
async function findLatest(db: Db, item: NewItem) {
  const { rows } = await sql<Latest>`
    select item.id, item.revision, item.label, item.state, exists (select 1 from item_strike strike where strike.item_id = item.id) as struck,
      coalesce(last.document = ${JSON.stringify(item.document)}::jsonb, false) as "sameDocument",
      array(select place_id::text from item_reader where item_reader.item_id = item.id order by place_id) as readers,
      exists (select from audit_entry act where act.item_id = item.id and act.act in ('item.label', 'organisation.label_chosen')
        and act.by_whom like 'person:%') as chosen
    from item left join item_revision last on last.item_id = item.id and last.revision = item.revision
    where item.kind = ${item.kind} and item.slug = ${item.slug}`.execute(db)
  return rows[0]
}

async function insertItem(db: Db, id: string, item: NewItem, by: string): Promise<void> {
  await db
    .insertInto('item')
    .values({
      id,
      kind: item.kind,
      slug: item.slug,
      region: item.region,
      label: item.label,
      state: item.state,
      place_id: item.placeId === 'self' ? id : item.placeId,
      original_language: item.originalLanguage,
      demonstration: item.demonstration,
      revision: 1,
      published_at: item.state === 'draft' ? null : (item.publishedAt ?? sql`now()`),
      created_by: by,
      updated_by: by,
    })
    .execute()
  await insertMove(db, { itemId: id, from: null, to: item.state, by, why: null })
}

async function changeItem(db: Db, id: string, revision: number, item: NewItem, by: string): Promise<void> {
  const was = await db.selectFrom('item').select('state').where('id', '=', id).forUpdate().executeTakeFirstOrThrow()
  await db
    .updateTable('item')
    .set({
      revision,
      region: item.region,
      label: item.label,
      state: item.state,
      place_id: item.placeId === 'self' ? id : item.placeId,
      original_language: item.originalLanguage,
      demonstration: item.demonstration,
      updated_at: sql`now()`,
      updated_by: by,
    })
    .where('id', '=', id)
    .execute()
  if (was.state !== item.state) await insertMove(db, { itemId: id, from: was.state, to: item.state, by, why: null })
}

/** Languages that the document does not bring stay as they are: they are stale now, and say so. */
async function replaceWords(db: Db, id: string, revision: number, item: NewItem, by: string): Promise<void> {
  for (const [language, words] of Object.entries(item.texts)) {
    const row = {
      title: words.title,
      summary: words.summary,
      parts: JSON.stringify(words.parts),
      origin: words.origin,
      of_revision: revision,
      state: 'published',
      note: words.note ?? null,
      by_whom: by,
      at: sql<Date>`now()`,
    }
    await db
      .insertInto('item_text')
      .values({ item_id: id, language, ...row })
      .onConflict((same) => same.columns(['item_id', 'language']).doUpdateSet(row))
      .execute()
  }
}

async function replaceReaders(db: Db, id: string, readers: readonly string[]): Promise<void> {
  await db.deleteFrom('item_reader').where('item_id', '=', id).execute()
  if (readers.length > 0)
    await db
      .insertInto('item_reader')
      .values(readers.map((place_id) => ({ item_id: id, place_id })))
      .execute()
}

export type Move = {
  itemId: string
  from: string | null
  to: string
  by: string
  seat?: string | null
  why: string | null
}

export async function insertMove(db: Db, move: Move): Promise<void> {
  await db
    .insertInto('item_move')
    .values({
      id: newKey(),
      item_id: move.itemId,
      from_state: move.from,
      to_state: move.to,
      by_whom: move.by,
      seat: move.seat ?? null,
      why: move.why,
    })
    .execute()
}

export type Audit = { act: string; itemId: string | null; why?: string | null; detail?: Record<string, unknown> }

/** Append-only, written with the act, in the same transaction. */
export async function insertAudit(db: Db, actor: Actor, audit: Audit): Promise<void> {
  await db
    .insertInto('audit_entry')
    .values({
      id: newKey(),
      by_whom: signatureOf(actor),
      act: audit.act,
      item_id: audit.itemId,
      why: audit.why ?? null,
      detail: JSON.stringify(audit.detail ?? {}),
    })
    .execute()
}

/** Lowers or raises who may see an item: at once, everywhere, since labels are always joined. */
export async function updateLabel(
  db: Db,
  actor: Actor,
  change: { itemId: string; label: Label; readers?: readonly string[]; why: string },
): Promise<void> {
  await db
    .updateTable('item')
    .set({ label: change.label, updated_at: sql`now()`, updated_by: signatureOf(actor) })
    .where('id', '=', change.itemId)
    .execute()
  await replaceReaders(db, change.itemId, change.readers ?? [])
  await insertAudit(db, actor, {
    act: 'item.label',
    itemId: change.itemId,
    why: change.why,
    detail: { label: change.label },
  })
  await raiseEpoch(db)
}

/** The counter of public changes: part of every validator, so that nothing stale is shown. */
export async function findEpoch(db: Db): Promise<number> {
  const { rows } = await sql<{ epoch: number }>`select epoch::int from public_epoch`.execute(db)
  return rows[0]?.epoch ?? 0
}

export async function raiseEpoch(db: Db): Promise<void> {
  await sql`update public_epoch set epoch = epoch + 1`.execute(db)
}
