/** Use case: the assessment of one practice for one place, with everything that its page shows. */
import { assess, type Finding } from './assess.ts'
import { findAssessedPractice, type AssessedPractice } from './assessed-practice.queries.server.ts'
import { recordsOf, type PracticeRecord, type SourcedClaim } from './assessed-practice.ts'
import type { DatedAnswer } from './compared.ts'
import type { Asking } from './compared.server.ts'
import { discover } from './discover.ts'
import { helpOnTheWay } from './help-on-the-way.ts'
import { layOut, type LaidOut } from './laid-out.server.ts'
import { METHOD_VERSION } from './method.ts'
import { nextQuestions } from './next-questions.ts'
import { listRecordsOfPractice } from './record.queries.server.ts'
import { shownBar, shownConditions, shownSafeguards } from './shown-finding.ts'
import { factorLabel } from './shown-list.ts'
import { shownRecord, type Home, type ShownRecord } from './shown-records.ts'
import { scalesOf } from './vocabulary-scales.ts'
import { cardsOf, shownCompared, shownQuestion } from './worth-a-look.server.ts'
import type { LookAsk } from './worth-a-look.query.ts'

type PracticeFinding = Finding<SourcedClaim, DatedAnswer, PracticeRecord>

export type Assessment = NonNullable<Awaited<ReturnType<typeof assessment>>>

/** undefined: no such practice, or not for this reader. Seven queries at most. `titled`: slugs whose cards the page needs. */
export async function assessment(asking: Asking, slug: string, ask: LookAsk, titled: readonly string[] = []) {
  const { db, actor, language, demonstration } = asking
  const scales = scalesOf(asking.vocabulary)
  const practice = await findAssessedPractice(db, actor, { slug, language, scales })
  if (!practice) return undefined
  const laidOut = await layOut(asking, ask)
  const told = await listRecordsOfPractice(db, actor, { practiceId: practice.id, language, demonstration, scales })
  const records = recordsOf(practice.origin, told, practice.takers)
  const finding = assess({ id: slug, claims: practice.claims, records }, laidOut.compared.city, scales)
  return {
    practice: shownPractice(practice),
    compared: shownCompared(asking, laidOut.compared),
    methodVersion: METHOD_VERSION,
    ...shownStanding(finding, asking),
    safeguards: shownSafeguards(finding, asking),
    conditions: shownConditions(finding, asking, laidOut.conditions.conditions),
    ...shownElsewhere(finding, practice, asking),
    help: helpOnTheWay({
      coreComponents: practice.words.parts.core?.length ?? 0,
      materialLanguages: practice.materialLanguages,
      readerLanguages: [language, ...(laidOut.compared.place?.languages ?? [])],
      ownerAnswers: null,
      offersCall: [],
      courses: [],
    }),
    questions: questionsFor(asking, laidOut, finding, ask.ask).flatMap(
      (code) => shownQuestion(asking, laidOut, code, slug) ?? [],
    ),
    cards: await cardsOf(asking, laidOut, titled),
  }
}

function shownPractice({ slug, revision, words, place, demonstration, years }: AssessedPractice) {
  const { lang, dir, title, summary, origin, stale } = words
  return {
    slug,
    revision,
    words: { lang, dir, title, summary, origin, stale },
    place,
    demonstration,
    years,
    harm: words.parts.harm ?? null,
  }
}

function shownStanding(finding: PracticeFinding, asking: Asking) {
  return {
    tier: finding.tier,
    because: finding.because,
    word: finding.word,
    bar: shownBar(finding),
    described: finding.described,
    dependsOn: finding.dependsOnWeightOf.slice(0, 3).map((code) => factorLabel(asking, code)),
    necessaryNotMet: finding.necessary
      .filter(({ state }) => state === 'not_met')
      .map(({ condition }) => factorLabel(asking, condition.claim.factor)),
    safeguardsNotMet: finding.safeguards
      .filter(({ countsAs }) => countsAs === 'not_met')
      .map(({ claim }) => factorLabel(asking, claim.factor)),
  }
}

function shownElsewhere(
  { elsewhere, likeness, othersChanged }: PracticeFinding,
  practice: AssessedPractice,
  asking: Asking,
) {
  const { name, lang, dir, country, citySlug } = practice.place
  const home: Home = {
    name,
    lang,
    dir,
    country,
    slug: citySlug,
    invented: practice.demonstration,
    notesIn: practice.words.lang,
  }
  const records = elsewhere.records.map((each) => shownRecord(each, likeness.get(each.record.id), home, asking))
  const byId = new Map(elsewhere.records.map(({ record }, place) => [record.id, records[place]]))
  const those = (list: readonly PracticeRecord[]): ShownRecord[] => list.flatMap(({ id }) => byId.get(id) ?? [])
  return {
    records,
    tally: elsewhere.tally,
    haveNotTold: elsewhere.haveNotTold,
    worse: those(elsewhere.worse),
    /** null: too few for an interval; that is the usual case. */
    interval:
      elsewhere.stated && elsewhere.word
        ? { low: elsewhere.low, high: elsewhere.high, n: elsewhere.n, word: elsewhere.word }
        : null,
    othersChanged: othersChanged.map(({ claim, records: list }) => ({
      factor: claim.factor,
      label: factorLabel(asking, claim.factor),
      records: those(list).filter(hasChanges),
    })),
    changedAnyway: records.filter(hasChanges),
  }
}

const hasChanges = ({ account }: ShownRecord): boolean => (account?.changes.length ?? 0) > 0

/** Codes: what the address asks for, then what would tell most about this practice, then whatever of it is open, then the next best of all. */
function questionsFor(
  asking: Asking,
  { view, compared, questions }: LaidOut,
  finding: PracticeFinding,
  ask: string | null,
): string[] {
  const told = new Set(compared.own.map(({ factor }) => factor))
  const here = nextQuestions(discover(view.index, compared.city, { only: new Set([finding.practice]) }), { skip: told })
  const open = [
    ...finding.conditions.not_known,
    ...finding.safeguards.filter(({ state }) => state === 'not_known'),
  ].map(({ claim }) => claim.factor)
  const codes = [
    ...(ask === null ? [] : [ask]),
    ...here.questions.map(({ factor }) => factor),
    ...open,
    ...questions.questions.map(({ factor }) => factor),
  ]
  return [...new Set(codes)].filter((code) => code === ask || !told.has(code)).slice(0, 4)
}
