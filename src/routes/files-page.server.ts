/** The page of a place's files, for cities and organisations alike: who may, what was sent, where it leads. */
import { error, fail, redirect } from '@sveltejs/kit'
import type { Outcome } from '#base/outcome.ts'
import { whenStored } from '#platform/database/stored.server.ts'
import { turns, turnsOfEach } from '#platform/files/turns.ts'
import type { Brought } from '#platform/files/upload.server.ts'
import { faultFacts, log } from '#platform/web/log.server.ts'
import { textsIn, typedForm } from '#platform/web/typed-form.server.ts'
import { isWithinLimit } from '#features/people/attempt.queries.server.ts'
import { LABELS, type Label } from '#features/registry/item.ts'
import { signatureOf } from '#features/registry/actor.ts'
import { whyNotBring, whyNotNarrow, type HolderFacts } from '#features/attachments/attachment.access.ts'
import {
  checkTyped,
  readTyped,
  savedName,
  TEXTS,
  type FileRefusal,
  type TypedFile,
} from '#features/attachments/attachment-input.ts'
import { findHolder, isSeen, type Holder } from '#features/attachments/attachment.queries.server.ts'
import { DONES, type Done, type FaultName } from '#features/attachments/attachment-says.ts'
import { attachmentsPage, type AttachmentsPage } from '#features/attachments/attachments-page.server.ts'
import { bringAttachment, changeAttachment, type Change } from '#features/attachments/bring-attachment.server.ts'
import {
  putAttachmentBack,
  showAttachmentTo,
  withdrawAttachment,
  type ShowFault,
} from '#features/attachments/show-attachment.server.ts'

type Kind = HolderFacts['kind']
type Asked = { locals: App.Locals; params: { slug: string }; url: URL }
type Event = Asked & { request: Request }

/** Bodies are read into memory, and looking through one keeps the process busy: only so many at a time. */
const reading = turns(6)
const readingOfEach = turnsOfEach(2)
const looking = turns(2)

/** A form without a file is a few words: it waits behind no upload. */
const FORM_BYTES = 64_000

/** A place that is not yours and one that is not there look alike. */
async function holderOf(kind: Kind, { locals, params }: Asked): Promise<Holder> {
  const holder = await findHolder(locals.db, { kind, slug: params.slug, language: locals.language })
  if (!holder || whyNotNarrow(locals.actor, holder) !== null) error(404, 'no such place')
  return (await isSeen(locals.db, locals.actor, holder.id)) ? holder : error(404, 'no such place')
}

