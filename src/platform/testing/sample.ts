/** The sample content for tests that need the real thing: loaded once per file by the same path as an instance. */
import type { Db } from '../database/pool.server.ts'

export async function withSample(db: Db): Promise<void> {
  // Named at run time: the platform lies below the features, and only tests come here.
  const sample = (await import(new URL('../../features/adaptations/sample-content.server.ts', import.meta.url).href)) as {
    loadSampleOnce(db: Db, world: { demonstration: boolean }): Promise<number>
  }
  await sample.loadSampleOnce(db, { demonstration: true })
}
