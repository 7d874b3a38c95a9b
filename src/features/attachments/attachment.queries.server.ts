/** The only SQL about files where they hang: who sees one is its own label within that of its item, asked of the item each time. */
import { sql, type RawBuilder } from 'kysely'
import { signatureOf, reachOf, VISITOR, type Actor } from '#features/registry/actor.ts'
import type { Label } from '#features/registry/item.ts'
import { labelReaches, visibleTo } from '#features/registry/visibility.server.ts'
import { wordsIn } from '#features/registry/words.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import type { Licence } from '#platform/files/licence.ts'
import type { MediaType } from '#platform/files/media-type.ts'
import type { Served } from '#platform/files/serve.ts'
import type { Looked } from '#platform/files/upload.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { HolderFacts } from './attachment.access.ts'
import type { ToldOfFile } from './attachment-input.ts'
import { HOURS_TO_PUT_BACK, kindOfType, MOST_OF_ONE, type Attachment, type KeptAttachment } from './attachment.ts'

/** Rows of `attachment` joined with their `item`. A file may be narrower than its item and never wider. */
function reached(actor: Actor): RawBuilder<boolean> {
  const reach = reachOf(actor)
  if (reach.all) return sql<boolean>`true`
  const byLabel = labelReaches(reach, {
    label: sql`attachment.label`,
    region: sql`item.region`,
    placeId: sql`item.place_id`,
    readers: sql`select reader.place_id from item_reader reader where reader.item_id = item.id`,
  })
  const stands = sql`(item.state = 'published' or item.place_id = any(${[...reach.places]}::uuid[]))`
  return sql<boolean>`(${stands} and ${visibleTo(actor)} and ${byLabel})`
}

const hangs = sql<boolean>`attachment.withdrawn_at is null`
const seenBy = (actor: Actor): RawBuilder<boolean> => sql<boolean>`(${hangs} and ${reached(actor)})`

const COLUMNS = sql`attachment.id, attachment.title, attachment.language, attachment.alt, attachment.source, attachment.licence, attachment.name,
  attachment.label, file.media_type as "mediaType", file.bytes, file.width, file.height`

type Row = Omit<Attachment, 'kind'>
const shownOf = <Each extends { mediaType: MediaType }>(row: Each) => ({ ...row, kind: kindOfType(row.mediaType) })

/** What hangs at one item, photos first, the newest first. */
export async function listAttachments(db: Db, actor: Actor, itemId: string): Promise<Attachment[]> {
  const { rows } = await sql<Row>`
    select ${COLUMNS} from attachment join item on item.id = attachment.item_id join file on file.digest = attachment.digest
    where attachment.item_id = ${itemId} and ${seenBy(actor)}
    order by file.width is null, attachment.at desc, attachment.id limit ${MOST_OF_ONE}`.execute(db)
  return rows.map(shownOf)
}

/** The same for whoever keeps them, with what the place itself took down and can put back. */
export async function listKept(
  db: Db,
  actor: Actor,
  asked: { itemId: string; own: boolean },
): Promise<KeptAttachment[]> {
  const back = sql`(${asked.own}::boolean and attachment.withdrawn_side = 'place' and ${canBePutBack})`
  const { rows } = await sql<Omit<KeptAttachment, 'kind'>>`
    select ${COLUMNS}, attachment.revision, attachment.names_inside as "namesInside", attachment.withdrawn_at as "withdrawnAt"
    from attachment join item on item.id = attachment.item_id join file on file.digest = attachment.digest
    where attachment.item_id = ${asked.itemId} and ${reached(actor)} and (${hangs} or ${back})
    order by attachment.withdrawn_at desc nulls first, file.width is null, attachment.at desc, attachment.id limit ${MOST_OF_ONE}`.execute(
    db,
  )
  return rows.map(shownOf)
}

const canBePutBack = sql<boolean>`attachment.withdrawn_at > clock_timestamp() - make_interval(hours => ${HOURS_TO_PUT_BACK})`

/** undefined alike for one that is not there, was taken down, or is not for this reader. */
export async function findServed(db: Db, actor: Actor, id: string): Promise<Served | undefined> {
  const { rows } = await sql<Served>`
    select file.digest, file.media_type as "mediaType", file.bytes, attachment.name, ${seenBy(VISITOR)} as public
    from attachment join item on item.id = attachment.item_id join file on file.digest = attachment.digest
    where attachment.id = ${id} and ${seenBy(actor)}`.execute(db)
  return rows[0]
}

