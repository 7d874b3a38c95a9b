import { expect, test } from 'vitest'
import { savedName } from './attachment-input.ts'

test.each([
  ['plan_2026.pdf', 'plan_2026.pdf'],
  ['Marsa Lawz – plan.docx', 'Marsa Lawz – plan.docx'],
  ['Samir_radicalise_tel_06_12_34_56_78.pdf', 'The plan.pdf'],
  ['Samir, radicalisé, né le 12.03.1999, 0612 345 678.pdf', 'The plan.pdf'],
  ['سمير متطرف ٠٦١٢٣٤٥٦٧٨.pdf', 'The plan.pdf'],
])('%s is saved as %s', (name, saved) => expect(savedName(name, 'The plan')).toBe(saved))
