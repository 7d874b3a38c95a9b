import { writtenStations } from '#features/adaptations/map-names.ts'
import { findOverview } from '#features/adaptations/overview.server.ts'
import { listPracticeCards } from '#features/practices/practice-card.queries.server.ts'
import { labelOf } from '#features/vocabulary/vocabulary.ts'

export const load = async ({ locals: { db, actor, language, vocabulary, epoch } }) => {
  const { first, evidence, travels, regions } = await findOverview(db, epoch)
  const cards = await listPracticeCards(db, actor, { language, vocabulary, ids: first })
  const at = new Map(travels.stations.map(({ id, lat, lon }) => [id, { lat, lon }]))
  return {
    cards,
    evidence,
    map: {
      points: travels.stations.map(({ lat, lon }) => ({ lat, lon })),
      threads: travels.ways
        .flatMap(({ from, to }) => [[at.get(from), at.get(to)] as const])
        .flatMap(([from, to]) => (from && to ? [{ from, to }] : [])),
      names: writtenStations(travels).map(({ lat, lon, west, names }) => ({
        lat,
        lon,
        west,
        label: names[language] ?? names['en'] ?? Object.values(names)[0] ?? '',
        lang: names[language] ? undefined : 'en',
      })),
    },
    regions: Object.entries(regions).map(([code, count]) => ({
      code,
      count,
      label: labelOf(vocabulary, 'regions', code, language),
    })),
  }
}
