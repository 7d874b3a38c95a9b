/**
 * Every box of every form in which somebody may type words, and what becomes of them: looked through before anybody
 * reads them, or why not. A new box, or a new form, without its line fails here; a line that says that words are looked
 * through is tried with a telephone and risk wording.
 */
import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { parse } from 'svelte/compiler'
import { expect, test } from 'vitest'
import { aPdf } from '#platform/files/testing/documents.ts'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import { VISITOR, type Actor } from '#features/registry/actor.ts'
import { findStoredProfile, profileOf } from '#features/people/profile.queries.server.ts'
import { FIELDS, titleOf } from '#features/people/profile.ts'
import { STRUCK } from '#features/registry/struck-text.ts'
import { sampleActor } from '#features/safeguards/testing/sample-actor.ts'
import { sendReport } from '#features/safeguards/send-report.server.ts'
import { eventOf } from './visit.ts'

const db = testDatabase(withSample)

/** What becomes of words that were found: README of features/safeguards. Refused: the writer takes them out. */
const WAYS = ['held', 'left_out', 'as_is', 'refused'] as const
type Way = (typeof WAYS)[number]
/** Why words are not looked through. */
type Why =
  /** a password or a code: nobody reads it */
  | 'secret'
  /** of mail, of a server: nothing else fits its shape */
  | 'address'
  | 'day'
  /** a person's own name or telephone, with who sees it */
  | 'own'
  /** of a colleague who is invited: their name and nothing besides */
  | 'name'
  /** finds something that is there already, and is kept nowhere */
  | 'search'
  /** read by machines and by those who set up sign-in */
  | 'technical'
  /** a table of addresses, names and roles: no column takes words */
  | 'table'
  /** to be struck out: has to stand there already, and is kept nowhere */
  | 'to_strike'
  /** only those who decide read it */
  | 'reviewers'
type Says = Way | Why
type Boxes = Record<string, Says>

const INVITING: Boxes = {
  'features/people/InviteForm.svelte email': 'address',
  'features/people/InviteForm.svelte name': 'name',
  'features/people/InviteForm.svelte note': 'held',
}
const ATTACHING: Boxes = {
  'features/attachments/AttachmentForm.svelte title': 'refused',
  'features/attachments/AttachmentForm.svelte alt': 'refused',
  'features/attachments/AttachmentForm.svelte source': 'refused',
}
const PROFILE: Boxes = {
  '/account/profile/ProfileForm.svelte name': 'own',
  '/account/profile/ProfileForm.svelte {`name_${id}`}': 'own',
  '/account/profile/ProfileForm.svelte {titleOf(seat.id)}': 'left_out',
  '/account/profile/ProfileForm.svelte about': 'left_out',
  '/account/profile/ProfileForm.svelte phone': 'own',
  '/account/profile/ProfileForm.svelte work_email': 'address',
}
const NONE: Boxes = {}

