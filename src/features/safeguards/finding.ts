/** What a screening can find, and where. Positions are UTF-16 places in the text as it was typed. */
export const FINDING_KINDS = [
  'telephone',
  'identity_number',
  'address',
  'birth_date',
  'name_with_risk',
  'email',
] as const
export type FindingKind = (typeof FINDING_KINDS)[number]

export type Finding = { kind: FindingKind; from: number; to: number }
