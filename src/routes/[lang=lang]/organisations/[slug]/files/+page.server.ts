import { fileActions, loadFiles } from '../../../../files-page.server.ts'

export const load = ({ locals, params, url }) => loadFiles('organisation', { locals, params, url })

export const actions = fileActions('organisation')
