/** A mail's words as text and as HTML. No picture, nothing fetched, nothing that tells whether it was read. Pure. */
import { directionOf, type Language } from '#platform/language/languages.ts'
import type { MailWords } from './mail.ts'

export type Letter = { subject: string; text: string; html: string; headers: Record<string, string> }

export type Sender = {
  /** What the links begin with, e.g. https://cities.example */
  origin: string
  /** The name above the words. */
  instance: string
  /** The path that stops this kind of mail; null where it cannot be stopped. */
  stopPath: string | null
}

export function render(words: MailWords, language: Language, sender: Sender): Letter {
  const shown = {
    instance: plain(sender.instance),
    paragraphs: words.paragraphs.map(plain),
    action: words.action && { label: plain(words.action.label), href: within(sender.origin, words.action.path) },
    foot: plain(words.foot),
    stop: sender.stopPath && { label: plain(words.stop ?? ''), href: within(sender.origin, sender.stopPath) },
  }
  return {
    subject: led(plain(words.subject), language),
    text: asText(shown, language),
    html: asHtml(shown, plain(words.subject), language),
    headers: {
      'Content-Language': language,
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(shown.stop && {
        'List-Unsubscribe': `<${shown.stop.href}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    },
  }
}

type Way = { label: string; href: string }
type Shown = {
  instance: string
  paragraphs: string[]
  action: Way | undefined
  foot: string
  stop: Way | null | ''
}

/** One line, without control characters and without marks that turn the direction of what follows. */
const plain = (text: string): string =>
  text
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()

function within(origin: string, path: string): string {
  const address = new URL(path, origin)
  if (!path.startsWith('/') || address.origin !== new URL(origin).origin)
    throw new Error('A mail leads to this instance alone')
  return address.href
}

/** A line of plain text takes its direction from its first letter: where that is a Latin one, a mark before it says which way the line runs. */
function led(line: string, language: Language): string {
  const first = /\p{L}/u.exec(line)?.[0]
  const runs = first !== undefined && /\p{Script=Arabic}|\p{Script=Hebrew}/u.test(first) ? 'rtl' : 'ltr'
  if (runs === directionOf(language) || line === '') return line
  return (directionOf(language) === 'rtl' ? '\u200f' : '\u200e') + line
}

function asText({ instance, paragraphs, action, foot, stop }: Shown, language: Language): string {
  const lines = [
    ...paragraphs.map((each) => led(each, language)),
    ...(action ? [`${led(action.label, language)}\n${action.href}`] : []),
    `-- \n${led(instance, language)}\n${led(foot, language)}`,
    ...(stop ? [`${led(stop.label, language)}\n${stop.href}`] : []),
  ]
  return `${lines.join('\n\n')}\n`
}

const BODY = `margin:0;padding:24px 16px;font:17px/1.6 'IBM Plex Sans',Vazirmatn,'Segoe UI',Tahoma,Arial,sans-serif`
const BUTTON = `display:inline-block;padding:12px 22px;border:1px solid #5f97a3;border-radius:4px;background-color:#0b4f5e;color:#ffffff;font-weight:bold;text-decoration:none`
const ADDRESS = `font-size:14px;line-height:1.5;word-break:break-all;text-align:start`
const FOOT = `margin-top:32px;padding-top:16px;border-top:1px solid #8a8f88;font-size:14px;line-height:1.5`

/** Ink and paper are the reader's own, so that a dark screen stays dark; only the button brings its dye. */
function asHtml({ instance, paragraphs, action, foot, stop }: Shown, subject: string, language: Language): string {
  const dir = directionOf(language)
  const link = ({ label, href }: Way) => `<a href="${escaped(href)}" style="color:inherit">${escaped(label)}</a>`
  return [
    '<!doctype html>',
    `<html lang="${language}" dir="${dir}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="supported-color-schemes" content="light dark">',
    `<title>${escaped(subject)}</title>`,
    '<style>:root{color-scheme:light dark;supported-color-schemes:light dark}</style>',
    '</head>',
    `<body lang="${language}" dir="${dir}" style="${BODY}">`,
    `<div style="max-width:560px;margin:0 auto">`,
    `<p style="margin-top:0;font-weight:bold">${escaped(instance)}</p>`,
    ...paragraphs.map((each) => `<p dir="${dir}">${escaped(each)}</p>`),
    ...(action
      ? [
          `<p style="margin:28px 0 12px"><a href="${escaped(action.href)}" style="${BUTTON}">${escaped(action.label)}</a></p>`,
          `<p style="${ADDRESS}"><bdi dir="ltr">${escaped(action.href)}</bdi></p>`,
        ]
      : []),
    `<div style="${FOOT}">`,
    `<p>${escaped(foot)}</p>`,
    ...(stop ? [`<p>${link(stop)}</p>`] : []),
    '</div>',
    '</div>',
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign)
