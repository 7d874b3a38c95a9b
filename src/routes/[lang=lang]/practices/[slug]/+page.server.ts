import { error, redirect } from '@sveltejs/kit'
import { listAdoptionsOf } from '#features/adaptations/adoption.queries.server.ts'
import { familyTree } from '#features/adaptations/lineage.ts'
import { findFamily } from '#features/adaptations/lineage.queries.server.ts'
import { findNewSlug, findPractice } from '#features/practices/practice.queries.server.ts'

export const load = async ({ locals: { db, actor, language, addresses, vocabulary }, params }) => {
  const practice = await findPractice(db, actor, { language, slug: params.slug })
  if (!practice) {
    const slug = await findNewSlug(db, actor, params.slug)
    if (slug) redirect(308, addresses.practice(slug))
    error(404, 'no such practice')
  }
  const of = { language, practiceId: practice.id }
  const adoptions = await listAdoptionsOf(db, actor, of)
  return { practice, adoptions, family: familyTree(await findFamily(db, actor, of)), vocabulary }
}