/** By route and act: the boxes of its form. Picks, days and hidden keys are no words. */
const FORMS: Record<string, Boxes> = {
  '/account sit': NONE,
  '/account end': NONE,
  '/account end_others': NONE,
  '/account language': NONE,
  '/account remove_passkey': NONE,
  '/account password': { '/account/+page.svelte password': 'secret' },
  '/account/data file': NONE,
  '/account/data/erase erase': {
    '/account/data/erase/+page.svelte proof': 'secret',
    '/account/data/erase/+page.svelte proof (2)': 'secret',
  },
  '/account/notices default': NONE,
  '/account/profile save': PROFILE,
  // shows what was typed to whoever typed it, and keeps nothing
  '/account/profile show': NONE,
  '/account/profile undo': NONE,
  '/account/profile protect': NONE,
  '/account/profile stop': NONE,
  '/account/second-step confirm': { '/account/second-step/+page.svelte code': 'secret' },
  '/account/second-step renew': NONE,
  '/account/second-step end': NONE,
  // by mail: a choice, never words
  '/answer/[token] answer': NONE,
  '/answer/[token] undo': NONE,
  '/answers answer': NONE,
  '/answers remove': NONE,
  '/answers clear': NONE,
  '/cities/[slug]/answers give': {
    '/cities/[slug]/answers/AnswerForm.svelte day': 'day',
    '/cities/[slug]/answers/AnswerForm.svelte note': 'held',
  },
  '/cities/[slug]/answers still': NONE,
  '/cities/[slug]/answers show': NONE,
  '/cities/[slug]/answers release': NONE,
  '/cities/[slug]/answers withdraw': NONE,
  '/cities/[slug]/files add': ATTACHING,
  '/cities/[slug]/files change': ATTACHING,
  '/cities/[slug]/files show': NONE,
  '/cities/[slug]/files withdraw': NONE,
  '/cities/[slug]/files put_back': NONE,
  '/cities/[slug]/risk on': NONE,
  '/cities/[slug]/risk confirm': NONE,
  '/cities/[slug]/risk end': { '/cities/[slug]/risk/+page.svelte why': 'left_out' },
  '/held/[id] let_through': NONE,
  '/held/[id] strike': NONE,
  '/held/[id] send_back': { '/held/[id]/+page.svelte answer': 'left_out' },
  '/held/[id] read': NONE,
  '/held/[id] take_back': NONE,
  '/invitation/[token] default': { '/invitation/[token]/+page.svelte name': 'own' },
  '/mail test': NONE,
  '/notices seen': NONE,
  '/notices all': NONE,
  '/notices unseen': NONE,
  '/organisations/[slug] verify': NONE,
  '/organisations/[slug] put_back': { '/organisations/[slug]/+page.svelte why': 'left_out' },
  '/organisations/[slug]/edit default': {
    '/organisations/[slug]/edit/+page.svelte {key}': 'held',
    '/organisations/[slug]/edit/+page.svelte add_city': 'search',
  },
  '/organisations/[slug]/files add': ATTACHING,
  '/organisations/[slug]/files change': ATTACHING,
  '/organisations/[slug]/files show': NONE,
  '/organisations/[slug]/files withdraw': NONE,
  '/organisations/[slug]/files put_back': NONE,
  '/organisations/new default': {
    '/organisations/new/+page.svelte name': 'held',
    '/organisations/new/+page.svelte city': 'search',
    '/organisations/new/+page.svelte about': 'held',
  },
  '/practices/[slug]/fit answer': NONE,
  '/report default': { '/report/+page.svelte words': 'as_is', '/report/+page.svelte email': 'address' },
  '/report/[code] appeal': { 'features/safeguards/Appeal.svelte words': 'as_is' },
  '/reports/[id] look': NONE,
  '/reports/[id] decide': { '/reports/[id]/+page.svelte words (2)': 'held' },
  '/reports/[id] decide_appeal': { '/reports/[id]/+page.svelte words (2)': 'held' },
  '/reports/[id] close': NONE,
  '/reports/[id] hide': NONE,
  '/reports/[id] strike': {
    '/reports/[id]/+page.svelte text': 'to_strike',
    '/reports/[id]/+page.svelte words': 'left_out',
  },
  '/reports/[id] appeal': { 'features/safeguards/Appeal.svelte words': 'as_is' },
  '/sign-in enter': { '/sign-in/+page.svelte email': 'address', '/sign-in/+page.svelte password': 'secret' },
  '/sign-in as': NONE,
  '/sign-in leave': NONE,
  '/sign-in/code default': { '/sign-in/code/+page.svelte code': 'secret' },
  '/sign-in/link/[token] default': NONE,
  '/stop/[token] default': NONE,
  '/team/[slug] invite': INVITING,
  '/team/[slug] many': { 'features/people/InviteMany.svelte csv': 'table' },
  '/team/[slug] resend': NONE,
  '/team/[slug] revoke': NONE,
  '/team/[slug] end': NONE,
  '/team/[slug] confirm': NONE,
  '/team/[slug] protect': NONE,
  '/team/[slug] hand_over': INVITING,
  '/team/[slug]/sign-in begin': NONE,
  '/team/[slug]/sign-in save': {
    'features/people/ProviderForm.svelte issuer': 'address',
    'features/people/ProviderForm.svelte client_id': 'technical',
    'features/people/ProviderForm.svelte secret': 'secret',
    'features/people/ProviderForm.svelte domains': 'address',
    'features/people/ProviderForm.svelte groups_claim': 'technical',
    'features/people/ProviderForm.svelte group': 'technical',
    'features/people/ProviderForm.svelte acr': 'technical',
  },
  '/team/[slug]/sign-in try': NONE,
  '/team/[slug]/sign-in on': NONE,
  '/team/[slug]/sign-in off': NONE,
  '/worth-a-look answer': NONE,
}
/** Stands in every form that warns. */
const INSISTING: Boxes = { 'features/safeguards/Warned.svelte insist_why': 'reviewers' }

