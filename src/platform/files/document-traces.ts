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

type Cut = { of: RegExp; find: RegExp; put: string }
const CUTS: readonly Cut[] = [
  // who made a change or a comment; Word itself writes "Author" when asked to forget people
  { of: /^word\/.*\.xml$/, find: /(\bw\d*:author=)("[^"]*"|'[^']*')/g, put: '$1"Author"' },
  { of: /^word\/.*\.xml$/, find: /(\bw\d*:initials=)("[^"]*"|'[^']*')/g, put: '$1"A"' },
  { of: /^word\/people\.xml$/, find: /(\bw15:(?:userId|providerId)=)("[^"]*"|'[^']*')/g, put: '$1"None"' },
  { of: /^word\/settings\.xml$/, find: /<w:attachedTemplate\b[^>]*\/>/g, put: '' },
  { of: /^word\/_rels\/settings\.xml\.rels$/, find: /<Relationship\b[^>]*\/attachedTemplate["'][^>]*\/>/g, put: '' },
  { of: /^xl\/(.*\/)?comments[^/]*\.xml$/, find: /<author>[^<]*<\/author>/g, put: '<author>Author</author>' },
  { of: /^xl\/persons\/.*\.xml$/, find: /(\b(?:displayName|userId|providerId)=)("[^"]*"|'[^']*')/g, put: '$1"None"' },
  { of: /^xl\/workbook\.xml$/, find: /(<x15ac:absPath\b[^>]*\burl=)("[^"]*"|'[^']*')/g, put: '$1""' },
  { of: /^xl\/(workbook|revisions\/.*)\.xml$/, find: /(\buserName=)("[^"]*"|'[^']*')/g, put: '$1"None"' },
  { of: /^(.*\/)?_rels\/\.rels$/, find: /<Relationship\b[^>]*\/thumbnail["'][^>]*\/>/g, put: '' },
  // OpenDocument
  { of: /^(.*\/)?(content|styles)\.xml$/, find: /<dc:creator>[^<]*<\/dc:creator>/g, put: '<dc:creator/>' },
  {
    of: /^(.*\/)?(content|styles)\.xml$/,
    find: /<(loext|meta):(sender|creator)-initials>[^<]*<\/\1:\2-initials>/g,
    put: '',
  },
  {
    of: /^(.*\/)?(content|styles)\.xml$/,
    find: /(<text:(?:initial-creator|creator|author-name|author-initials|sender-[a-z-]+|printed-by)\b[^>/]*>)[^<]*/g,
    put: '$1',
  },
  { of: /^settings\.xml$/, find: /(config:name="(?:PrinterName|PrinterSetup)"[^>]*>)[^<]*/g, put: '$1' },
  {
    of: /^META-INF\/manifest\.xml$/,
    find: /<manifest:file-entry\b[^>]*"(?:Thumbnails\/[^"]*|layout-cache)"[^>]*\/>/g,
    put: '',
  },
]

/** A chart in an OpenDocument is a small document in a folder of its own, with its own `meta.xml`. */
const emptied = (name: string): string | undefined => EMPTY[name.replace(/^Object \d+\//, '')]

export const isRewritten = (name: string): boolean =>
  emptied(name) !== undefined || CUTS.some((cut) => cut.of.test(name))

export const withoutPeople = (name: string, text: string): string =>
  emptied(name) ?? CUTS.reduce((left, cut) => (cut.of.test(name) ? left.replace(cut.find, cut.put) : left), text)

/** Whatever would be fetched or asked of another program when the document is opened; links that somebody must press are fine. */
export function reachesOut(name: string, text: string): boolean {
  if (/\.rels$/i.test(name)) return [...text.matchAll(RELATIONSHIP)].some(([each]) => isOutside(each))
  return FETCHED.test(text) || DDE.test(text)
}

const RELATIONSHIP = /<(?:\w+:)?Relationship\b(?:[^>"']|"[^"]*"|'[^']*')*>/g
const isOutside = (relationship: string) =>
  /\bTargetMode\s*=\s*(?!["']Internal["'])/.test(relationship) && !/\/hyperlink["']/.test(relationship)
const FETCHED =
  /<(?:draw:(?:image|object|object-ole|floating-frame|plugin|applet|fill-image)|text:section-source|table:(?:cell-range-source|table-source))\b[^>]*\bxlink:href=["'](?:[a-z][a-z0-9+.-]*:|\/|\\)/i
const DDE = /<w:instrText\b[^>]*>[^<]*\bDDE|\bw:instr=["']\s*DDE|<(?:\w+:)?ddeLink\b|<office:dde-source\b/i

/** Parts in which people may be named in ways that we do not know: they stay, and we say so. */
export const mayNamePeople = (name: string): boolean =>
  /^customXml\/item\d*\.xml$/i.test(name) ||
  /\.(emf|wmf|tiff?|gif|webp|svg|heic|bmp)$/i.test(name) ||
  /\.bin$/i.test(name)
export const isPicture = (name: string): boolean => /\.(jpe?g|jfif|png)$/i.test(name)
export const isDocumentInside = (name: string): boolean => /(^|\/)embeddings\/[^/]+\.(docx|xlsx)$/i.test(name)
