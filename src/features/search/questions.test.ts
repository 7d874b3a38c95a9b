/**
 * The relevance table: what a tired coordinator types, in the language of the page and in others, and which rows come
 * first on the sample. Rows are given in their order; what is not named may follow.
 */
import { expect, test } from 'vitest'
import { testDatabase, withSample } from '#platform/testing/database.ts'
import type { Language } from '#platform/language/languages.ts'
import { VISITOR } from '#features/registry/actor.ts'
import { search } from './search.server.ts'

const db = testDatabase(withSample)

const QUESTIONS: [Language, string, string[]][] = [
  // a theme by its name, its synonyms and the words of other languages: its page, then what carries it
  ['en', 'rumours', ['practice_types/counter_rumour_narrative', 'barcelona-anti-rumours']],
  ['en', 'rumeurs', ['practice_types/counter_rumour_narrative']],
  ['fr', 'شائعات', ['practice_types/counter_rumour_narrative', 'barcelona-anti-rumours']],
  ['ar', 'شائعة', ['practice_types/counter_rumour_narrative', 'barcelona-anti-rumours']],
  ['en', 'anti-rumour', ['barcelona-anti-rumours']],
  ['fr', 'antirumeurs', ['barcelona-anti-rumours']],
  ['fr', 'comment lutter contre les rumeurs dans mon quartier ?', ['barcelona-anti-rumours', 'karachi-mehrdar']],
  [
    'en',
    'exit programmes',
    ['practice_types/disengagement_support', 'wunsiedel-involuntary-walkathon', 'aarhus-model'],
  ],
  ['en', 'prison', ['settings/prison']],
  ['fr', 'mentorat', ['practice_types/mentoring', 'aarhus-model']],
  ['ar', 'المواكبة', ['practice_types/mentoring', 'aarhus-model']],
  ['fr', 'numéro vert', ['practice_types/helpline_advice', 'bordeaux-capri', 'montreal-cprmv']],
  ['ar', 'خط ساخن', ['practice_types/helpline_advice', 'bordeaux-capri', 'montreal-cprmv']],
  ['en', 'retour de zone', ['challenges/returning_families']],
  ['en', 'religious leaders', ['target_groups/faith_leaders']],
  ['fr', 'plan d’action', ['practice_types/strategy_action_plan']],
  // two things at once
  ['en', 'young people and police', ['dakar-grand-yoff-youth-police', 'challenges/youth_police_distrust']],
  ['ar', 'الشباب والشرطة', ['challenges/youth_police_distrust', 'dakar-grand-yoff-youth-police']],
  ['en', 'hate crime New York', ['nyc-path-forward']],
  ['en', 'women and peace', ['east-java-peace-villages']],
  ['en', 'neo-nazi march', ['wunsiedel-involuntary-walkathon']],
  // contested words: the glossary says how we use them, in either spelling
  ['en', 'radicalisation', ['glossary/radicalisation']],
  ['en', 'radicalization', ['glossary/radicalisation']],
  ['ar', 'خطاب الكراهية', ['glossary/hate_speech']],
  ['fr', 'protection des données', ['glossary/data_protection', 'factors/leg.data_protection']],
  // places and countries, in any script and spelling
  ['en', 'Dakar', ['dakar-senegal', 'dakar-grand-yoff-youth-police']],
  ['ar', 'داكار', ['dakar-senegal', 'dakar-grand-yoff-youth-police']],
  ['en', 'Montreal', ['montreal-canada', 'montreal-cprmv']],
  ['fr', 'montréal', ['montreal-canada', 'montreal-cprmv']],
  ['fr', 'Liban', ['majdal-anjar-lpn', 'beirut-lebanon']],
  ['ar', 'لبنان', ['majdal-anjar-lpn', 'beirut-lebanon']],
  ['en', 'Medellin', ['medellin-colombia', 'medellin-metrocable']],
  // a word of a title
  ['ar', 'القرى', ['east-java-peace-villages']],
  ['fr', 'téléphérique', ['medellin-metrocable']],
  ['en', 'cable car', ['medellin-metrocable']],
  ['ar', 'السلام', ['east-java-peace-villages', 'kaduna-peace-commission', 'nansana-peace']],
  // the beginning of a word
  ['en', 'neighb', ['settings/neighbourhood']],
  ['ar', 'مونتر', ['montreal-canada']],
]

