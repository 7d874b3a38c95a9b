import { fileActions, loadFiles } from '../../../../files-page.server.ts'

export const load = ({ locals, params, url }) => loadFiles('city', { locals, params, url })

export const actions = fileActions('city')
