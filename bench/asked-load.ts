/** A route's load as a bench asks it: the same event again and again, so that what is kept in memory stays there. */
import { existsSync } from 'node:fs'
import type { Db } from '#platform/database/pool.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import { eventOf } from '#routes/visit.ts'

export type LoadAsked = {
  route: string
  params?: Record<string, string>
  query?: string
  language?: Language
  /** Slug of a city: asked from a reader's seat there. */
  as?: string
  /** Each time as the first one after a public change: nothing kept in memory is valid. */
  afterChange?: boolean
}

export const isBuilt = (route: string): boolean => fileOf(route) !== undefined

let epoch = 1

/** Work that answers as the page would be answered, words and all but the drawing of it. Throws where the page is not shown. */
export async function loadOf(db: Db, { route, afterChange, as, ...visit }: LoadAsked): Promise<() => Promise<unknown>> {
  const event = await eventOf({ db, epoch: ++epoch, ...visit, ...(as ? { actor: await seatIn(db, as) } : {}) })
  const file = fileOf(route)
  if (!file) throw new Error(`there is no route ${route}`)
  const { load, GET } = (await import(file.href)) as {
    load?: (event: unknown) => unknown
    GET?: (event: unknown) => unknown
  }
  return async () => {
    if (afterChange) event.locals.epoch = ++epoch
    const answer = await (GET ?? load)?.(event)
    if (answer instanceof Response) return answer.text()
    return Promise.all(Object.values((answer ?? {}) as Record<string, unknown>))
  }
}

async function seatIn(db: Db, slug: string): Promise<Actor> {
  const { id, region } = await db
    .selectFrom('item')
    .select(['id', 'region'])
    .where('kind', '=', 'city')
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow()
  return {
    kind: 'person',
    id: 'bench',
    seats: [{ placeId: id, region: region ?? '', role: 'reader', place: 'city' }],
    regions: [],
    assurance: 'one',
  }
}

function fileOf(route: string): URL | undefined {
  const folder = new URL(`../src/routes${route}/`, import.meta.url)
  return ['+page.server.ts', '+server.ts'].map((name) => new URL(name, folder)).find((file) => existsSync(file))
}
