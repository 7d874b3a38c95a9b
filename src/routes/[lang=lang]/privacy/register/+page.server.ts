import { ALL_HOLDINGS, PURPOSES } from '#features/people/holdings.ts'

/** The register of processing: the table that erasing works by, by purpose. */
export const load = ({ url }) => ({
  purposes: PURPOSES.map((purpose) => ({
    purpose,
    holdings: ALL_HOLDINGS.filter((holding) => holding.purpose === purpose).map(
      ({ id, basis, kept, sees, erasing }) => ({ id, basis, kept, sees, does: erasing.does }),
    ),
  })),
  erased: url.searchParams.get('done') === 'erased',
})
