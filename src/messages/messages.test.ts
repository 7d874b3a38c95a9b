import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { LANGUAGE_IDS, type Language } from '../platform/language/languages.ts'

type Variant = { match: Record<string, string> }
type Message = string | Variant[]
type Messages = Record<string, Message>

const rooms = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
const read = (room: string, language: Language) =>
  JSON.parse(readFileSync(join(import.meta.dirname, room, `${language}.json`), 'utf8')) as Messages
const formsOf = (language: Language) => new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted()
const textsOf = (message: Message): string[] =>
  typeof message === 'string' ? [message] : message.flatMap((variant) => Object.values(variant.match))
const inputsOf = (message: Message) =>
  [...new Set(textsOf(message).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map((hit) => hit[1])))].toSorted()
const each = (say: (room: string, key: string, language: Language, message: Message) => string[]) =>
  rooms.flatMap((room) =>
    LANGUAGE_IDS.flatMap((language) =>
      Object.entries(read(room, language))
        .filter(([key]) => key !== '$schema')
        .flatMap(([key, message]) => say(room, key, language, message)),
    ),
  )

const AVOIDED: Record<Language, RegExp> = {
  en: /best practice|stakeholder|leverage|vulnerable individual|\bsolutions?\b|!/i,
  fr: /meilleures? pratiques?|point focal|sauvegarde|composante clé|parties prenantes|!/i,
  ar: /أفضل ممارسة|نقطة محورية|إستراتيجية|السكرتارية|!/,
}

describe('messages', () => {
  test.each(rooms)(
    'of the room "%s" have the same keys in every language, each with the name of the room before it',
    (room) => {
      const keys = Object.keys(read(room, 'en')).toSorted()
      for (const language of LANGUAGE_IDS) expect(Object.keys(read(room, language)).toSorted()).toEqual(keys)
      expect(keys.filter((key) => key !== '$schema' && !key.startsWith(`${room}_`))).toEqual([])
    },
  )

  test('each is used somewhere', () => {
    const source = join(import.meta.dirname, '..')
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
      (name) => /\.(ts|svelte)$/.test(name) && !name.startsWith('paraglide'),
    )
    const code = [
      ...files.map((name) => join(source, name)),
      ...readdirSync('journeys').map((name) => join('journeys', name)),
    ]
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n')
    const said = new Set(code.match(/\b[a-z]+_\w+/g))
    const built = [...code.matchAll(/m\[`([a-z_]+)\$\{/g)].map((hit) => hit[1] ?? '')
    const unused = rooms
      .flatMap((room) => Object.keys(read(room, 'en')))
      .filter((key) => key !== '$schema' && !said.has(key) && !built.some((start) => key.startsWith(start)))
    expect(unused).toEqual([])
  })

  test('a plural has all the forms of its language, and no other', () => {
    expect(
      each((room, key, language, message) => {
        if (typeof message === 'string') return []
        const forms = message
          .flatMap((variant) => Object.keys(variant.match))
          .map((match) => /=(\w+)$/.exec(match)?.[1] ?? '')
        const plural = forms.some((form) => ['one', 'few', 'many', 'zero', 'two'].includes(form))
        return !plural || formsOf(language).every((form) => forms.includes(form))
          ? []
          : [`${room} ${language} ${key}: ${forms.join()} of ${formsOf(language).join()}`]
      }),
    ).toEqual([])
  })

  test('no text is empty, and none uses a word that we avoid', () => {
    expect(
      each((_room, key, language, message) =>
        textsOf(message)
          .filter((text) => text.trim() === '' || AVOIDED[language].test(text))
          .map((text) => `${language} ${key}: ${text}`),
      ),
    ).toEqual([])
  })

  test('a language may leave an input out, and never names one that English does not give', () => {
    const english = Object.assign({}, ...rooms.map((room) => read(room, 'en'))) as Messages
    expect(
      each((_room, key, language, message) =>
        inputsOf(message)
          .filter((input) => !inputsOf(english[key] ?? '').includes(input))
          .map((input) => `${language} ${key}: {${input}}`),
      ),
    ).toEqual([])
  })

  test('French keeps its spaces from breaking', () => {
    expect(
      each((_room, key, language, message) =>
        language === 'fr'
          ? textsOf(message)
              .filter((text) => /[^\s] [?;!»](\s|$)|« |[^\s] :(\s|$)/.test(text))
              .map((text) => `${key}: ${text}`)
          : [],
      ),
    ).toEqual([])
  })

  test('Arabic uses its own comma and question mark', () => {
    expect(
      each((_room, key, language, message) =>
        language === 'ar'
          ? textsOf(message)
              .filter((text) => /[\u0600-\u06FF][,?;]/.test(text))
              .map((text) => `${key}: ${text}`)
          : [],
      ),
    ).toEqual([])
  })
})
