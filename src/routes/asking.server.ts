/** What the comparison needs of a request. */
import type { Asking } from '#features/fit/compared.server.ts'

export const askingOf = ({
  db,
  actor,
  language,
  vocabulary,
  epoch,
  now,
  demonstration,
  visitorId,
  seat,
}: App.Locals): Asking => ({
  db,
  actor,
  language,
  vocabulary,
  epoch,
  now,
  demonstration,
  visitorId,
  seat,
})
