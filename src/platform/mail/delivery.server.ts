/** The delivery of mail while a process lives: looks once a second for what waits. Any number of processes may do so at once. */
import type { Db } from '#platform/database/pool.server.ts'
import { faultFacts, log } from '#platform/web/log.server.ts'
import { deliverWaiting, openPost, type MailConfig, type Post } from './deliver.server.ts'

const LOOKS_EVERY_MS = 1000
const LONGEST_REST_MS = 60_000
const LONGEST_STOP_MS = 10_000

/** Rests longer while the relay or the database is away; never ends by a fault. The function it gives stops it after the mail in hand. */
export function startDelivery(
  db: Db,
  config: MailConfig,
  said: Pick<Post, 'instance' | 'stopPath'>,
): () => Promise<void> {
  let stopped = false
  let wake = () => {}
  let faults = 0
  const rest = (ms: number) =>
    new Promise<void>((go) => {
      if (stopped) return go()
      wake = go
      setTimeout(go, ms).unref()
    })

  async function run(): Promise<void> {
    let post: Post | undefined
    while (!stopped) {
      try {
        post ??= await openPost(db, config, said)
        const came = await deliverWaiting(db, post, () => !stopped)
        faults = came === 'relay_fault' ? faults + 1 : 0
      } catch (error) {
        faults += 1
        log({ event: 'mail.delivery_fault', ...faultFacts(error) })
      }
      await rest(Math.min(LOOKS_EVERY_MS * 2 ** Math.min(faults, 6), LONGEST_REST_MS))
    }
  }

  const running = run()
  return async () => {
    stopped = true
    wake()
    await Promise.race([running, new Promise<void>((go) => setTimeout(go, LONGEST_STOP_MS).unref())])
  }
}
