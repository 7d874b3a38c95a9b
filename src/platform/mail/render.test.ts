import { expect, test } from 'vitest'
import type { MailWords } from './mail.ts'
import { render, type Sender } from './render.ts'

const SENDER: Sender = { origin: 'https://cities.example', instance: 'Strong Cities', stopPath: null }

const ARABIC: MailWords = {
  subject: 'رابط الدخول',
  paragraphs: ['افتحوا الرابط ثم اضغطوا الزر.', 'Strong Cities تطلب منكم رأيكم.'],
  action: { label: 'الدخول', path: '/ar/sign-in/link/abc' },
  foot: 'إن لم تطلبوا هذا الرابط فلا تفعلوا شيئًا.',
}
const FRENCH: MailWords = {
  subject: 'Votre lien',
  paragraphs: ['Ouvrez le lien, puis appuyez sur le bouton\u202f: il sert une fois.'],
  action: { label: 'Se connecter', path: '/fr/connexion/lien/abc' },
  foot: 'Ce n’était pas vous\u202f? Il n’y a rien à faire.',
}

test('Arabic runs from the right: in the page, and in each line of the text', () => {
  const { html, text, subject, headers } = render(ARABIC, 'ar', SENDER)
  expect(html).toContain('<html lang="ar" dir="rtl">')
  expect(html).toContain('<body lang="ar" dir="rtl"')
  expect(html).not.toMatch(/(left|right)\b/)
  expect(headers['Content-Language']).toBe('ar')
  expect(subject).toBe('رابط الدخول')
  expect(text).toContain('\n\n\u200fStrong Cities تطلب منكم رأيكم.\n')
  expect(text.startsWith('افتحوا')).toBe(true)
})

test('an address stays from left to right within Arabic, on a line of its own', () => {
  const { html, text } = render(ARABIC, 'ar', SENDER)
  expect(html).toContain('<bdi dir="ltr">https://cities.example/ar/sign-in/link/abc</bdi>')
  expect(text.split('\n')).toContain('https://cities.example/ar/sign-in/link/abc')
})

test('French keeps its narrow spaces, in text and page alike', () => {
  const { html, text } = render(FRENCH, 'fr', SENDER)
  expect(html).toContain('<html lang="fr" dir="ltr">')
  for (const made of [html, text]) expect(made).toContain('bouton\u202f: il sert une fois.')
  expect(text).toBe(
    [
      'Ouvrez le lien, puis appuyez sur le bouton\u202f: il sert une fois.',
      'Se connecter\nhttps://cities.example/fr/connexion/lien/abc',
      '-- \nStrong Cities\nCe n’était pas vous\u202f? Il n’y a rien à faire.',
    ].join('\n\n') + '\n',
  )
})

test('hostile words stay words', () => {
  const name = `<img src=x onerror=alert(1)>"'&\u202e\u2066\r\nBcc: all@cities.example`
  const { html, subject, text } = render(
    { subject: name, paragraphs: [name], action: { label: name, path: '/en/x?a="><script>' }, foot: name },
    'en',
    { ...SENDER, instance: name },
  )
  expect(html).not.toMatch(/<(img|script)/)
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;')
  for (const made of [subject, text, html]) expect(made).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
  expect(subject).not.toMatch(/[\r\n]/)
  expect(text).not.toMatch(/^Bcc:/m)
})

test.each(['//elsewhere.example/x', 'https://elsewhere.example/', 'x', '/\\elsewhere.example'])(
  'a mail never leads to %s',
  (path) => {
    expect(() => render({ ...FRENCH, action: { label: 'Go', path } }, 'fr', SENDER)).toThrow('this instance alone')
  },
)

test('nothing is fetched and nothing counts readers', () => {
  const { html } = render(ARABIC, 'ar', SENDER)
  expect(html).not.toMatch(/<(img|link|script|iframe|object|form)\b|\bsrc=|url\(|@import/i)
  expect([...html.matchAll(/https?:\/\/[^"<\s]+/g)].map(([address]) => new URL(address).origin)).toEqual([
    'https://cities.example',
    'https://cities.example',
  ])
})

test('on a dark screen ink and paper are the reader’s: only the button brings colours, both of them', () => {
  const { html } = render(FRENCH, 'fr', SENDER)
  expect(html).toContain('<meta name="color-scheme" content="light dark">')
  const coloured = [...html.matchAll(/style="([^"]*)"/g)].filter(([, style = '']) =>
    /(?:^|;)(?:background-)?color:(?!inherit)/.test(style),
  )
  expect(coloured.map(([, style]) => style)).toEqual([
    expect.stringMatching(/background-color:#0b4f5e;color:#ffffff/) as string,
  ])
})

test('what may be stopped says how, for a program and for a person; what may not does not', () => {
  const stopped = render({ ...FRENCH, stop: 'Ne plus recevoir' }, 'fr', { ...SENDER, stopPath: '/mail/stop/t.k' })
  expect(stopped.headers).toMatchObject({
    'List-Unsubscribe': '<https://cities.example/mail/stop/t.k>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  })
  expect(stopped.text).toContain('Ne plus recevoir\nhttps://cities.example/mail/stop/t.k\n')
  expect(stopped.html).toContain('href="https://cities.example/mail/stop/t.k"')
  expect(Object.keys(render(FRENCH, 'fr', SENDER).headers)).not.toContain('List-Unsubscribe')
})
