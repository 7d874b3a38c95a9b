/** A practice as a citation at its revision, in the formats that reference programs read. Pure. */

export type Cited = {
  slug: string
  title: string
  /** the body that answers for the practice */
  author: string
  revision: number
  /** day of the revision, YYYY-MM-DD */
  day: string
  address: string
  language: string
  summary: string
}

export const CITATION_FORMATS = ['bib', 'ris', 'json'] as const
export type CitationFormat = (typeof CITATION_FORMATS)[number]

const PUBLISHER = 'Strong Cities'

export const citationFile = (cited: Cited, format: CitationFormat): { type: string; text: string } =>
  WRITERS[format](cited)

const WRITERS: Record<CitationFormat, (cited: Cited) => { type: string; text: string }> = {
  bib: (cited) => ({ type: 'application/x-bibtex; charset=utf-8', text: bibTex(cited) }),
  ris: (cited) => ({ type: 'application/x-research-info-systems; charset=utf-8', text: ris(cited) }),
  json: (cited) => ({ type: 'application/vnd.citationstyles.csl+json; charset=utf-8', text: cslJson(cited) }),
}

function bibTex(cited: Cited): string {
  const fields = {
    author: `{${bibText(cited.author)}}`,
    title: `{${bibText(cited.title)}}`,
    organization: PUBLISHER,
    year: cited.day.slice(0, 4),
    month: String(Number(cited.day.slice(5, 7))),
    version: `revision ${cited.revision}`,
    url: cited.address,
    language: cited.language,
  }
  return `@misc{${cited.slug}-r${cited.revision},\n${Object.entries(fields)
    .map(([name, value]) => `  ${name} = {${value}}`)
    .join(',\n')}\n}\n`
}

/** What TeX would read as a command stands for itself; one line. */
const bibText = (text: string): string =>
  oneLine(text).replace(/[\\{}$&#%_~^]/g, (sign) =>
    sign === '\\'
      ? '\\textbackslash{}'
      : sign === '~'
        ? '\\textasciitilde{}'
        : sign === '^'
          ? '\\textasciicircum{}'
          : `\\${sign}`,
  )

function ris(cited: Cited): string {
  const lines: [string, string][] = [
    ['TY', 'ELEC'],
    ['AU', cited.author],
    ['TI', cited.title],
    ['AB', cited.summary],
    ['PB', PUBLISHER],
    ['PY', cited.day.slice(0, 4)],
    ['DA', cited.day.replaceAll('-', '/')],
    ['ET', `revision ${cited.revision}`],
    ['LA', cited.language],
    ['UR', cited.address],
    ['ER', ''],
  ]
  return lines.map(([tag, value]) => `${tag}  - ${oneLine(value)}\r\n`).join('')
}

function cslJson(cited: Cited): string {
  const [year, month, day] = cited.day.split('-').map(Number)
  return JSON.stringify(
    [
      {
        id: `${cited.slug}-r${cited.revision}`,
        type: 'webpage',
        title: cited.title,
        author: [{ literal: cited.author }],
        publisher: PUBLISHER,
        'container-title': PUBLISHER,
        issued: { 'date-parts': [[year, month, day]] },
        version: `revision ${cited.revision}`,
        URL: cited.address,
        language: cited.language,
        abstract: cited.summary,
      },
    ],
    null,
    2,
  )
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
