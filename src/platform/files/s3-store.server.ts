/** The store in a bucket of any S3-compatible service, the bucket's name in the path. */
import { S3mini, S3ServiceError } from 's3mini'
import type { FilesConfig } from './files-config.ts'
import { asNamed, digestOf, keyOf, type Store } from './store.ts'

const PATIENCE = 60_000

export function s3Store(config: Extract<FilesConfig, { kind: 's3' }>): Store {
  const bucket = new S3mini({
    endpoint: `${config.endpoint}/${config.bucket}`,
    region: config.region,
    accessKeyId: config.key,
    secretAccessKey: config.secret,
    requestAbortTimeout: PATIENCE,
  })
  return {
    async put(bytes) {
      const digest = digestOf(bytes)
      await bucket.putObject(keyOf(digest), bytes)
      return digest
    },
    async get(digest) {
      const answer = await bucket.getObjectResponse(keyOf(digest))
      return answer?.body?.pipeThrough(asNamed(digest)) ?? null
    },
    exists: async (digest) => (await bucket.objectExists(keyOf(digest))) === true,
    async remove(digest) {
      try {
        await bucket.deleteObject(keyOf(digest))
      } catch (fault) {
        if (!(fault instanceof S3ServiceError) || fault.status !== 404) throw fault
      }
    },
  }
}
