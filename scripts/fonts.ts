/** Lays the product's font files, unchanged and with their licences, into `static/fonts`. Run by prepare. */
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { FACES, LICENCES, type Face } from '../src/ui/faces.ts'

const ROOT = join(import.meta.dirname, '..')
const TO = join(ROOT, 'static', 'fonts')

/** Copies what is not there yet. Throws when a package holds another file than the one its name in `faces.ts` promises. */
export function layFonts(): void {
  mkdirSync(TO, { recursive: true })
  for (const face of [...FACES, ...LICENCES]) {
    const to = join(TO, face.file)
    if (existsSync(to)) continue
    const from = join(ROOT, 'node_modules', face.from)
    refuseChanged(face, from)
    copyFileSync(from, to)
  }
}

function refuseChanged(face: Face, from: string): void {
  const promised = /\.([0-9a-f]{8})\.woff2$/.exec(face.file)?.[1]
  if (promised === undefined) return
  const found = createHash('sha256').update(readFileSync(from)).digest('hex').slice(0, 8)
  if (found !== promised) {
    throw new Error(`${face.from} has changed (${found}). Name it so in src/ui/faces.ts and src/ui/fonts.css.`)
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) layFonts()
