import { expect, test } from 'vitest'
import { differingFields, FIELDS, narrower, readProfile, typedProfile, type Profile } from './profile.ts'

const OPEN = { seats: ['s1'], expertise: ['challenges/a'], sectors: ['police'], readers: ['c1'] }
const sent = (fields: Record<string, string | string[]>) => ({
  one: (name: string) => [fields[name] ?? ''].flat()[0] ?? '',
  all: (name: string) => [fields[name] ?? []].flat(),
})
const LABELLED = Object.fromEntries(['name', 'title:s1', ...FIELDS].map((each) => [`label:${each}`, 'team']))
const typed = (fields: Record<string, string | string[]> = {}): Profile =>
  typedProfile(sent({ name: 'A', ...LABELLED, ...fields }), OPEN)

test('what is not offered is not taken', () => {
  const { expertise, sectors, readers, languages } = typed({
    expertise: ['challenges/a', 'challenges/none'],
    sectors: ['police', 'police', 'x'],
    reader: ['c1', 'c2'],
    languages: ['ar', 'qq'],
  })
  expect({ expertise, sectors, readers, languages }).toEqual({
    expertise: ['challenges/a'],
    sectors: ['police'],
    readers: ['c1'],
    languages: ['ar'],
  })
})

test.each<[string, Record<string, string | string[]>, Record<string, string>]>([
  ['nothing', {}, {}],
  ['no name', { name: '  ' }, { name: 'name_missing' }],
  ['a name far too long', { name_ar: 'ا'.repeat(201) }, { name_ar: 'too_long' }],
  ['a post far too long', { 'title:s1': 'x'.repeat(201) }, { 'title:s1': 'too_long' }],
  ['a mail address that is none', { work_email: 'a@b' }, { work_email: 'email_wrong' }],
  ['words for a number', { phone: 'ask me' }, { phone: 'phone_wrong' }],
  ['Arabic digits', { phone: '+٢١٢ ٥٢٢ ٠٠ ٠٠ ٠٠' }, {}],
  ['a label that is none', { 'label:phone': 'friends' }, { 'label:phone': 'label_missing' }],
  ['named cities, none named', { 'label:about': 'cities' }, { readers: 'readers_missing' }],
  ['named cities, one named', { 'label:about': 'cities', reader: 'c1' }, {}],
])('%s is told beside its field', (_what, fields, faults) => {
  const read = readProfile(typed(fields))
  expect(read.ok ? {} : read.reason).toEqual(faults)
})

test('of two labels the narrower counts', () => {
  expect(narrower('public', 'network')).toBe('network')
  expect(narrower('team', 'public')).toBe('team')
  expect(narrower('cities', 'region')).toBe('cities')
})

test('two versions are told apart field by field', () => {
  expect(differingFields(typed(), typed())).toEqual([])
  expect(differingFields(typed({ about: 'x' }), typed({ name_fr: 'B', 'label:phone': 'public' })).toSorted()).toEqual([
    'about',
    'label:phone',
    'name_fr',
  ])
})
