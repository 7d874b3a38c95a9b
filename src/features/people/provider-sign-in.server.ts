/** Use case: somebody comes back from their city's provider. Who they are is decided, their groups become seats, and they are in. */
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import type { Language } from '#platform/language/languages.ts'
import type { Actor } from '#features/registry/actor.ts'
import { insertAudit } from '#features/registry/item.queries.server.ts'
import { newKey } from '#base/keys.server.ts'
import { takeBackWhatIsNoLongerTheirs } from './end-seat.server.ts'
import {
  BY_GROUP,
  findAccountHere,
  findIdentity,
  insertNewcomer,
  linkIdentity,
  listEndedByPerson,
  listSeatsHere,
  touchIdentity,
} from './provider.queries.server.ts'
import { entryOf, mapSeats, rolesOf, type EntryFacts, type EntryRefusal, type Provider, type Said } from './provider.ts'
import { tellOfSeat } from './seat-news.server.ts'
import { begin, type From, type SignedIn } from './sign-in.server.ts'
import { insertSeat, lockPlace, updateSeatEnded } from './team.queries.server.ts'

/** What the provider does, it does as itself: no person stands behind it. */
const PROVIDER: Actor = { kind: 'system', job: 'provider' }

export type Coming = { provider: Provider; said: Said; here: EntryFacts['here']; language: Language; from: From }

/** What the groups took is taken even where nobody gets in: the refusal is an answer, and undoes nothing. */
export async function enterByProvider(db: Db, coming: Coming): Promise<Outcome<SignedIn, EntryRefusal>> {
  const { provider, said, from } = coming
  return together(db, async (trx) => {
    await lockPlace(trx, provider.placeId)
    const who = await whoEnters(trx, coming)
    if (!who.ok) return who
    const personId = who.value
    const { keeps } = await seatByGroups(trx, { provider, personId, groups: said.groups })
    await touchIdentity(trx, { ...identityOf(coming), keepsSeat: keeps })
    const seats = await listSeatsHere(trx, { personId, placeId: provider.placeId })
    if (seats.length === 0) return refused('no_seat')
    const vouched = { placeId: provider.placeId, secondStep: said.secondStep }
    return done(await begin(trx, personId, 'provider', from, vouched))
  })
}

const identityOf = ({ provider, said }: Coming) => ({
  providerId: provider.id,
  issuer: said.issuer,
  subject: said.subject,
})

async function whoEnters(db: Db, coming: Coming): Promise<Outcome<string, EntryRefusal>> {
  const { provider, said, here, language } = coming
  const identity = identityOf(coming)
  const { email } = said
  const account = email === null ? null : await findAccountHere(db, { ...identity, email, placeId: provider.placeId })
  const entry = entryOf({
    email,
    domains: provider.domains,
    granted: rolesOf(said.groups, provider.groups).length > 0,
    known: await findIdentity(db, { ...identity, placeId: provider.placeId }),
    account,
    here,
  })
  if (!entry.ok) return entry
  if (entry.value.enters === 'known') return done(entry.value.personId)
  const personId =
    entry.value.enters === 'linked'
      ? entry.value.personId
      : await insertNewcomer(db, { email: email ?? '', name: said.name || (email ?? ''), language })
  if (personId === null) return refused('own_way_first')
  await linkIdentity(db, { ...identity, personId })
  await insertAudit(db, PROVIDER, {
    act: 'provider.linked',
    itemId: provider.placeId,
    detail: { person: personId },
  })
  return done(personId)
}

/** A group gives its seat, and takes it again when it is gone. What people gave, or ended, is theirs. */
async function seatByGroups(
  db: Db,
  { provider, personId, groups }: { provider: Provider; personId: string; groups: readonly string[] },
): Promise<{ keeps: boolean }> {
  const { placeId } = provider
  const key = { personId, placeId }
  const { give, end, keep } = mapSeats({
    roles: rolesOf(groups, provider.groups),
    seats: await listSeatsHere(db, key),
    endedByPerson: await listEndedByPerson(db, key),
  })
  for (const role of give) {
    const seat = await insertSeat(db, { id: newKey(), ...key, role, confirmedBy: BY_GROUP })
    if (seat === null) continue
    await insertAudit(db, PROVIDER, { act: 'seat.given', itemId: placeId, detail: { seat, role, person: personId } })
    await tellOfSeat(db, { news: 'given', of: seat, placeId, to: personId })
  }
  for (const seat of end) {
    await updateSeatEnded(db, { seatId: seat.id, by: BY_GROUP, why: 'group' })
    await insertAudit(db, PROVIDER, {
      act: 'seat.ended',
      itemId: placeId,
      detail: { seat: seat.id, role: seat.role, person: personId, reason: 'group' },
    })
    await takeBackWhatIsNoLongerTheirs(db, PROVIDER, personId)
    await tellOfSeat(db, { news: 'ended', of: seat.id, placeId, to: personId })
  }
  return { keeps: keep.length > 0 }
}
