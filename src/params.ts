import { defineParams } from '@sveltejs/kit/params'
import { isLanguage } from './platform/language/languages.ts'

export const params = defineParams({
  lang: (typed) => (isLanguage(typed) ? typed : undefined),
})
