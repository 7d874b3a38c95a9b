import { readConfig } from '#platform/config.ts'

/** What the frame needs, without the database: it stands around error pages too. */
export const load = ({ locals, request, route, params }) => {
  const read = readConfig(process.env)
  return {
    language: locals.language,
    demonstration: locals.demonstration ?? true,
    operator: read.ok ? read.value.operator : null,
    seat: locals.seat,
    me: locals.person && {
      name: locals.person.name,
      unseen: locals.unseen,
      sitsIn: locals.person.sitsIn && { name: locals.person.sitsIn.name, role: locals.person.sitsIn.role },
    },
    hasAnswers: locals.visitorId !== null,
    saveData: request.headers.get('save-data') === 'on',
    // a standing page hangs under the door of its own name
    routeId: route.id?.replace('[page=standing]', ('page' in params ? params.page : undefined) ?? '') ?? null,
  }
}
