/** Forms as the product's own pages offer them to one person, sent again by another, now and then with something odd in a field. */
import { odd, valid, type Chance, type Known } from './fuzz-values.ts'
import { oneOf } from './measure.ts'

type Field = { name: string; values: string[]; file: boolean }
export type Form = { action: string; multipart: boolean; fields: Field[] }

const MOST = 800

/** Keeps the forms of this page, each kind of them a few times; words that some may not see are not carried to others. */
export function keepForms(kept: Form[], page: { target: string; body: string }, secret: RegExp, chance: Chance): void {
  for (const [, head = '', inner = ''] of page.body.matchAll(
    /<form\b([^>]*\bmethod="post"[^>]*)>([\s\S]*?)<\/form>/gi,
  )) {
    const form = {
      action: new URL(attribute(head, 'action') ?? '', `http://here${page.target}`).href.replace('http://here', ''),
      multipart: /multipart/.test(head),
      fields: fieldsIn(inner, secret),
    }
    if (kept.length < MOST) kept.push(form)
    else if (chance() < 0.2) kept[Math.floor(chance() * MOST)] = form
  }
}

function fieldsIn(html: string, secret: RegExp): Field[] {
  const fields = new Map<string, Field>()
  const add = (name: string | undefined, value: string, file = false) => {
    if (name === undefined) return
    const field = fields.get(name) ?? { name, values: [], file }
    field.values.push(secret.test(value) ? 'something else' : value)
    fields.set(name, field)
  }
  for (const [tag] of html.matchAll(/<(?:input|button)\b[^>]*>/gi))
    add(attribute(tag, 'name'), attribute(tag, 'value') ?? 'on', attribute(tag, 'type') === 'file')
  for (const [, head = '', inner = ''] of html.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/gi))
    add(attribute(head, 'name'), plain(inner))
  for (const [, head = '', inner = ''] of html.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/gi))
    for (const [option] of inner.matchAll(/<option\b[^>]*>/gi))
      add(attribute(head, 'name'), attribute(option, 'value') ?? '')
  return [...fields.values()]
}

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}="([^"]*)"`, 'i').exec(tag)?.[1]
  return found === undefined ? undefined : plain(found)
}

const plain = (html: string): string =>
  html.replace(
    /&(amp|lt|gt|quot|#39);/g,
    (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name] ?? '',
  )

const BOUNDARY = '----bench-form'

/** Mostly as it was offered; a field may be missing, come twice, or hold what nobody should send. */
export function filled(form: Form, known: Known, chance: Chance): [type: string, body: Buffer] {
  const pairs = form.fields.flatMap((field): [Field, string][] => {
    const drawn = chance()
    if (drawn < 0.05) return []
    const value = (): [Field, string] => [field, valueOf(field, known, chance)]
    return drawn < 0.1 ? [value(), value()] : [value()]
  })
  if (!form.multipart)
    return [
      'application/x-www-form-urlencoded',
      Buffer.from(pairs.map(([{ name }, value]) => `${encodeURIComponent(name)}=${value}`).join('&')),
    ]
  const parts = pairs.map(([{ name, file }, value]) => {
    const type = file
      ? `; filename="a.${oneOf(['pdf', 'png', 'svg', 'exe', ''], chance)}"\r\ncontent-type: image/png`
      : ''
    return `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"${type}\r\n\r\n${value}\r\n`
  })
  return [`multipart/form-data; boundary=${BOUNDARY}`, Buffer.from(`${parts.join('')}--${BOUNDARY}--\r\n`)]
}

/** Percent-encoded. */
function valueOf({ values }: Field, known: Known, chance: Chance): string {
  const drawn = chance()
  if (drawn < 0.75) return encodeURIComponent(oneOf(values, chance))
  return drawn < 0.88 ? valid(known, chance) : odd(chance)
}