/** For the export: what is public of many items at once. */
export async function listPublicBySlug(
  db: Db,
  asked: { kind: HolderFacts['kind']; slugs: readonly string[] },
): Promise<Map<string, Attachment[]>> {
  const { rows } = await sql<Row & { slug: string }>`
    select item.slug, ${COLUMNS} from item join attachment on attachment.item_id = item.id join file on file.digest = attachment.digest
    where item.kind = ${asked.kind} and item.slug = any(${[...asked.slugs]}::text[]) and ${seenBy(VISITOR)}
    order by item.slug, attachment.at, attachment.id`.execute(db)
  const found = new Map<string, Attachment[]>()
  for (const { slug, ...row } of rows) found.set(slug, [...(found.get(slug) ?? []), shownOf(row)])
  return found
}

export type Holder = HolderFacts & {
  slug: string
  label: Label
  region: string | null
  /** in which titles of its files are written */
  language: string
  title: string
  titleLanguage: string
  demonstration: boolean
}

/** Whatever its label: the caller asks the policy, and answers "not there" to whom it refuses. */
export async function findHolder(
  db: Db,
  key: { kind: HolderFacts['kind']; slug: string; language: Language },
): Promise<Holder | undefined> {
  const { rows } = await sql<Holder>`
    select item.id, item.kind, item.slug, item.label, item.region, item.demonstration, item.original_language as language,
      words.title, words.language as "titleLanguage",
      array(select hub.id::text from hub where not hub.secretariat and item.region = any(hub.regions)) as hubs
    from item ${wordsIn(key.language)} where item.kind = ${key.kind} and item.slug = ${key.slug}`.execute(db)
  return rows[0]
}

/** Whoever looks after a region does not see each of its cities: one that they may not see has no page of files for them. */
export async function isSeen(db: Db, actor: Actor, id: string): Promise<boolean> {
  const { rows } = await sql`select 1 from item where id = ${id} and ${visibleTo(actor)}`.execute(db)
  return rows.length > 0
}

/** Whoever adds to an item waits for whoever does so already: the count holds. Its label is that of now. */
export async function holdItem(db: Db, id: string): Promise<{ label: Label; count: number }> {
  const { rows } = await sql<{ label: Label }>`select label from item where id = ${id} for no key update`.execute(db)
  const counted = await sql<{ count: number }>`
    select count(*)::int as count from attachment where item_id = ${id}`.execute(db)
  return { label: rows[0]?.label ?? 'team', count: counted.rows[0]?.count ?? 0 }
}

export type Held = {
  id: string
  digest: string
  label: Label
  revision: number
  mediaType: MediaType
  title: string
  alt: string
  source: string
  licence: Licence
  withdrawnAt: Date | null
  canBePutBack: boolean
}

/** One file of this item, held until the transaction ends. */
export async function holdAttachment(
  db: Db,
  actor: Actor,
  key: { id: string; itemId: string },
): Promise<Held | undefined> {
  const { rows } = await sql<Held>`
    select attachment.id, attachment.digest, attachment.label, attachment.revision, file.media_type as "mediaType", attachment.title, attachment.alt,
      attachment.source, attachment.licence, attachment.withdrawn_at as "withdrawnAt",
      coalesce(attachment.withdrawn_side = 'place' and ${canBePutBack}, false) as "canBePutBack"
    from attachment join item on item.id = attachment.item_id join file on file.digest = attachment.digest
    where attachment.id = ${key.id} and attachment.item_id = ${key.itemId} and ${reached(actor)} for no key update of attachment`.execute(
    db,
  )
  return rows[0]
}

export async function updateWords(db: Db, id: string, told: ToldOfFile): Promise<void> {
  await sql`update attachment set title = ${told.title}, alt = ${told.alt}, source = ${told.source}, licence = ${told.licence}, revision = revision + 1
    where id = ${id}`.execute(db)
}

export async function updateFile(db: Db, actor: Actor, id: string, looked: Looked): Promise<void> {
  const personId = actor.kind === 'person' ? actor.id : null
  await sql`update attachment set digest = ${looked.digest}, name = ${looked.name}, names_inside = ${looked.metadata === 'kept'},
    person_id = ${personId}, by_whom = ${signatureOf(actor)}, form_key = null where id = ${id}`.execute(db)
}

export async function updateLabel(db: Db, id: string, label: Label): Promise<void> {
  await sql`update attachment set label = ${label}, revision = revision + 1 where id = ${id}`.execute(db)
}

export async function updateHanging(db: Db, id: string, side: 'place' | 'hub' | null): Promise<void> {
  await sql`update attachment set withdrawn_at = ${side === null ? null : sql`clock_timestamp()`}, withdrawn_side = ${side}, revision = revision + 1
    where id = ${id}`.execute(db)
}

/** What was taken down and whose day is over goes; returns how many. */
export async function deleteWithdrawn(db: Db): Promise<number> {
  const { rows } = await sql`
    delete from attachment where withdrawn_at <= clock_timestamp() - make_interval(hours => ${HOURS_TO_PUT_BACK}) returning 1`.execute(
    db,
  )
  return rows.length
}
