import { error } from '@sveltejs/kit'
import { familyTree } from '#features/adaptations/lineage.ts'
import { findFamily } from '#features/adaptations/lineage.queries.server.ts'
import { linkedData } from '#features/practices/practice-linked-data.ts'
import { findPractice } from '#features/practices/practice.queries.server.ts'

/** The practice as linked data, with what it was taken from. */
export const GET = async ({ locals: { db, actor, language, vocabulary }, params, url }) => {
  const practice = await findPractice(db, actor, { language, slug: params.slug })
  if (!practice || practice.state === 'withdrawn') error(404, 'no such practice')
  const family = familyTree(await findFamily(db, actor, { language, practiceId: practice.id }))
  const sources = family.find((node) => node.id === practice.id)?.from ?? []
  const basedOn = family.flatMap(({ id, seen }) =>
    sources.includes(id) && seen?.kind === 'practice' ? [seen.slug] : [],
  )
  const data = linkedData(practice, { origin: url.origin, language, vocabulary, basedOn })
  return new Response(JSON.stringify(data), { headers: { 'content-type': 'application/ld+json; charset=utf-8' } })
}
