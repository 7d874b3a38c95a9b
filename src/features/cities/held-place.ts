/** Where a held note belongs: its line, its language, and the answer it was typed for, as one text. Pure. */
type NoteLine = { cityId: string; factor: string; respondent: string; organisationId: string | null }

export const notePlace = (
  { factor, respondent, organisationId }: Omit<NoteLine, 'cityId'>,
  language: string,
  answerId: string,
): string => [factor, respondent, organisationId ?? '-', language, answerId].join(' ')

export function readNotePlace(place: string): Omit<NoteLine, 'cityId'> & { language: string; answerId: string } {
  const [factor = '', respondent = '', organisation = '-', language = '', answerId = ''] = place.split(' ')
  return { factor, respondent, organisationId: organisation === '-' ? null : organisation, language, answerId }
}

export const factorOfPlace = (place: string): string => readNotePlace(place).factor
