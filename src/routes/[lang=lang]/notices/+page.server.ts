import { error, redirect } from '@sveltejs/kit'
import { textsIn, typedForm } from '#platform/web/typed-form.server.ts'
import { countUnseen, listNotices, markSeen, markUnseen } from '#features/notices/notice.queries.server.ts'
import { noticeSaid } from '#features/notices/notice-says.ts'
import type { PersonView } from '#features/people/person-view.ts'
import type { SigningEvent } from '../../signing.server.ts'

const SHOWN = 20
const DONE = ['seen', 'all', 'unseen'] as const
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const personOf = ({ person }: App.Locals): PersonView => person ?? error(403, 'nobody is signed in')
const keyIn = (typed: string | null | undefined): string | null => (typed && UUID.test(typed) ? typed : null)

/** The moment by which marking all is taken back stands in the address. */
function momentIn(typed: string | null | undefined): Date | null {
  const at = new Date(typed ?? '')
  return Number.isNaN(at.getTime()) ? null : at
}

export const load = async ({ locals, url }) => {
  const person = personOf(locals)
  const { db, actor, language } = locals
  const asked = { personId: person.id, language }
  const after = keyIn(url.searchParams.get('after'))
  const lines = await listNotices(db, actor, { ...asked, after, limit: SHOWN + 1 })
  return {
    zone: person.zone,
    notices: lines
      .slice(0, SHOWN)
      .map((line) => ({ ...noticeSaid(line, language), id: line.id, at: line.createdAt, seen: line.seenAt !== null })),
    unseen: await countUnseen(db, actor, person.id),
    after,
    next: lines.length > SHOWN ? (lines[SHOWN - 1]?.id ?? null) : null,
    done: DONE.find((done) => done === url.searchParams.get('done')) ?? null,
    undo: keyIn(url.searchParams.get('undo')) ?? momentIn(url.searchParams.get('undo'))?.toISOString() ?? null,
  }
}

const textIn = async (request: Request, name: string): Promise<string | undefined> => {
  const form = await typedForm(request)
  return form ? textsIn(form, name)[0] : undefined
}

export const actions = {
  seen: async ({ request, locals }: SigningEvent) => {
    const id = keyIn(await textIn(request, 'notice')) ?? error(400, 'no such key')
    await markSeen(locals.db, locals.actor, { personId: personOf(locals).id, which: id, at: locals.now })
    redirect(303, locals.addresses.notices({ done: 'seen', undo: id }))
  },
  all: async ({ locals }: SigningEvent) => {
    await markSeen(locals.db, locals.actor, { personId: personOf(locals).id, which: 'all', at: locals.now })
    redirect(303, locals.addresses.notices({ done: 'all', undo: locals.now.toISOString() }))
  },
  unseen: async ({ request, locals }: SigningEvent) => {
    const typed = await textIn(request, 'notice')
    const [id, at] = [keyIn(typed), momentIn(typed)]
    const which = id !== null ? { id } : at !== null ? { at } : error(400, 'no such key')
    await markUnseen(locals.db, { personId: personOf(locals).id, which })
    redirect(303, locals.addresses.notices({ done: 'unseen' }))
  },
}
