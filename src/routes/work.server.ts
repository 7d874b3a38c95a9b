/** What an instance does by itself while it lives: it sends what waits. In the web process, or in one of its own (scripts/worker.ts). */
import type { Config } from '#platform/config.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { startDelivery } from '#platform/mail/delivery.server.ts'
import { addressesIn } from '#features/registry/addresses.ts'

/** Gives what ends it. With `WORK=elsewhere` a web process leaves the work to others. */
export function startWork(db: Db, config: Config): () => Promise<void> {
  if (!config.works) return async () => {}
  return startDelivery(db, config, {
    instance: 'Strong Cities',
    stopPath: (language, token) => addressesIn(language).stopMail(token),
  })
}
