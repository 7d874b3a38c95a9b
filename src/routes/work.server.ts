/**
 * What an instance does by itself while it lives: it sends what waits, writes digests and questions, and takes away what is past its day. In the web
 * process, or in one of its own (scripts/worker.ts); several at once do no harm.
 */
import type { Config } from '#platform/config.ts'
import type { Db } from '#platform/database/pool.server.ts'
import type { Store } from '#platform/files/store.ts'
import { startDelivery } from '#platform/mail/delivery.server.ts'
import { faultFacts, log } from '#platform/web/log.server.ts'
import { addressesIn } from '#features/registry/addresses.ts'
import { sendDigests } from '#features/notices/send-digests.server.ts'
import { askPeople } from '#features/asks/ask-people.server.ts'
import { runRetention } from '#features/people/retention.server.ts'
import { sweepFiles } from '#features/attachments/sweep-files.server.ts'

/** Gives what ends it. With `WORK=elsewhere` a web process leaves the work to others. */
export function startWork(db: Db, files: Store, config: Config): () => Promise<void> {
  if (!config.works) return async () => {}
  const endDelivery = startDelivery(db, config, {
    instance: 'Strong Cities',
    stopPath: (language, token) => addressesIn(language).stopMail(token),
  })
  const endSweeping = startSweeping(db, files)
  const endWriting = startWriting(db)
  return async () => {
    endSweeping()
    endWriting()
    await endDelivery()
  }
}

const FIRST_AFTER_MS = 60_000
const SWEEPS_EVERY_MS = 6 * 3_600_000

function startSweeping(db: Db, files: Store): () => void {
  const told = (event: string, work: Promise<object>) =>
    void work.then(
      (swept) => log({ event, ...swept }),
      (error: unknown) => log({ event: `${event}.fault`, ...faultFacts(error) }),
    )
  const sweep = () => {
    told('retention', runRetention(db, new Date()))
    told('files', sweepFiles(db, files))
  }
  const first = setTimeout(sweep, FIRST_AFTER_MS).unref()
  const again = setInterval(sweep, SWEEPS_EVERY_MS).unref()
  return () => {
    clearTimeout(first)
    clearInterval(again)
  }
}

const WRITES_FIRST_AFTER_MS = 5_000
const WRITES_EVERY_MS = 5 * 60_000

/** Digests and questions. What one process holds another passes by, and what was written is not written again. */
function startWriting(db: Db): () => void {
  let [ended, busy] = [false, false]
  const write = async () => {
    if (ended || busy) return
    busy = true
    try {
      const now = new Date()
      const written = { digests: await sendDigests(db, now), questions: await askPeople(db, now) }
      if (written.digests + written.questions > 0) log({ event: 'notices', ...written })
    } catch (error) {
      log({ event: 'notices.fault', ...faultFacts(error) })
    }
    busy = false
  }
  const first = setTimeout(() => void write(), WRITES_FIRST_AFTER_MS).unref()
  const again = setInterval(() => void write(), WRITES_EVERY_MS).unref()
  return () => {
    ended = true
    clearTimeout(first)
    clearInterval(again)
  }
}
