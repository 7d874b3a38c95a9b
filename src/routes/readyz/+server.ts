/** The process can answer: its database does. */
export const GET = ({ locals }) =>
  locals.refusal === null
    ? new Response('ready\n', { headers: { 'content-type': 'text/plain' } })
    : new Response('the database does not answer\n', { status: 503, headers: { 'content-type': 'text/plain' } })