type Route = { actions?: Record<string, (event: unknown) => unknown> }
const ROUTES = import.meta.glob<Route>('./**/+page.server.ts')
const LANGUAGE = '[lang=lang]'

const routeOf = async (path: string): Promise<Route> =>
  (ROUTES[`./${LANGUAGE}${path}/+page.server.ts`] ?? expect.fail(`no page ${path}`))()

test('every form of every page has its line', { timeout: 120_000 }, async () => {
  const found: string[] = []
  for (const [file, open] of Object.entries(ROUTES)) {
    const path = file.slice('./'.length, -'/+page.server.ts'.length).replace(LANGUAGE, '')
    found.push(...Object.keys((await open()).actions ?? {}).map((act) => `${path} ${act}`))
  }
  expect(found.toSorted()).toEqual(Object.keys(FORMS).toSorted())
})

/** Types that take no words. */
const WORDLESS = ['hidden', 'checkbox', 'radio', 'file', 'date', 'time', 'number', 'search']
type Node = { type: string; name?: string; attributes?: Node[]; value?: unknown; start: number; end: number }

/** The boxes of a component in which words can be typed, and which are sent: those of forms that only ask are not. */
function boxesIn(file: string, source: string): string[] {
  const names: string[] = []
  const said = ({ attributes = [] }: Node, name: string): string | undefined => {
    const attribute = attributes.find((each) => each.type === 'Attribute' && each.name === name)
    return (
      attribute &&
      source
        .slice(attribute.start, attribute.end)
        .replace(/^[\w-]+=/, '')
        .replace(/^"(.*)"$/, '$1')
    )
  }
  const walk = (node: unknown, sent: boolean): void => {
    if (typeof node !== 'object' || node === null) return
    if (Array.isArray(node)) return node.forEach((each) => walk(each, sent))
    const here = node as Node
    const isForm = here.type === 'RegularElement' && here.name === 'form'
    const within = isForm ? said(here, 'method') === 'post' : sent
    const isBox =
      (here.type === 'Component' && here.name === 'Field') ||
      (here.type === 'RegularElement' && (here.name === 'input' || here.name === 'textarea'))
    const wordless = said(here, 'options') !== undefined || WORDLESS.includes(said(here, 'type') ?? 'text')
    if (isBox && within && !wordless) names.push(said(here, 'name') ?? '?')
    for (const part of Object.values(here)) walk(part, within)
  }
  // what stands in no form of its own is put into one by whoever uses it
  walk(parse(source, { modern: true }).fragment, true)
  const short = file.replace(`/src/routes/${LANGUAGE}`, '').replace('/src/', '')
  return names.map((name, at) => {
    const before = names.slice(0, at).filter((each) => each === name).length
    return `${short} ${name}${before > 0 ? ` (${before + 1})` : ''}`
  })
}

test('every box in which words can be typed has its line', async () => {
  const files = Object.keys(import.meta.glob(['/src/features/**/*.svelte', '/src/routes/**/*.svelte']))
  const found: string[] = []
  for (const file of files) found.push(...boxesIn(file, await readFile(`.${file}`, 'utf8')))
  const lines = new Set([INSISTING, ...Object.values(FORMS)].flatMap((boxes) => Object.keys(boxes)))
  expect(found.toSorted()).toEqual([...lines].toSorted())
})

test('a box that nobody wrote a line for is found', () => {
  const form = '<form method="post"><Field name="a" rows={2} /><Field name="b" options={x} /><input name="c" /></form>'
  const asking = '<form><input name="q" /></form><form method="get"><Field name="from" /></form>'
  expect(boxesIn('/src/x.svelte', `${form}${asking}{#if y}<textarea name="c"></textarea>{/if}`)).toEqual([
    'x.svelte a',
    'x.svelte c',
    'x.svelte c (2)',
  ])
})

/** Somebody said to be a threat, with a telephone: in small letters and in Arabic-Indic digits. */
const TEXTS = [
  'Karim, who was radicalised, answers on 0612 345 678.',
  'نعمل مع الشباب. المدعو سمير متطرف، هاتفه ٠٦١٢٣٤٥٦٧٨.',
]
const KEY = '019a0000-0000-7000-8000-00000000000a'
const CITY = { slug: 'demo-marsa-lawz' }
const PARTNER = { slug: 'demo-org-dar-al-mazad' }

