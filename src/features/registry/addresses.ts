/** Every address of the site. Nothing else writes a path by hand. Pure. */
import type { Language } from '#platform/language/languages.ts'

export type Query = Record<string, string | number | readonly string[] | null | undefined>

/** Adds what is set; lists repeat their name. */
export function withQuery(path: string, query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((each) => each !== null && each !== undefined && each !== '')
      .map((each) => [name, String(each)]),
  )
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs).toString()}`
}

/** The same page with one of its actions, for the address of a form that stores something. */
export const withAction = (pathAndQuery: string, action: string): string =>
  pathAndQuery.includes('?') ? pathAndQuery.replace('?', `?/${action}&`) : `${pathAndQuery}?/${action}`

export const addressesIn = (language: Language) => {
  const root = `/${language}`
  return {
    home: () => root,
    practices: (query: Query = {}) => withQuery(`${root}/practices`, query),
    practice: (slug: string) => `${root}/practices/${slug}`,
    fit: (slug: string, query: Query = {}) => withQuery(`${root}/practices/${slug}/fit`, query),
    revision: (slug: string, revision: number) => `${root}/practices/${slug}/revisions/${revision}`,
    changes: (slug: string, query: Query = {}) => withQuery(`${root}/practices/${slug}/changes`, query),
    practiceData: (slug: string) => `${root}/practices/${slug}/data.jsonld`,
    citation: (slug: string, format: 'bib' | 'ris' | 'json') => `${root}/practices/${slug}/cite.${format}`,
    feed: () => `${root}/feed.xml`,
    worthALook: (query: Query = {}) => withQuery(`${root}/worth-a-look`, query),
    answers: (query: Query = {}) => withQuery(`${root}/answers`, query),
    brief: (query: Query = {}) => withQuery(`${root}/brief`, query),
    signIn: (query: Query = {}) => withQuery(`${root}/sign-in`, query),
    signInCity: (query: Query = {}) => withQuery(`${root}/sign-in/city`, query),
    /** Leads on to the city's provider. */
    goToProvider: (key: string, query: Query = {}) => withQuery(`${root}/sign-in/city/${key}`, query),
    /** Where the provider leads back to: one address for all languages, since it is written down there. */
    providerReturn: (key: string) => `/sign-in/return/${key}`,
    signInLink: (token: string) => `${root}/sign-in/link/${token}`,
    signInCode: (query: Query = {}) => withQuery(`${root}/sign-in/code`, query),
    desk: () => `${root}/desk`,
    mail: (query: Query = {}) => withQuery(`${root}/mail`, query),
    inbox: (query: Query = {}) => withQuery(`${root}/inbox`, query),
    stopMail: (token: string) => `${root}/stop/${token}`,
    account: (query: Query = {}) => withQuery(`${root}/account`, query),
    wishes: (query: Query = {}) => withQuery(`${root}/account/notices`, query),
    notices: (query: Query = {}) => withQuery(`${root}/notices`, query),
    answerAsk: (token: string, query: Query = {}) => withQuery(`${root}/answer/${token}`, query),
    profile: (query: Query = {}) => withQuery(`${root}/account/profile`, query),
    person: (id: string) => `${root}/people/${id}`,
    passkey: () => `${root}/passkey`,
    secondStep: () => `${root}/account/second-step`,
    ownData: (query: Query = {}) => withQuery(`${root}/account/data`, query),
    ownFile: (key: string) => `${root}/account/data/${key}.json`,
    erasing: () => `${root}/account/data/erase`,
    audit: (query: Query = {}) => withQuery(`${root}/audit`, query),
    auditFile: (query: Query = {}) => withQuery(`${root}/audit/audit.csv`, query),
    register: (query: Query = {}) => withQuery(`${root}/privacy/register`, query),
    team: (slug: string, query: Query = {}) => withQuery(`${root}/team/${slug}`, query),
    teamSignIn: (slug: string, query: Query = {}) => withQuery(`${root}/team/${slug}/sign-in`, query),
    invitation: (token: string) => `${root}/invitation/${token}`,
    report: (query: Query = {}) => withQuery(`${root}/report`, query),
    followReport: (code: string, query: Query = {}) => withQuery(`${root}/report/${code}`, query),
    reports: (query: Query = {}) => withQuery(`${root}/reports`, query),
    reviewReport: (id: string, query: Query = {}) => withQuery(`${root}/reports/${id}`, query),
    heldTexts: (query: Query = {}) => withQuery(`${root}/held`, query),
    heldText: (id: string, query: Query = {}) => withQuery(`${root}/held/${id}`, query),
    cityRisk: (slug: string, query: Query = {}) => withQuery(`${root}/cities/${slug}/risk`, query),
    notKnown: () => `${root}/not-known`,
    themes: () => `${root}/themes`,
    vocabulary: () => `${root}/vocabulary`,
    vocabularyList: (name: string) => `${root}/vocabulary/${name}`,
    /** `vocabulary/code`, `factors/code` or `glossary/code` */
    term: (slug: string) => `${root}/vocabulary/${slug}`,
    cities: (query: Query = {}) => withQuery(`${root}/cities`, query),
    city: (slug: string) => `${root}/cities/${slug}`,
    cityAnswers: (slug: string, query: Query = {}) => withQuery(`${root}/cities/${slug}/answers`, query),
    cityFiles: (slug: string, query: Query = {}) => withQuery(`${root}/cities/${slug}/files`, query),
    organisations: (query: Query = {}) => withQuery(`${root}/organisations`, query),
    organisation: (slug: string, query: Query = {}) => withQuery(`${root}/organisations/${slug}`, query),
    organisationFiles: (slug: string, query: Query = {}) => withQuery(`${root}/organisations/${slug}/files`, query),
    editOrganisation: (slug: string, query: Query = {}) => withQuery(`${root}/organisations/${slug}/edit`, query),
    proposeOrganisation: () => `${root}/organisations/new`,
    alike: (query: Query = {}) => withQuery(`${root}/cities-like-ours`, query),
    search: (query: Query = {}) => withQuery(`${root}/search`, query),
    searchData: (query: Query = {}) => withQuery(`${root}/search.json`, query),
    page: (name: StandingPage) => `${root}/${name}`,
    refused: (status: number) => `${root}/refused/${status}`,
    kit: () => `${root}/kit`,
    /** The address of a term that stays, whatever becomes of its page: `<origin>/id/<slug>` is its name in data. */
    identifier: (slug: string) => `/id/${slug}`,
    /** Of a file where it hangs, never of its content. */
    file: (id: string) => `/files/${id}`,
    skosTurtle: () => '/vocabulary.ttl',
    skosJson: () => '/vocabulary.jsonld',
    exported: (kind: 'practices' | 'cities' | 'organisations' | 'vocabulary') => `/export/${kind}.json`,
  }
}

export type Addresses = ReturnType<typeof addressesIn>

/** Pages whose whole text stands in src/texts. */
export const STANDING_PAGES = ['about', 'joining', 'method', 'privacy', 'accessibility', 'data'] as const
export type StandingPage = (typeof STANDING_PAGES)[number]

/** The same page in another language: the first part of the path is the language. */
export const inOtherLanguage = (pathAndQuery: string, language: Language): string =>
  pathAndQuery.replace(/^\/[a-z]+/, `/${language}`)
