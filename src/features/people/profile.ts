/** What a profile says, and what a form sends of it. Every field carries a label of its own; the narrower is the default. Pure. */
import { done, refused, type Outcome } from '#base/outcome.ts'
import { LANGUAGE_IDS, type Language } from '#platform/language/languages.ts'
import { LABELS, type Label } from '#features/registry/item.ts'

/** Kept in lines of their own; the name stands with the person, a post with its seat. */
export const FIELDS = ['languages', 'expertise', 'sectors', 'about', 'phone', 'work_email'] as const
export type Field = (typeof FIELDS)[number]

/** What carries a label: the name, each post (`title:<seat>`), each field. */
export type Labelled = 'name' | Field | `title:${string}`
export const titleOf = (seatId: string): Labelled => `title:${seatId}`

export const LONGEST = { name: 200, title: 200, about: 2_000, phone: 60, work_email: 254 } as const
const MOST = { languages: 12, expertise: 20, sectors: 10, readers: 50 } as const

export type ByLanguage = Partial<Record<Language, string>>

/** As it is edited: what is written in words, in the language of the page. */
export type Profile = {
  name: string
  names: Record<Language, string>
  /** by seat */
  titles: Record<string, string>
  languages: string[]
  expertise: string[]
  sectors: string[]
  about: string
  phone: string
  work_email: string
  labels: Record<string, Label>
  /** what the label `cities` means */
  readers: string[]
}

export type ProfileFault =
  'name_missing' | 'too_long' | 'email_wrong' | 'phone_wrong' | 'label_missing' | 'readers_missing'
export type ProfileFaults = Record<string, ProfileFault>

type Sent = { one: (name: string) => string; all: (name: string) => string[] }
type Open = {
  seats: readonly string[]
  expertise: readonly string[]
  sectors: readonly string[]
  readers: readonly string[]
}

/** Whatever the form says, in the shape of a profile: what comes back when it cannot be kept. */
export function typedProfile({ one, all }: Sent, open: Open): Profile {
  const among = (name: string, known: readonly string[], most: number) =>
    [...new Set(all(name))].filter((each) => known.includes(each)).slice(0, most)
  const labelled: Labelled[] = ['name', ...open.seats.map(titleOf), ...FIELDS]
  return {
    name: inOneLine(one('name')),
    names: Object.fromEntries(LANGUAGE_IDS.map((id) => [id, inOneLine(one(`name_${id}`))])) as Profile['names'],
    titles: Object.fromEntries(open.seats.map((seat) => [seat, inOneLine(one(titleOf(seat)))])),
    languages: among('languages', SPOKEN, MOST.languages),
    expertise: among('expertise', open.expertise, MOST.expertise),
    sectors: among('sectors', open.sectors, MOST.sectors),
    about: asLines(one('about')),
    phone: inOneLine(one('phone')),
    work_email: inOneLine(one('work_email')).toLowerCase(),
    labels: Object.fromEntries(
      labelled.flatMap((each) => {
        const label = LABELS.find((known) => known === one(`label:${each}`))
        return label ? [[each, label]] : []
      }),
    ),
    readers: among('reader', open.readers, MOST.readers),
  }
}

const EMAIL = /^[^\s@"<>]+@[^\s@"<>]+\.[^\s@"<>]+$/
const PHONE = /^\+?[\d٠-٩۰-۹ ()./-]{3,}$/

/** By field, so that each is told beside its box. */
export function readProfile(profile: Profile): Outcome<Profile, ProfileFaults> {
  const faults: ProfileFaults = {}
  const say = (at: string, fault: ProfileFault, wrong: boolean) => {
    if (wrong) faults[at] ??= fault
  }
  say('name', 'name_missing', profile.name === '')
  for (const [at, text, most] of [
    ['name', profile.name, LONGEST.name],
    ...LANGUAGE_IDS.map((id) => [`name_${id}`, profile.names[id], LONGEST.name] as const),
    ...Object.entries(profile.titles).map(([seat, text]) => [titleOf(seat), text, LONGEST.title] as const),
    ['about', profile.about, LONGEST.about],
    ['phone', profile.phone, LONGEST.phone],
    ['work_email', profile.work_email, LONGEST.work_email],
  ] as const)
    say(at, 'too_long', text.length > most)
  say('phone', 'phone_wrong', profile.phone !== '' && !PHONE.test(profile.phone))
  say('work_email', 'email_wrong', profile.work_email !== '' && !EMAIL.test(profile.work_email))
  for (const each of ['name', ...FIELDS, ...Object.keys(profile.titles).map(titleOf)])
    say(`label:${each}`, 'label_missing', profile.labels[each] === undefined)
  say('readers', 'readers_missing', Object.values(profile.labels).includes('cities') && profile.readers.length === 0)
  return Object.keys(faults).length === 0 ? done(profile) : refused(faults)
}

const inOneLine = (text: string): string => stored(text).replace(/\s+/g, ' ').trim().normalize('NFC')
const asLines = (text: string): string => stored(text.replace(/\r\n?/g, '\n')).trim().normalize('NFC')
// eslint-disable-next-line no-control-regex -- the database takes no such signs
const stored = (text: string): string => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')

/** Nobody sees more of a person than their name: what is labelled wider reaches no further. */
export const narrower = (one: Label, other: Label): Label => (LABELS.indexOf(one) > LABELS.indexOf(other) ? one : other)

/** Where two versions differ, by field: what a form that was opened before somebody else's save has to show. */
export function differingFields(one: Profile, other: Profile): string[] {
  const texts = (profile: Profile): Record<string, unknown> => ({
    name: profile.name,
    ...Object.fromEntries(LANGUAGE_IDS.map((id) => [`name_${id}`, profile.names[id]])),
    ...Object.fromEntries(Object.entries(profile.titles).map(([seat, text]) => [titleOf(seat), text])),
    ...Object.fromEntries(Object.entries(profile.labels).map(([each, label]) => [`label:${each}`, label])),
    languages: profile.languages.toSorted(),
    expertise: profile.expertise.toSorted(),
    sectors: profile.sectors.toSorted(),
    about: profile.about,
    phone: profile.phone,
    work_email: profile.work_email,
    readers: profile.readers.toSorted(),
  })
  const [mine, theirs] = [texts(one), texts(other)]
  return Object.keys({ ...mine, ...theirs }).filter((at) => JSON.stringify(mine[at]) !== JSON.stringify(theirs[at]))
}

/** Languages that people of the network may work in; a longer list serves nobody on a phone. */
export const SPOKEN =
  'ar am bn bs cs da de el en es fa fi fr ha he hi hr hu id it ja ka ko ku mk mn ms my ne nl no pl ps pt ro ru rw si sk sl so sq sr sv sw ta th ti tl tr uk ur uz vi wo yo zh'.split(
    ' ',
  )

/** Whether a field says anything: what is empty is seen by nobody. */
export function isFilledIn(profile: Profile, field: string): boolean {
  const title = field.startsWith('title:') ? profile.titles[field.slice('title:'.length)] : undefined
  const value = title ?? profile[field as keyof Profile]
  return typeof value === 'string' ? value !== '' : Array.isArray(value) && value.length > 0
}
