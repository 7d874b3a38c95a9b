/** How the page is read: its language and the direction of its lines. The frame says it, every part below may ask. */
import { getContext, hasContext, setContext } from 'svelte'
import type { Dir } from './looks.ts'

export type Reading = { lang: string; dir: Dir }

const KEY = 'reading'

export function setReading(reading: () => Reading): void {
  setContext(KEY, reading)
}

/** To be called while a component begins; what it returns follows the page. */
export function getReading(): () => Reading {
  return hasContext(KEY) ? getContext<() => Reading>(KEY) : () => ({ lang: 'en', dir: 'ltr' })
}
