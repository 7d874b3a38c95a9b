/**
 * What a first view costs on the wire: the page and all its sheets, packed as served. One window of TCP is 14.3 kB.
 * `node bench/first-view.ts http://127.0.0.1:3000 [br|gzip]` measures every practice in every language, the heaviest first.
 */
import { get } from 'node:http'
import { pathToFileURL } from 'node:url'
import { LANGUAGE_IDS } from '../src/platform/language/languages.ts'
import { addressesIn } from '../src/features/registry/addresses.ts'

export const ONE_WINDOW = 14_300

export type Packing = 'br' | 'gzip'
export type FirstView = { path: string; page: number; sheets: number; total: number }

/** Bytes on the wire of a page and of every sheet that it links, in this packing. */
export async function firstView(site: string, path: string, packing: Packing = 'br'): Promise<FirstView> {
  const page = await bytesOf(new URL(path, site), packing)
  const text = (await bytesOf(new URL(path, site), 'identity')).toString('utf8')
  const links = [...text.matchAll(/<link\b[^>]*\brel="stylesheet"[^>]*>/g)].flatMap(
    ([link]) => /\bhref="([^"]+)"/.exec(link)?.[1] ?? [],
  )
  const sheets = await Promise.all(
    [...new Set(links)].map((href) => bytesOf(new URL(href, new URL(path, site)), packing)),
  )
  const weight = sheets.reduce((sum, sheet) => sum + sheet.length, 0)
  return { path, page: page.length, sheets: weight, total: page.length + weight }
}

/** As sent: not unpacked. */
function bytesOf(address: URL, packing: Packing | 'identity'): Promise<Buffer> {
  return new Promise((done, failed) => {
    get(address, { headers: { 'accept-encoding': packing } }, (response) => {
      if (response.statusCode !== 200) failed(new Error(`${address.pathname}: ${response.statusCode}`))
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => done(Buffer.concat(parts)))
    }).on('error', failed)
  })
}

/** Every practice in every language, the heaviest first. */
export async function practicesAtFirstView(site: string, packing: Packing = 'br'): Promise<FirstView[]> {
  const exported = JSON.parse(
    (await bytesOf(new URL(addressesIn('en').exported('practices'), site), 'identity')).toString('utf8'),
  ) as { practices: { id: string }[] }
  const views: FirstView[] = []
  for (const language of LANGUAGE_IDS)
    for (const { id } of exported.practices)
      views.push(await firstView(site, addressesIn(language).practice(id), packing))
  return views.sort((one, other) => other.total - one.total)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const views = await practicesAtFirstView(
    process.argv[2] ?? 'http://127.0.0.1:3000',
    process.argv[3] === 'gzip' ? 'gzip' : 'br',
  )
  for (const { path, page, sheets, total } of views)
    console.log(String(total).padStart(6), String(page).padStart(6), String(sheets).padStart(6), path)
  const over = views.filter((view) => view.total > ONE_WINDOW)
  console.log(`${views.length} first views; ${over.length} over ${ONE_WINDOW} bytes`)
}
