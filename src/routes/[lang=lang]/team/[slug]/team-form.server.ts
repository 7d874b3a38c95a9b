/** What the forms of a team's page send. */
import { error } from '@sveltejs/kit'
import { done, refused, type Outcome } from '#base/outcome.ts'
import { textsIn } from '#platform/web/typed-form.server.ts'
import type { InvitationField } from '#features/people/invitation.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const LONGEST = 2_000

export function keyIn(form: FormData, name: string): string {
  const key = textsIn(form, name)[0] ?? ''
  return UUID.test(key) ? key : error(400, 'no such key')
}

export function invitationIn(form: FormData): Record<InvitationField, string> {
  const text = (name: InvitationField) => (textsIn(form, name)[0] ?? '').slice(0, LONGEST)
  return {
    email: text('email'),
    name: text('name'),
    role: text('role'),
    language: text('language'),
    note: text('note'),
  }
}

/** The file, where one was chosen; else what was pasted. */
export async function csvIn(form: FormData): Promise<Outcome<string, 'not_utf8'>> {
  const file = form.get('file')
  if (!(file instanceof File) || file.size === 0) return done(textsIn(form, 'csv')[0] ?? '')
  try {
    return done(new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer()))
  } catch {
    return refused('not_utf8')
  }
}
