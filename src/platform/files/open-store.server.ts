/** The store that the settings ask for. */
import { diskStore } from './disk-store.server.ts'
import type { FilesConfig } from './files-config.ts'
import { s3Store } from './s3-store.server.ts'
import { tellingFaults, type Store } from './store.ts'

export const openStore = (config: FilesConfig): Store =>
  tellingFaults(config.kind === 'disk' ? diskStore(config.folder) : s3Store(config))
