import { Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'
import sharp from 'sharp'
import { beforeEach, describe, expect, test } from 'vitest'
import { digestOf, type Store } from './store.ts'
import { aDocx, anArchive, anObjectStream, anOpenDocument, anXlsx, aPdf, relationships } from './testing/documents.ts'
import { takeIn } from './upload.server.ts'
import { unpack, writeZip } from './zip.server.ts'
import { readZip } from './zip.ts'

const MILLION = Buffer.alloc(1_000_000)

/** A store in memory, to look into. */
const held = new Map<string, Buffer>()
const store: Store = {
  put: async (bytes) => {
    held.set(digestOf(bytes), Buffer.from(bytes))
    return digestOf(bytes)
  },
  get: async () => null,
  exists: async (digest) => held.has(digest),
  remove: async (digest) => void held.delete(digest),
}
beforeEach(() => held.clear())

const bring = (name: string, bytes: Uint8Array | string) =>
  takeIn(store, { name, bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes })

async function taken(name: string, bytes: Uint8Array | string) {
  const outcome = await bring(name, bytes)
  if (!outcome.ok) throw new Error(`${name} was refused: ${outcome.reason}`)
  return { ...outcome.value, kept: held.get(outcome.value.digest) ?? Buffer.alloc(0) }
}

async function refusal(name: string, bytes: Uint8Array | string) {
  const outcome = await bring(name, bytes)
  expect(held.size).toBe(0)
  return outcome.ok ? 'taken' : outcome.reason
}

const plainPicture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 20, g: 90, b: 60 } } })