/** Who sends the form, from where, and what else it says. */
type Trial = {
  who: string | null
  params?: Record<string, string>
  query?: string
  fields?: Record<string, string | File>
  /** what the box is called, where its name is put together */
  names?: Record<string, string[]>
}
const invited = { email: 'zqx@demonstration.invalid', name: '', role: 'reader', language: 'en' }
const attached = () => ({
  key: KEY,
  kind: 'photo',
  title: 'Plan',
  alt: 'A plan',
  source: 'Us',
  licence: 'cc_by',
  label: 'team',
  read: '1',
  file: new File([new Uint8Array(aPdf())], 'plan.pdf'),
})
const TRIALS: Record<string, () => Trial | Promise<Trial>> = {
  '/account/profile save': async () => {
    const { id } = await sampleActor(db(), 'demo-p-rassif')
    const { rows } = await sql<{
      id: string
    }>`select id from seat where person_id = ${id}`.execute(db())
    const titles = rows.map((seat) => titleOf(seat.id))
    const labels = ['name', ...titles, ...FIELDS].map((field) => [`label:${field}`, 'team'])
    const fields = { name: 'Somebody', revision: await revisionOf(id), ...Object.fromEntries(labels) }
    return { who: 'demo-p-rassif', names: { '{titleOf(seat.id)}': titles }, fields }
  },
  '/cities/[slug]/answers give': () => ({
    who: 'demo-p-rassif',
    params: CITY,
    fields: { factor: 'leg.non_discrimination', value: 'partly', label: 'network', how: 'group', day: '2026-11-20' },
  }),
  '/cities/[slug]/files add': () => ({ who: 'demo-p-rassif', params: CITY, fields: attached() }),
  '/cities/[slug]/files change': () => ({
    who: 'demo-p-rassif',
    params: CITY,
    query: `?change=${KEY}`,
    fields: attached(),
  }),
  '/cities/[slug]/risk end': () => ({ who: 'demo-p-harbour', params: CITY }),
  '/held/[id] send_back': () => ({ who: 'demo-p-harbour', params: { id: KEY } }),
  '/organisations/[slug] put_back': () => ({ who: 'demo-p-atlas', params: PARTNER }),
  '/organisations/[slug]/edit default': async () => {
    const names = ['about', 'offers'].flatMap((part) => ['en', 'fr', 'ar'].map((language) => `${part}_${language}`))
    const { rows } = await sql<{ revision: number }>`select revision from item where slug = ${PARTNER.slug}`.execute(
      db(),
    )
    const fields = { revision: String(rows[0]?.revision), label: 'network', city: CITY.slug }
    return { who: 'demo-p-nakhla', params: PARTNER, names: { '{key}': names }, fields }
  },
  '/organisations/[slug]/files add': () => ({ who: 'demo-p-nakhla', params: PARTNER, fields: attached() }),
  '/organisations/[slug]/files change': () => ({
    who: 'demo-p-nakhla',
    params: PARTNER,
    query: `?change=${KEY}`,
    fields: attached(),
  }),
  '/organisations/new default': () => ({
    who: 'demo-p-atlas',
    fields: { name: 'Reading Rooms', kind: 'education', city: CITY.slug, about: 'Books.', label: 'network' },
  }),
  '/report default': () => ({ who: null, fields: { kind: 'other', at: '/en/cities', email: '', hear: '' } }),
  '/report/[code] appeal': async () => ({ who: null, params: { code: await aCode() } }),
  '/reports/[id] decide': () => ({ who: 'demo-p-harbour', params: { id: KEY }, fields: { decision: 'upheld' } }),
  '/reports/[id] decide_appeal': () => ({ who: 'demo-p-harbour', params: { id: KEY }, fields: { decision: 'upheld' } }),
  '/reports/[id] strike': () => ({ who: 'demo-p-harbour', params: { id: KEY }, fields: { text: 'x' } }),
  '/reports/[id] appeal': () => ({ who: 'demo-p-rassif', params: { id: KEY } }),
  '/team/[slug] invite': () => ({ who: 'demo-p-rassif', params: CITY, fields: invited }),
  '/team/[slug] hand_over': () => ({ who: 'demo-p-rassif', params: CITY, fields: { ...invited, seat: KEY } }),
}

