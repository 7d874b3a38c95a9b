/** The only SQL about files and where they hang. Who may see one is asked above, with the label and its place. */
import { sql } from 'kysely'
import { newKey } from '#base/keys.server.ts'
import type { Db } from '#platform/database/pool.server.ts'
import type { Licence } from './licence.ts'
import type { Digest } from './store.ts'
import type { TakenIn } from './upload.server.ts'

/**
 * The same content again is the same file, and young again. The row is held until the transaction ends: whoever takes
 * away loose files waits, finds it young, and leaves it.
 */
export async function insertFile(db: Db, file: TakenIn): Promise<void> {
  await sql`
    insert into file (digest, media_type, bytes, original_media_type, width, height)
    values (${file.digest}, ${file.mediaType}, ${file.bytes}, ${file.originalMediaType}, ${file.width}, ${file.height})
    on conflict (digest) do update set made_at = clock_timestamp()`.execute(db)
}

export type NewAttachment = {
  itemId: string | null
  personId: string | null
  digest: Digest
  name: string
  label: 'public' | 'network' | 'region' | 'cities' | 'team'
  placeId: string | null
  region: string | null
  language: string | null
  byWhom: string
  title: string
  alt: string
  source: string
  licence: Licence
  namesInside: boolean
  /** Of the form that brought it; null: no form did. */
  formKey: string | null
}

/** null: this very form brought this very file before, and it hangs. */
export async function insertAttachment(db: Db, of: NewAttachment): Promise<string | null> {
  const id = newKey()
  const { rows } = await sql`
    insert into attachment (id, item_id, person_id, digest, name, label, place_id, region, language, by_whom, title, alt, source, licence, names_inside, form_key)
    values (${id}, ${of.itemId}, ${of.personId}, ${of.digest}, ${of.name}, ${of.label}, ${of.placeId}, ${of.region}, ${of.language}, ${of.byWhom},
      ${of.title}, ${of.alt}, ${of.source}, ${of.licence}, ${of.namesInside}, ${of.formKey})
    on conflict (form_key, digest) do nothing returning 1`.execute(db)
  return rows.length === 1 ? id : null
}

/** Files that hang nowhere any more, oldest first, made before `before`: somebody may just be about to hang a newer one. */
export async function listLooseFiles(db: Db, { before, limit }: { before: Date; limit: number }): Promise<Digest[]> {
  const { rows } = await sql<{ digest: Digest }>`
    select digest from file
    where made_at < ${before} and not exists (select from attachment where attachment.digest = file.digest)
    order by made_at limit ${limit}`.execute(db)
  return rows.map((row) => row.digest)
}

/** False while it hangs somewhere, or was brought again since: then the bytes must stay too. Until the transaction ends nobody can bring it. */
export async function deleteLooseFile(db: Db, digest: Digest, { before }: { before: Date }): Promise<boolean> {
  const { rows } = await sql`
    delete from file
    where digest = ${digest} and made_at < ${before} and not exists (select from attachment where attachment.digest = file.digest)
    returning 1`.execute(db)
  return rows.length === 1
}
