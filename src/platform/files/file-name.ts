/** The name under which a file is shown and saved. Pure. */
import { endingFor, typeOfName, type MediaType } from './media-type.ts'

const LETTERS_AT_MOST = 120

/** Without folders, control signs and signs that turn the direction of writing; its ending is that of what is kept. */
export function shownName(said: string, type: MediaType): string {
  const last = said.split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const bare = typeOfName(plain) === undefined ? plain : plain.replace(/\.[^.]*$/, '')
  const short = [...bare].slice(0, LETTERS_AT_MOST).join('').replace(/^\.+/, '').trim()
  return `${short || 'file'}.${endingFor(type)}`
}