export async function loadFiles(kind: Kind, event: Asked): Promise<{ page: AttachmentsPage; zone: string }> {
  const { locals, url } = event
  const holder = await holderOf(kind, event)
  const asked = (name: string) => url.searchParams.get(name)
  const page = await attachmentsPage(locals.db, locals.actor, {
    holder,
    ask: { add: asked('add'), change: asked('change'), show: asked('show') },
  })
  return {
    page: {
      ...page,
      done: DONES.find((done) => done === asked('done')) ?? null,
      // the server leads here with a body that is too large to be read (server.ts)
      faults: asked('fault') === 'too_large' ? ['too_large'] : [],
    },
    zone: locals.person?.zone ?? 'Etc/UTC',
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const keyOf = (typed: string | null): string => (typed && UUID.test(typed) ? typed : error(400, 'no such key'))

type Sent = { holder: Holder; form: FormData; text: (name: string) => string }

/** Asked first, read then: whoever may do nothing here sends nothing into memory. */
async function sentBy(kind: Kind, event: Event, brings: 'file' | 'words'): Promise<Sent> {
  const holder = await holderOf(kind, event)
  const { request, locals } = event
  if (brings === 'words' && Number(request.headers.get('content-length') ?? 0) > FORM_BYTES) error(413, 'too large')
  const read = () => typedForm(request)
  const form = await (brings === 'words' ? read() : readingOfEach(signatureOf(locals.actor), () => reading(read)))
  if (!form) error(400, 'not a form')
  return { holder, form, text: (name) => textsIn(form, name)[0] ?? '' }
}

async function fileIn(form: FormData, { title }: TypedFile): Promise<Brought | null> {
  const file = form.get('file')
  if (!(file instanceof File) || (file.name === '' && file.size === 0)) return null
  return { name: savedName(file.name, title), bytes: new Uint8Array(await file.arrayBuffer()) }
}

const STATUS: Partial<Record<FaultName, number>> = {
  stale: 409,
  too_large: 413,
  too_often: 429,
  store_down: 503,
  not_stored: 503,
  ask_an_editor: 403,
  ask_a_representative: 403,
  ask_the_place: 403,
  not_yours: 403,
  not_signed_in: 403,
}
const refuse = (faults: FaultName[], of: Omit<FileRefusal, 'faults'> = { typed: null, told: null }) =>
  fail(STATUS[faults[0] ?? 'gone'] ?? 400, { ...of, faults } satisfies FileRefusal<FaultName>)

const pageOf = (kind: Kind, { locals, params }: Asked, query: Record<string, string>): string =>
  kind === 'city'
    ? locals.addresses.cityFiles(params.slug, query)
    : locals.addresses.organisationFiles(params.slug, query)

/** Does it, or says that the world refused. */
async function stored<Value, Why>(
  { locals }: Event,
  work: () => Promise<Outcome<Value, Why>>,
): Promise<Outcome<Value, Why | 'not_stored'>> {
  const done = await whenStored(work, (fault) =>
    log({ event: 'attachment.not_stored', id: locals.id, ...faultFacts(fault) }),
  )
  return done.ok ? done.value : done
}

/** Counted once what was typed is in order: a missing title is no try. */
const mayTry = ({ locals }: Event) => isWithinLimit(locals.db, 'file', signatureOf(locals.actor))

const led = (kind: Kind, event: Event, change: Change, done: Done): never =>
  redirect(303, pageOf(kind, event, { done: change === 'unchanged' ? 'unchanged' : done }))

function labelIn(typed: TypedFile): Label | undefined {
  return LABELS.find((label) => label === typed.label)
}

export const fileActions = (kind: Kind) => ({
  add: async (event: Event) => {
    const { holder, form, text } = await sentBy(kind, event, 'file')
    const formKey = keyOf(text('key'))
    const typed = readTyped(text)
    const checked = checkTyped(typed)
    const [label, brought] = [labelIn(typed), await fileIn(form, typed)]
    const why = whyNotBring(event.locals.actor, holder)
    if (why) return refuse([why], { typed, told: null })
    if (!checked.ok || !label || !brought)
      return refuse(
        [
          ...(checked.ok ? [] : faultsOf(checked.faults)),
          ...(label ? [] : ['label_missing' as const]),
          ...(brought ? [] : ['no_file' as const]),
        ],
        { typed, told: checked.ok ? null : checked.faults },
      )
    if (!(await mayTry(event))) return refuse(['too_often'], { typed, told: null })
    const { db, files: store, actor } = event.locals
    const brings = () => bringAttachment({ db, store, actor, holder }, { brought, told: checked.told, label, formKey })
    const done = await stored(event, () => looking(brings))
    return done.ok ? led(kind, event, done.value, 'added') : refuse([done.reason], { typed, told: null })
  },

  change: async (event: Event) => {
    const { holder, form, text } = await sentBy(kind, event, 'file')
    const id = keyOf(event.url.searchParams.get('change'))
    const typed = readTyped(text)
    const checked = checkTyped(typed)
    if (!checked.ok) return refuse(faultsOf(checked.faults), { typed, told: checked.faults })
    const brought = await fileIn(form, typed)
    if (brought && !(await mayTry(event))) return refuse(['too_often'], { typed, told: null })
    const read = Number(text('read'))
    const { db, files: store, actor } = event.locals
    const changes = () => changeAttachment({ db, store, actor, holder }, { id, read, told: checked.told, brought })
    const done = await stored(event, () => looking(changes))
    return done.ok ? led(kind, event, done.value, 'changed') : refuse([done.reason], { typed, told: null })
  },

  show: async (event: Event) => {
    const { holder, text } = await sentBy(kind, event, 'words')
    const id = keyOf(event.url.searchParams.get('show'))
    const label = LABELS.find((each) => each === text('label'))
    if (!label) return refuse(['label_missing'])
    const asked = { db: event.locals.db, actor: event.locals.actor, holder, id }
    return shown(kind, event, () => showAttachmentTo(asked, { label, from: text('from') }), 'shown')
  },

  withdraw: async (event: Event) => {
    const { holder, text } = await sentBy(kind, event, 'words')
    const asked = { db: event.locals.db, actor: event.locals.actor, holder, id: keyOf(text('id')) }
    return shown(kind, event, () => withdrawAttachment(asked), 'withdrawn')
  },

  put_back: async (event: Event) => {
    const { holder, text } = await sentBy(kind, event, 'words')
    const asked = { db: event.locals.db, actor: event.locals.actor, holder, id: keyOf(text('id')) }
    return shown(kind, event, () => putAttachmentBack(asked), 'put_back')
  },
})

async function shown(kind: Kind, event: Event, work: () => Promise<Outcome<Change, ShowFault>>, done: Done) {
  const outcome = await stored(event, work)
  return outcome.ok ? led(kind, event, outcome.value, done) : refuse([outcome.reason])
}

const faultsOf = ({ texts, findings }: NonNullable<FileRefusal['told']>): FaultName[] => [
  ...texts,
  ...(TEXTS.some((name) => findings[name].length > 0) ? ['screened' as const] : []),
]
