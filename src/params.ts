import { defineParams } from '@sveltejs/kit/params'
import { STANDING_PAGES, type StandingPage } from './features/registry/addresses.ts'
import { isLanguage } from './platform/language/languages.ts'

export const params = defineParams({
  lang: (typed) => (isLanguage(typed) ? typed : undefined),
  standing: (typed) => (isStanding(typed) ? typed : undefined),
})

const isStanding = (typed: string): typed is StandingPage => STANDING_PAGES.some((page) => page === typed)
