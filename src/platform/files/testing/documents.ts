/** Small real documents, made in the test: an archive of the parts that make a document what it is. */
import { deflateSync } from 'node:zlib'
import { pack, writeZip } from '../zip.server.ts'

const bytesOf = (said: string | Uint8Array) => (typeof said === 'string' ? Buffer.from(said) : said)

export async function anArchive(parts: Record<string, string | Uint8Array>): Promise<Buffer> {
  const entries = await Promise.all(Object.entries(parts).map(([name, said]) => pack(name, bytesOf(said))))
  return writeZip(entries)
}

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
export const relationships = (...each: [type: string, target: string, outside?: true][]) =>
  `<?xml version="1.0"?><Relationships xmlns="${RELATIONSHIPS}">${each
    .map(
      ([type, target, outside], n) =>
        `<Relationship Id="r${n}" Type="${OFFICE}/${type}" Target="${target}"${outside ? ' TargetMode="External"' : ''}/>`,
    )
    .join('')}</Relationships>`

export const aDocx = (more: Record<string, string | Uint8Array> = {}) =>
  anArchive({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': relationships(['officeDocument', 'word/document.xml']),
    'word/document.xml': '<w:document><w:body><w:p><w:r><w:t>A plan</w:t></w:r></w:p></w:body></w:document>',
    ...more,
  })

export const anXlsx = (more: Record<string, string | Uint8Array> = {}) =>
  anArchive({ '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<workbook/>', ...more })

/** Its first entry is not packed, as the format asks. */
export async function anOpenDocument(type: 'text' | 'spreadsheet', more: Record<string, string | Uint8Array> = {}) {
  const said = Buffer.from(`application/vnd.oasis.opendocument.${type}`)
  const first = { ...(await pack('mimetype', said)), method: 0 as const, packed: said }
  const parts = { 'content.xml': '<office:document-content/>', ...more }
  const rest = await Promise.all(Object.entries(parts).map(([name, part]) => pack(name, bytesOf(part))))
  return writeZip([first, ...rest])
}

/** One page and whatever is put into its catalogue. */
export const aPdf = (catalogue = '', more: Uint8Array = Buffer.alloc(0)) =>
  Buffer.concat([
    Buffer.from(`%PDF-1.7
1 0 obj << /Type /Catalog /Pages 2 0 R ${catalogue} >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >> endobj
4 0 obj << /Author (Amal Haddad) >> endobj
`),
    more,
    Buffer.from('trailer << /Root 1 0 R /Info 4 0 R >>\n%%EOF\n'),
  ])

/** Objects packed away where a search of the plain bytes does not see them. */
export function anObjectStream(objects: string, filter = '/FlateDecode'): Buffer {
  const packed = deflateSync(objects)
  const head = `9 0 obj << /Type /ObjStm /N 1 /First 4 /Filter ${filter} /Length ${packed.length} >>\nstream\n`
  return Buffer.concat([Buffer.from(head), packed, Buffer.from('\nendstream endobj\n')])
}