async function revisionOf(personId: string): Promise<string> {
  return String((await findStoredProfile(db(), { personId, language: 'en' }))?.revision)
}

async function aCode(): Promise<string> {
  const said = { kind: 'other', words: 'x', email: null, language: 'en', personId: null, network: 'n' } as const
  const sent = await sendReport(db(), { ...said, path: '/en/cities/demo-marsa-lawz' })
  return sent.ok ? sent.value.code : expect.fail(sent.reason)
}

const screened = Object.entries(FORMS).filter(([, boxes]) => Object.values(boxes).some(isWay))
function isWay(says: Says): says is Way {
  return (WAYS as readonly Says[]).includes(says)
}

type Answered = {
  status: number
  data: { warning?: { texts: { text: string }[] } | null; faults?: unknown }
}

async function send(form: string, { who, params = {}, query = '', fields = {} }: Trial, words: Record<string, string>) {
  const [path = '', act = ''] = form.split(' ')
  const actor: Actor = who === null ? VISITOR : await sampleActor(db(), who)
  const base = await eventOf({ db: db(), actor, params, query })
  if (actor.kind === 'person' && base.locals.person) Object.assign(base.locals.person, { id: actor.id })
  const body = new FormData()
  for (const [name, value] of Object.entries({ ...fields, ...words })) body.append(name, value)
  const request = new Request(base.url, { method: 'POST', body })
  const { actions = {} } = await routeOf(path)
  return (await actions[act]?.({ ...base, request, getClientAddress: () => '192.0.2.1' })) as Answered
}

function namesOf(box: string, { names = {} }: Trial): string[] {
  const name = box.replace(/ \(\d\)$/, '').replace(/^\S+ /, '')
  return names[name] ?? [name]
}

/** Rows written since the test began; how often somebody tried is counted, and shown to nobody. */
const written = async () =>
  (
    await sql<{ n: string }>`
      select sum(n_tup_ins + n_tup_upd + n_tup_del)::text as n from pg_stat_xact_user_tables where relname <> 'attempt'`.execute(
      db(),
    )
  ).rows[0]?.n

test('every form that looks through words is tried, and no other', () => {
  expect(screened.map(([form]) => form).toSorted()).toEqual(Object.keys(TRIALS).toSorted())
})

test.each(screened)('%s: shown where it stands, and nothing is kept', { timeout: 60_000 }, async (form, boxes) => {
  const trial = await (TRIALS[form] ?? expect.fail('no trial'))()
  const before = await written()
  for (const [box, says] of Object.entries(boxes).filter(([, says]) => isWay(says)))
    for (const name of namesOf(box, trial))
      for (const text of TEXTS) {
        const { status, data } = (await send(form, trial, { [name]: text })) ?? expect.fail(`${box}: taken`)
        const at = `${box} as ${name}: ${JSON.stringify(data)}`
        expect(status, at).toBe(400)
        // nothing else stands in the way
        if (says === 'refused') expect(data.faults, at).toEqual(['screened'])
        else
          expect(
            data.warning?.texts.map((marked) => marked.text),
            at,
          ).toEqual([text])
      }
  expect(await written()).toBe(before)
})

test('nobody reviews what people say of themselves: whoever goes on does so without the marked words', async () => {
  const form = '/account/profile save'
  const trial = await (TRIALS[form] ?? expect.fail('no trial'))()
  const [title = ''] = trial.names?.['{titleOf(seat.id)}'] ?? []
  const words = { about: 'I teach. 0612 345 678, ask for the suspect.', [title]: 'Focal point, telephone 0612 345 679' }
  const { data } = (await send(form, trial, words)) ?? expect.fail('taken')
  const { seen } = data.warning as unknown as { seen: string }
  await expect(send(form, trial, { ...words, insist: 'yes', insist_seen: seen })).rejects.toMatchObject({
    status: 303,
    location: expect.stringContaining('done=kept'),
  })
  const actor = await sampleActor(db(), 'demo-p-rassif')
  const kept = profileOf(
    (await findStoredProfile(db(), { personId: actor.id, language: 'en' })) ?? expect.fail('nobody'),
    'en',
  )
  expect([kept.about, ...Object.values(kept.titles)].join(' ')).not.toMatch(/0612/)
  expect(kept.about).toBe(`I teach. ${STRUCK}, ask for the suspect.`)
  expect(Object.values(kept.titles)).toEqual([`Focal point, telephone ${STRUCK}`])
})
