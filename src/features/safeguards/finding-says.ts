/** Our words for what was found and for what is asked. */
import { m } from '#messages'
import type { Finding } from './finding.ts'
import type { Prompt } from './stigma.ts'

export const sayFinding = ({ kind }: Finding): string => m[`safeguards_finding_${kind}`]()

export const sayPrompt = ({ question }: Prompt): string => m[`safeguards_prompt_${question}`]()