test.each(QUESTIONS)('in %s, "%s" begins with %s', async (language, q, first) => {
  const { found } = await search(db(), VISITOR, { language, q })
  expect(found.slice(0, first.length).map((each) => each.slug)).toEqual(first)
})

/** Ten misspelt words in each language: the word that was meant, and a row that it must lead to among the first five. */
const MISSPELT: [Language, string, string, string][] = [
  ['en', 'radicalisaton', 'radicalisation', 'glossary/radicalisation'],
  ['en', 'polcie', 'police', 'dakar-grand-yoff-youth-police'],
  ['en', 'neigbourhood', 'neighbourhood', 'settings/neighbourhood'],
  ['en', 'comunity', 'community', 'practice_types/community_policing'],
  ['en', 'helplne', 'helpline', 'montreal-cprmv'],
  ['en', 'rumurs', 'rumours', 'barcelona-anti-rumours'],
  ['en', 'Barcelna', 'barcelona', 'barcelona-spain'],
  ['en', 'goverment', 'government', 'sectors/local_government'],
  ['en', 'disinformtion', 'disinformation', 'challenges/election_disinformation'],
  ['en', 'famlies', 'families', 'target_groups/families'],
  ['fr', 'radicalistion', 'radicalisation', 'glossary/radicalisation'],
  ['fr', 'mentorart', 'mentorat', 'practice_types/mentoring'],
  ['fr', 'rumuers', 'rumeurs', 'practice_types/counter_rumour_narrative'],
  ['fr', 'quartiier', 'quartier', 'settings/neighbourhood'],
  ['fr', 'jeunnes', 'jeunes', 'target_groups/young_people'],
  ['fr', 'médiaton', 'médiation', 'practice_types/dialogue_mediation'],
  ['fr', 'prévantion', 'prévention', 'challenges/prevention_distrusted'],
  ['fr', 'familes', 'familles', 'practice_types/family_support'],
  ['fr', 'désinfomation', 'désinformation', 'glossary/disinformation'],
  ['fr', 'stratégei', 'stratégie', 'practice_types/strategy_action_plan'],
  ['ar', 'التتطرف', 'التطرف', 'glossary/extremism'],
  ['ar', 'الشبااب', 'الشباب', 'target_groups/young_people'],
  ['ar', 'المدرصة', 'المدرسة', 'settings/school'],
  ['ar', 'الشرظة', 'الشرطة', 'sectors/police'],
  ['ar', 'برشلونا', 'برشلونة', 'barcelona-spain'],
  ['ar', 'ستراسبرغ', 'ستراسبورغ', 'strasbourg-france'],
  ['ar', 'كراهيت', 'كراهية', 'glossary/hate'],
  ['ar', 'الاستقطااب', 'الاستقطاب', 'glossary/polarisation'],
  ['ar', 'الحوارر', 'الحوار', 'practice_types/dialogue_mediation'],
  ['ar', 'إشاعات', 'الشائعات', 'barcelona-anti-rumours'],
]

test.each(MISSPELT)('in %s, "%s" is read as "%s" and leads to %s', async (language, q, instead, slug) => {
  const { found, corrected } = await search(db(), VISITOR, { language, q })
  expect(corrected).toEqual([
    { typed: q, instead: expect.stringMatching(new RegExp(`^(ال)?${instead.replace(/^ال/, '')}$`)) as string },
  ])
  expect(found.slice(0, 5).map((each) => each.slug)).toContain(slug)
})