/** As a phone takes it: who, when, where, and lying on its side. */
const aPhoto = () =>
  plainPicture(400, 200)
    .withExif({
      IFD0: { Artist: 'Amal Haddad', Copyright: 'Amal Haddad' },
      IFD3: { GPSLatitude: '33/1 53/1 0/1', GPSLatitudeRef: 'N', GPSLongitude: '35/1 30/1 0/1', GPSLongitudeRef: 'E' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()

describe('a picture', () => {
  test('loses its place, its author and its date, and stands upright', async () => {
    const photo = await aPhoto()
    expect(photo.includes('Amal Haddad')).toBe(true)
    expect((await sharp(photo).metadata()).exif).toBeDefined()

    const { kept, ...facts } = await taken('IMG_2041.JPG', photo)

    const found = await sharp(kept).metadata()
    expect(found).toMatchObject({ format: 'webp', width: 200, height: 400 })
    expect([found.exif, found.xmp, found.iptc, found.icc, found.orientation]).toEqual(Array(5).fill(undefined))
    expect(kept.includes('Amal')).toBe(false)
    expect(facts).toEqual({
      digest: digestOf(kept),
      name: 'IMG_2041.webp',
      mediaType: 'image/webp',
      originalMediaType: 'image/jpeg',
      bytes: kept.length,
      width: 200,
      height: 400,
      metadata: 'stripped',
    })
    expect([...held.keys()]).toEqual([digestOf(kept)])
  })

  test('is kept with no side beyond 1,600, wide or tall', async () => {
    expect(await taken('a.png', await plainPicture(30_000, 60).png().toBuffer())).toMatchObject({ width: 1600 })
    expect(await taken('a.png', await plainPicture(60, 3000).png().toBuffer())).toMatchObject({ height: 1600 })
  })

  test('of 30,000 by 2,000 is too large, though its file is small', async () => {
    const wide = await plainPicture(30_000, 2_000).png().toBuffer()
    expect(wide.length).toBeLessThan(1_000_000)
    expect(await refusal('wide.png', wide)).toBe('too_large')
  })

  test('that says it is larger than it is, is refused by what it says', async () => {
    const png = await plainPicture(10, 10).png().toBuffer()
    png.writeUInt32BE(60_000, 16)
    png.writeUInt32BE(60_000, 20)
    png.writeUInt32BE(crc32(png.subarray(12, 29)), 29)
    expect(await refusal('small.png', png)).toBe('too_large')
  })

  test('that moves stands still at its first image', async () => {
    const frames = await Promise.all(
      [10, 200].map((r) => plainPicture(20, 20).tint({ r, g: 0, b: 0 }).png().toBuffer()),
    )
    const gif = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer()
    expect((await sharp(gif, { animated: true }).metadata()).pages).toBe(2)

    const { kept, originalMediaType } = await taken('a.gif', gif)
    expect(originalMediaType).toBe('image/gif')
    expect(await sharp(kept, { animated: true }).metadata()).toMatchObject({ format: 'webp', height: 20 })
  })

  test('that begins as a picture and goes on as a page is broken', async () => {
    const both = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('<html><script>alert(1)</script>')])
    expect(await refusal('both.jpg', both)).toBe('picture_broken')
  })

  test('with a page behind it comes out as a picture alone', async () => {
    const both = Buffer.concat([await aPhoto(), Buffer.from('<html><script>alert(1)</script>')])
    expect((await taken('both.jpg', both)).kept.includes('<script>')).toBe(false)
  })

  test('cut in half is broken', async () => {
    const noise = await sharp({
      create: {
        width: 300,
        height: 300,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
      .jpeg()
      .toBuffer()
    expect(await refusal('half.jpg', noise.subarray(0, noise.length / 2))).toBe('picture_broken')
  })
})

describe('what a file is, is told by its content', () => {
  const jpeg = () => plainPicture(8, 8).jpeg().toBuffer()

  test('a name that says something else is a lie', async () => {
    expect(await refusal('plan.pdf', await jpeg())).toBe('type_lies')
    expect(await refusal('photo.jpg', aPdf())).toBe('type_lies')
    expect(await refusal('table.xlsx', await aDocx())).toBe('type_lies')
    expect(await refusal('plan.docx', 'just a text')).toBe('type_lies')
    expect(await refusal('notes.txt', await aDocx())).toBe('type_lies')
  })

  test('one picture named as another is let pass, since it is drawn anew', async () => {
    expect(await taken('shared.png', await jpeg())).toMatchObject({ originalMediaType: 'image/jpeg' })
  })

  test('a name without an ending is given one', async () => {
    expect((await taken('photo', await jpeg())).name).toBe('photo.webp')
    expect((await taken('Rapport 12.03', aPdf())).name).toBe('Rapport 12.03.pdf')
  })

  test.each([
    ['drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['drawing.txt', '\ufeff  <!-- a --> <!-- b -->\n<svg onload="alert(1)">'],
    ['drawing.png', '<?xml version="1.0"?><svg/>'],
    ['page.html', '<!DOCTYPE html><p>hello'],
    ['page.txt', '<HTML><body>'],
    ['page.md', '<script>alert(1)</script>'],
    ['page.txt', `${'<!-- -->'.repeat(50_000)}<iframe src=x>`],
    ['page.txt', '<!-- a comment without an end'],
    ['act.js', 'alert(1)'],
    ['old.doc', Buffer.from('d0cf11e0a1b11ae1000000', 'hex')],
    ['tool.exe', Buffer.from('4d5a900003000000', 'hex')],
    ['film.mp4', Buffer.from('0000001866747970697a6f6d00', 'hex')],
  ])('%s is known and not taken', async (name, content) => {
    expect(await refusal(name, content)).toBe('type_refused')
  })

  test('an archive that is no document, or two, is not taken', async () => {
    expect(await refusal('all.zip', await anArchive({ 'a.txt': 'a' }))).toBe('type_refused')
    expect(await refusal('a.docx', await aDocx({ 'xl/workbook.xml': '<workbook/>' }))).toBe('type_refused')
    expect(await refusal('a.docx', Buffer.concat([await aDocx(), Buffer.from('tail')]))).toBe('type_refused')
    expect(await refusal('a.docx', await aDocx({ '../../evil.xml': 'x' }))).toBe('type_refused')
    expect(await refusal('a.docx', await aDocx({ 'WORD/document.xml': 'x' }))).toBe('type_refused')
  })

  test('bytes that say nothing, and text that is not Unicode, are unknown', async () => {
    expect(await refusal('a', Buffer.from([1, 2, 3, 0, 250, 251]))).toBe('type_unknown')
    expect(await refusal('a.txt', Buffer.from('Pr\xe9vention', 'latin1'))).toBe('type_unknown')
    expect(await refusal('a.csv', Buffer.from('a;b', 'utf16le'))).toBe('type_unknown')
  })

  test.each([
    ['notes.txt', 'text/plain'],
    ['list.csv', 'text/csv'],
    ['notes.md', 'text/markdown'],
    ['notes', 'text/plain'],
  ])('of a text %s, the name tells which, and it is kept as it is', async (name, mediaType) => {
    const text = 'MZ, PK, 1 < 2; مدينة\n'
    expect(await taken(name, text)).toMatchObject({ mediaType, kept: Buffer.from(text), metadata: 'stripped' })
  })

  test('nothing, and too much, are refused', async () => {
    expect(await refusal('a.txt', '')).toBe('empty')
    expect(await refusal('a.txt', 'a'.repeat(2_000_001))).toBe('too_large')
    expect(await refusal('a.pdf', Buffer.concat([aPdf(), Buffer.alloc(25_000_000, 32)]))).toBe('too_large')
    expect(await refusal('a.jpg', Buffer.concat([await jpeg(), Buffer.alloc(15_000_000)]))).toBe('too_large')
  })
})

/** Every part of what was kept, as text. */
async function partsOf(kept: Buffer): Promise<Record<string, string>> {
  const parts: Record<string, string> = {}
  for (const entry of readZip(kept) ?? []) parts[entry.name] = (await unpack(entry))?.toString('latin1') ?? 'broken'
  return parts
}

describe('an office document', () => {
  test('keeps its words and forgets who wrote, changed and commented on it', async () => {
    const docx = await aDocx({
      'docProps/core.xml': '<cp:coreProperties><dc:creator>Amal Haddad</dc:creator></cp:coreProperties>',
      'docProps/app.xml': '<Properties><Company>Haddad</Company><Manager>Amal</Manager></Properties>',
      'docProps/custom.xml': '<Properties><property>Haddad</property></Properties>',
      'docProps/thumbnail.jpeg': 'Haddad',
      '_rels/.rels': `${relationships(['officeDocument', 'word/document.xml'], ['metadata/thumbnail', 'docProps/thumbnail.jpeg'])}`,
      'word/document.xml':
        '<w:document><w:ins w:id="1" w:author="Amal Haddad" w:date="2026-01-01"><w:r><w:t>A plan</w:t></w:r></w:ins></w:document>',
      'word/comments.xml': `<w:comment w:author='Amal Haddad' w:initials="Haddad"><w:t>Good</w:t></w:comment>`,
      'word/people.xml': '<w15:person w15:author="Haddad"><w15:presenceInfo w15:userId="Haddad"/></w15:person>',
      'word/settings.xml': '<w:settings><w:attachedTemplate r:id="r0"/><w:zoom/></w:settings>',
      'word/_rels/settings.xml.rels': relationships(['attachedTemplate', 'file:///C:/Users/Haddad/a.dotm', true]),
      'word/_rels/document.xml.rels': relationships(['hyperlink', 'https://cities.example/', true]),
      'word/media/image1.jpeg': await aPhoto(),
      'word/media/image2.png': await plainPicture(4, 4)
        .withExif({ IFD0: { Artist: 'Amal Haddad' } })
        .png()
        .toBuffer(),
    })

    const { kept, metadata } = await taken('plan.docx', docx)

    const parts = await partsOf(kept)
    expect(Object.entries(parts).filter(([, part]) => /Haddad|Amal/.test(part))).toEqual([])
    expect(Object.keys(parts)).not.toContain('docProps/thumbnail.jpeg')
    expect(parts['_rels/.rels']).not.toContain('thumbnail')
    expect(parts['word/document.xml']).toContain('<w:t>A plan</w:t>')
    expect(parts['word/comments.xml']).toContain('<w:t>Good</w:t>')
    expect(parts['word/settings.xml']).toBe('<w:settings><w:zoom/></w:settings>')
    expect(parts['word/_rels/document.xml.rels']).toContain('https://cities.example/')
    expect(metadata).toBe('stripped')
  })

  test('shows the pictures inside it unchanged, without what the camera wrote', async () => {
    const photo = await aPhoto()
    const { kept } = await taken('plan.docx', await aDocx({ 'word/media/image1.jpeg': photo }))

    const inside = Buffer.from((await partsOf(kept))['word/media/image1.jpeg'] ?? '', 'latin1')
    expect((await sharp(inside).metadata()).exif).toBeUndefined()
    expect(await sharp(inside).raw().toBuffer()).toEqual(await sharp(photo).raw().toBuffer())
  })

  test('of the free kind is cleaned alike', async () => {
    const odt = await anOpenDocument('text', {
      'content.xml':
        '<office:document-content><office:annotation><dc:creator>Amal Haddad</dc:creator>Good</office:annotation></office:document-content>',
      'meta.xml': '<office:document-meta><meta:initial-creator>Haddad</meta:initial-creator></office:document-meta>',
      'Object 1/meta.xml': '<office:document-meta>Haddad</office:document-meta>',
      'Thumbnails/thumbnail.png': 'Haddad',
      'META-INF/manifest.xml':
        '<m><manifest:file-entry manifest:full-path="Thumbnails/thumbnail.png" manifest:media-type="image/png"/></m>',
    })

    const { kept, mediaType, metadata } = await taken('plan.odt', odt)

    const parts = await partsOf(kept)
    expect(mediaType).toBe('application/vnd.oasis.opendocument.text')
    expect(Object.keys(parts)[0]).toBe('mimetype')
    expect(kept.subarray(30, 38).toString()).toBe('mimetype')
    expect(Object.entries(parts).filter(([, part]) => /Haddad|Amal/.test(part))).toEqual([])
    expect(parts['content.xml']).toContain('Good')
    expect(parts['META-INF/manifest.xml']).toBe('<m></m>')
    expect(metadata).toBe('stripped')
  })

  test('with tables: the authors of comments, the folder it lay in and a table behind a chart', async () => {
    const behind = await anXlsx({ 'docProps/core.xml': '<x>Haddad</x>' })
    const xlsx = await anXlsx({
      'xl/workbook.xml': '<workbook><x15ac:absPath url="C:\\Users\\Haddad\\"/><sheet displayName="T"/></workbook>',
      'xl/comments1.xml': '<comments><authors><author>Haddad</author></authors></comments>',
      'xl/persons/person.xml': '<person displayName="Haddad" userId="Haddad"/>',
      'xl/tables/table1.xml': '<table displayName="Table1"/>',
      'xl/embeddings/table.xlsx': behind,
    })

    const { kept } = await taken('table.xlsx', xlsx)

    const parts = await partsOf(kept)
    const inside = await partsOf(Buffer.from(parts['xl/embeddings/table.xlsx'] ?? '', 'latin1'))
    expect(inside['docProps/core.xml']).toContain('coreProperties')
    expect(JSON.stringify([parts, inside])).not.toContain('Haddad')
    expect(parts['xl/tables/table1.xml']).toContain('Table1')
  })

  test('with a part that may name people in ways we do not know is told to be so', async () => {
    expect((await taken('a.docx', await aDocx({ 'customXml/item1.xml': '<author/>' }))).metadata).toBe('kept')
    expect((await taken('a.docx', await aDocx({ '_xmlsignatures/sig1.xml': '<x/>' }))).metadata).toBe('kept')
    expect((await taken('a.docx', await aDocx({ 'word/media/image1.emf': 'x' }))).metadata).toBe('kept')
    expect((await taken('a.docx', await aDocx({ 'word/media/image1.jpg': 'no picture' }))).metadata).toBe('kept')
  })

  test.each<[string, Record<string, string>]>([
    ['a macro', { 'word/vbaProject.bin': 'x' }],
    ['a control', { 'word/activeX/activeX1.xml': '<x/>' }],
    ['a macro under another name', { 'word/_rels/document.xml.rels': relationships(['vbaProject', 'a.dat']) }],
    [
      'a picture from outside behind a sign that ends tags',
      { 'word/_rels/a.xml.rels': relationships(['image', 'https://x.example/>', true]) },
    ],
    ['another file inside', { 'word/embeddings/oleObject1.bin': 'x' }],
    [
      'a picture from outside',
      { 'word/_rels/document.xml.rels': relationships(['image', 'https://x.example/', true]) },
    ],
    [
      'a template of the text from outside',
      { 'word/_rels/document.xml.rels': relationships(['attachedTemplate', 'https://x.example/', true]) },
    ],
    [
      'a question to another program',
      { 'word/document.xml': '<w:instrText xml:space="preserve"> DDEAUTO c:\\\\cmd.exe' },
    ],
    ['a part in another writing', { 'word/footer.xml': '\u0000<\u0000a' }],
  ])('with %s is unsafe', async (_, parts) => {
    expect(await refusal('a.docx', await aDocx(parts))).toBe('document_unsafe')
  })

  test('of the free kind with a macro or a picture from outside is unsafe', async () => {
    expect(await refusal('a.odt', await anOpenDocument('text', { 'Basic/Standard/a.xml': '<x/>' }))).toBe(
      'document_unsafe',
    )
    const outside = { 'content.xml': '<c><draw:image xlink:type="simple" xlink:href="https://x.example/a.png"/></c>' }
    expect(await refusal('a.ods', await anOpenDocument('spreadsheet', outside))).toBe('document_unsafe')
    const within = { 'content.xml': '<c><draw:image xlink:href="Pictures/a.png"/></c>' }
    expect(await taken('a.ods', await anOpenDocument('spreadsheet', within))).toMatchObject({ metadata: 'stripped' })
  })

  test('that unpacks to far more than it weighs is unsafe, also where it says it does not', async () => {
    const bomb = await aDocx({ 'word/media/a.xml': Buffer.alloc(120_000_000, 32) })
    expect(bomb.length).toBeLessThan(1_000_000)
    expect(await refusal('bomb.docx', bomb)).toBe('document_unsafe')

    const entries = readZip(await aDocx()) ?? []
    const liar = { name: 'word/media/a.xml', method: 8 as const, crc: 0, size: 1000, packed: await packedZeros(600) }
    const before = process.resourceUsage().maxRSS
    expect(await refusal('liar.docx', writeZip([...entries, liar]))).toBe('document_unsafe')
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(200_000)
  })

  /** So many million zeros, packed without ever lying in memory together. */
  async function packedZeros(millions: number): Promise<Buffer> {
    const zeros = Readable.from(Array.from({ length: millions }, () => MILLION))
    return Buffer.concat(await zeros.pipe(createDeflateRaw()).toArray())
  }

  test('made to keep us reading for ever is read once', async () => {
    const again = (said: string, letters: number) => said.repeat(letters / said.length)
    const started = performance.now()
    for (const [name, said] of Object.entries({
      'word/_rels/document.xml.rels': again('<Relationship ', 1_900_000),
      'word/_rels/settings.xml.rels': `<Relationship ${again('/attachedTemplate" ', 1_900_000)}`,
      'word/settings.xml': again('<w:attachedTemplate ', 1_900_000),
      'word/comments.xml': again('w:author="', 10_000_000),
      'word/footer1.xml': again('<w:instrText>', 10_000_000),
      'word/footer2.xml': `<draw:image ${again('xlink:href="', 10_000_000)}`,
      'word/header1.xml': `<w:instrText ${again('> ', 10_000_000)}`,
      'xl/comments1.xml': again('<author>', 10_000_000),
      'content.xml': again('<text:creator ', 10_000_000),
    })) {
      await bring('a.docx', await aDocx({ [name]: said }))
    }
    held.clear()
    expect(await refusal('a.docx', await aDocx({ 'word/settings.xml': again('<', 2_000_001) }))).toBe('document_unsafe')
    expect(await refusal('a.pdf', aPdf('', Buffer.from(again('>>stream\n', 20_000_000))))).toBe('document_unsafe')
    expect(performance.now() - started).toBeLessThan(15_000)
  })

  test('is written anew: what lies between its parts is gone', async () => {
    const docx = await aDocx()
    const second = readZip(docx)?.[1]
    if (!second) throw new Error('no second part')
    // a long name in the local entry alone, where nobody who reads the directory looks
    const hidden = Buffer.from(docx)
    hidden.write('Haddad', 30)
    expect(hidden.includes('Haddad')).toBe(true)
    expect((await taken('a.docx', hidden)).kept.includes('Haddad')).toBe(false)
  })
})

describe('a PDF', () => {
  test('is kept as it is, and said to name its author still', async () => {
    expect(await taken('plan.pdf', aPdf())).toMatchObject({
      metadata: 'kept',
      kept: aPdf(),
      mediaType: 'application/pdf',
    })
  })

  test.each([
    ['a script', '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>'],
    ['a script in other letters', '/OpenAction << /S /J#61vaScr#69pt /JS (app.alert(1)) >>'],
    ['a program to start', '/OpenAction << /S /Launch /F (cmd.exe) >>'],
    ['files inside', '/Names << /EmbeddedFiles << >> >>'],
    ['a form that sends', '/AA << /O << /S /SubmitForm >> >>'],
  ])('with %s is unsafe', async (_, catalogue) => {
    expect(await refusal('a.pdf', aPdf(catalogue))).toBe('document_unsafe')
  })

  test('with a password is told as such', async () => {
    expect(await refusal('a.pdf', aPdf('/Encrypt 9 0 R'))).toBe('document_locked')
  })

  test('that packs its script away is unsafe all the same', async () => {
    const packed = anObjectStream('5 0 << /S /JavaScript /JS (app.alert(1)) >>')
    expect(packed.includes('JavaScript')).toBe(false)
    expect(await refusal('a.pdf', aPdf('', packed))).toBe('document_unsafe')
  })

  test('that packs its objects in a way we do not open is unsafe, in the usual way it is taken', async () => {
    const plain = '5 0 << /Type /Font >>'
    expect(await refusal('a.pdf', aPdf('', anObjectStream(plain, '[/ASCIIHexDecode /FlateDecode]')))).toBe(
      'document_unsafe',
    )
    expect(await taken('a.pdf', aPdf('', anObjectStream(plain)))).toMatchObject({ metadata: 'kept' })
  })
})

test('whatever is broken on the way is refused or taken, and never a fault', async () => {
  const whole = [
    await aDocx({ 'word/media/image1.jpeg': await aPhoto(), 'docProps/core.xml': '<x/>' }),
    await anOpenDocument('text'),
    aPdf('', anObjectStream('5 0 << /Type /Font >>')),
    await aPhoto(),
    await plainPicture(30, 30).png().toBuffer(),
  ]
  let seed = 1
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below
  const outcomes = new Set<string>()
  for (let n = 0; n < 600; n++) {
    const bytes = Buffer.from(whole[n % whole.length] ?? '')
    for (let hits = 1 + random(4); hits > 0; hits--) bytes[random(bytes.length)] = random(256)
    const outcome = await bring('file', n % 3 === 0 ? bytes.subarray(0, random(bytes.length)) : bytes)
    outcomes.add(outcome.ok ? 'taken' : outcome.reason)
  }
  expect([...outcomes]).toEqual(expect.arrayContaining(['taken', 'picture_broken', 'document_unsafe', 'type_refused']))
})
