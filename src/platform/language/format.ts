/** Dates, numbers, lists and names of countries and languages, as each language writes them. Pure. */
import { LANGUAGES, type Language } from './languages.ts'

export const formatNumber = (value: number, language: Language): string =>
  new Intl.NumberFormat(LANGUAGES[language].digits).format(value)

/** Mashriq name first, the Maghreb one after a stroke: both are read across the network. */
const ARABIC_MONTHS = [
  'كانون الثاني/يناير',
  'شباط/فبراير',
  'آذار/مارس',
  'نيسان/أبريل',
  'أيار/مايو',
  'حزيران/يونيو',
  'تموز/يوليو',
  'آب/أغسطس',
  'أيلول/سبتمبر',
  'تشرين الأول/أكتوبر',
  'تشرين الثاني/نوفمبر',
  'كانون الأول/ديسمبر',
]

/** A day of the calendar, `YYYY-MM-DD` or a Date read as UTC. */
export function formatDay(day: string | Date, language: Language): string {
  const date = typeof day === 'string' ? new Date(`${day.slice(0, 10)}T00:00:00Z`) : day
  if (language === 'ar') return `${date.getUTCDate()} ${ARABIC_MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`
  return new Intl.DateTimeFormat(LANGUAGES[language].digits, { dateStyle: 'long', timeZone: 'UTC' }).format(date)
}

/** A moment as the clocks of this zone show it: "24 November 2026, 16:40". */
export function formatMoment(at: Date, { language, zone }: { language: Language; zone: string }): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  }).formatToParts(at)
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  const day = formatDay(`${part('year')}-${part('month')}-${part('day')}`, language)
  return `${day}${separatorIn(language)}${part('hour')}:${part('minute')}`
}

export function formatMonth(day: string | Date, language: Language): string {
  const date = typeof day === 'string' ? new Date(`${day.slice(0, 10)}T00:00:00Z`) : day
  if (language === 'ar') return `${ARABIC_MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`
  return new Intl.DateTimeFormat(LANGUAGES[language].digits, {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(date)
}

/** What stands between the parts of a list. */
export const separatorIn = (language: Language): string => (language === 'ar' ? '، ' : ', ')

/** «a، b، c» in Arabic, "a, b, c" elsewhere: without "and", since the lists are of terms. */
export const formatList = (parts: readonly string[], language: Language): string =>
  parts.filter(Boolean).join(separatorIn(language))

/** Titles hold commas of their own: between them stands a semicolon, as each language sets it. */
export const formatTitles = (titles: readonly string[], language: Language): string =>
  titles.filter(Boolean).join(language === 'ar' ? '؛ ' : language === 'fr' ? '\u202f; ' : '; ')

const countries = Object.fromEntries(
  Object.entries(LANGUAGES).map(([id]) => [id, new Intl.DisplayNames(id, { type: 'region', fallback: 'code' })]),
)
const tongues = Object.fromEntries(
  Object.entries(LANGUAGES).map(([id]) => [id, new Intl.DisplayNames(id, { type: 'language', fallback: 'code' })]),
)

export const countryName = (code: string | null, language: Language): string =>
  code && /^[A-Z]{2}$/.test(code) ? (countries[language]?.of(code) ?? code) : ''

export const languageName = (tag: string, language: Language): string =>
  /^[a-z]{2,3}$/.test(tag) ? (tongues[language]?.of(tag) ?? tag) : tag
