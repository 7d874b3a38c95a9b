/** Where office documents say who wrote them, and what in them would act by itself. Pure: rules by the name of a part. */

/** Parts that act by themselves, or hide another file that we do not look into. */
const ACTS =
  /(^|\/)(vbaData\.xml|activeX\/.*|ctrlProps\/.*|Basic\/.*|Scripts\/.*|Object \d+)$|\.(bin|exe|js|vbs|html?|mht|swf|dll|ole)$/i
/** How a page is printed, and for which printer. */
const PRINTER = /(^|\/)printerSettings\/printerSettings\d*\.bin$/i
export const isUnsafePart = (name: string): boolean => ACTS.test(name) && !PRINTER.test(name)

/** Dropped altogether: previews drawn from the document as it was. */
export const isDropped = (name: string): boolean =>
  /^(docProps\/thumbnail\.\w+|Thumbnails\/.*|layout-cache)$/i.test(name)

const EMPTY: Record<string, string> = {
  'docProps/core.xml':
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
  'docProps/app.xml':
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
  'docProps/custom.xml':
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
  'meta.xml':
    '<?xml version="1.0" encoding="UTF-8"?><office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"><office:meta/></office:document-meta>',
}

/** Every pattern stops at the next `<`: none may run over a hostile part more than once. */
type Cut = { of: RegExp; find: RegExp; put: string }
const CUTS: readonly Cut[] = [
  // who made a change or a comment; Word itself writes "Author" when asked to forget people
  { of: /^word\/.*\.xml$/, find: /(\bw\d*:author=)("[^"<]*"|'[^'<]*')/g, put: '$1"Author"' },
  { of: /^word\/.*\.xml$/, find: /(\bw\d*:initials=)("[^"<]*"|'[^'<]*')/g, put: '$1"A"' },
  { of: /^word\/people\.xml$/, find: /(\bw15:(?:userId|providerId)=)("[^"<]*"|'[^'<]*')/g, put: '$1"None"' },
  { of: /^xl\/(.*\/)?comments[^/]*\.xml$/, find: /<author>[^<]*<\/author>/g, put: '<author>Author</author>' },
  { of: /^xl\/persons\/.*\.xml$/, find: /(\b(?:displayName|userId|providerId)=)("[^"<]*"|'[^'<]*')/g, put: '$1"None"' },
  { of: /^xl\/workbook\.xml$/, find: /(<x15ac:absPath\b[^<>]*\burl=)("[^"<]*"|'[^'<]*')/g, put: '$1""' },
  { of: /^xl\/(workbook|revisions\/.*)\.xml$/, find: /(\buserName=)("[^"<]*"|'[^'<]*')/g, put: '$1"None"' },
  // OpenDocument
  { of: /^(.*\/)?(content|styles)\.xml$/, find: /<dc:creator>[^<]*<\/dc:creator>/g, put: '<dc:creator/>' },
  {
    of: /^(.*\/)?(content|styles)\.xml$/,
    find: /<(loext|meta):(sender|creator)-initials>[^<]*<\/\1:\2-initials>/g,
    put: '',
  },
  {
    of: /^(.*\/)?(content|styles)\.xml$/,
    find: /(<text:(?:initial-creator|creator|author-name|author-initials|sender-[a-z-]+|printed-by)\b[^<>/]*>)[^<]*/g,
    put: '$1',
  },
]

/** Whole tags, or the text behind them. Only in short parts, which are taken apart at each `<`. */
type TagCut = { of: RegExp; tag: RegExp; naming: RegExp; what: 'tag' | 'text' }
const TAG_CUTS: readonly TagCut[] = [
  { of: /^word\/settings\.xml$/, tag: /^w:attachedTemplate\b/, naming: /./, what: 'tag' },
  { of: /^word\/_rels\/settings\.xml\.rels$/, tag: /^Relationship\b/, naming: /\/attachedTemplate["']/, what: 'tag' },
  { of: /^(.*\/)?_rels\/\.rels$/, tag: /^Relationship\b/, naming: /\/thumbnail["']/, what: 'tag' },
  {
    of: /^META-INF\/manifest\.xml$/,
    tag: /^manifest:file-entry\b/,
    naming: /full-path="(?:Thumbnails\/|layout-cache")/,
    what: 'tag',
  },
  { of: /^settings\.xml$/, tag: /^config:config-item\b/, naming: /config:name="Printer(?:Name|Setup)"/, what: 'text' },
]
const LETTERS_AT_MOST = 2_000_000
export const isTooLongToRead = (name: string, text: string): boolean =>
  text.length > LETTERS_AT_MOST && (isRelations(name) || TAG_CUTS.some((cut) => cut.of.test(name)))
const isRelations = (name: string) => /\.rels$/i.test(name)

/** A chart in an OpenDocument is a small document in a folder of its own, with its own `meta.xml`. */
const emptied = (name: string): string | undefined => EMPTY[name.replace(/^Object \d+\//, '')]

export function withoutPeople(name: string, text: string): string {
  const words = CUTS.reduce((left, cut) => (cut.of.test(name) ? left.replace(cut.find, cut.put) : left), text)
  return emptied(name) ?? TAG_CUTS.reduce((left, cut) => (cut.of.test(name) ? withoutTag(left, cut) : left), words)
}

function withoutTag(text: string, { tag, naming, what }: TagCut): string {
  const [before = '', ...pieces] = text.split('<')
  const left = pieces.map((piece) => {
    if (!tag.test(piece) || !naming.test(piece)) return `<${piece}`
    const end = what === 'tag' ? piece.indexOf('/>') + 1 : piece.indexOf('>')
    if (end < 1) return `<${piece}`
    return what === 'tag' ? piece.slice(end + 1) : `<${piece.slice(0, end + 1)}`
  })
  return before + left.join('')
}

/** Whatever is fetched from outside, started or asked of another program when the document is opened. Links that somebody must press are fine. */
export function actsByItself(name: string, text: string): boolean {
  if (isRelations(name)) return text.split('<').some((piece) => RELATION.test(piece) && isActive(piece))
  return FETCHED.test(text) || DDE.test(text) || (name === '[Content_Types].xml' && MACROS.test(text))
}

const RELATION = /^(?:\w{1,20}:)?Relationship\b/
const isActive = (relation: string) =>
  /\/(?:vbaProject|wordVbaData|oleObject|control|activeXControlBinary|attachedToolbars|frame|subDocument)["']/i.test(
    relation,
  ) ||
  (/\bTargetMode\s{0,9}=\s{0,9}(?!\s|["']Internal["'])/.test(relation) && !/\/hyperlink["']/.test(relation))
const MACROS = /macroEnabled|vbaProject|activeX|oleObject/i
const FETCHED =
  /<(?:draw:(?:image|object|object-ole|floating-frame|plugin|applet|fill-image)|text:section-source|table:(?:cell-range-source|table-source))\b[^<]*\bxlink:href=["'](?:[a-z][a-z0-9+.-]{0,20}:|\/|\\)/i
const DDE = /<w:instrText\b[^<>]*>[^<]*\bDDE|\bw:instr=["']\s{0,9}DDE|<(?:\w{1,20}:)?ddeLink\b|<office:dde-source\b/i

/** Parts in which people may be named in ways that we do not know: they stay, and we say so. */
export const mayNamePeople = (name: string): boolean =>
  /^customXml\/item\d*\.xml$|^_xmlsignatures\/|signatures\.xml$/i.test(name) || !KNOWN.test(name)
const KNOWN = /\.(xml|rels|vml|rdf|odttf|fntdata|ttf|otf)$|\/$|^mimetype$/i
export const isPicture = (name: string): boolean => /\.(jpe?g|jfif|png)$/i.test(name)
export const isDocumentInside = (name: string): boolean => /(^|\/)embeddings\/[^/]+\.(docx|xlsx)$/i.test(name)
