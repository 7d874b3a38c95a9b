/**
 * Use cases: a file is shown to more or fewer, taken down, put back. Fewer counts at once and waits for nobody; the same
 * act twice is one.
 */
import { done, refused, type Outcome } from '#base/outcome.ts'
import type { Db } from '#platform/database/pool.server.ts'
import { together } from '#platform/database/together.server.ts'
import { asOfNow } from '#features/people/team.queries.server.ts'
import type { Actor } from '#features/registry/actor.ts'
import type { Label } from '#features/registry/item.ts'
import { insertAudit, raiseEpoch } from '#features/registry/item.queries.server.ts'
import { sideOf, whyNotBring, whyNotNarrow, type WhyNotBring, type WhyNotNarrow } from './attachment.access.ts'
import {
  holdAttachment,
  holdItem,
  updateHanging,
  updateLabel,
  type Held,
  type Holder,
} from './attachment.queries.server.ts'
import { labelsWithin, widens } from './attachment.ts'
import type { Change } from './bring-attachment.server.ts'

export type ShowFault = WhyNotBring | WhyNotNarrow | 'gone' | 'stale' | 'label_wider' | 'too_late'
type Asked = { db: Db; actor: Actor; holder: Holder; id: string }
type Act = { trx: Db; actor: Actor; held: Held }

/** `from`: what the page showed. Somebody who shows it to fewer meanwhile is not overruled unseen. */
export async function showAttachmentTo(
  asked: Asked,
  { label, from }: { label: Label; from: string },
): Promise<Outcome<Change, ShowFault>> {
  return act(asked, async ({ trx, actor, held }) => {
    if (held.withdrawnAt) return refused('gone')
    if (held.label === label) return done<Change>('unchanged')
    if (widens(label, held.label)) {
      const why = whyNotBring(actor, asked.holder)
      if (why) return refused(why)
      if (held.label !== from) return refused('stale')
    }
    if (!labelsWithin((await holdItem(trx, asked.holder.id)).label).includes(label)) return refused('label_wider')
    await updateLabel(trx, held.id, label)
    await told(asked, { trx, actor, held }, 'attachment.label', label)
    return done<Change>('new')
  })
}

export async function withdrawAttachment(asked: Asked): Promise<Outcome<Change, ShowFault>> {
  return act(asked, async ({ trx, actor, held }) => {
    const side = sideOf(actor, asked.holder)
    if (held.withdrawnAt || side === null) return done<Change>('unchanged')
    await updateHanging(trx, held.id, side)
    await told(asked, { trx, actor, held }, 'attachment.withdrawn')
    return done<Change>('new')
  })
}

export async function putAttachmentBack(asked: Asked): Promise<Outcome<Change, ShowFault>> {
  return act(asked, async ({ trx, actor, held }) => {
    const why = whyNotBring(actor, asked.holder)
    if (why) return refused(why)
    if (!held.withdrawnAt) return done<Change>('unchanged')
    if (!held.canBePutBack) return refused('too_late')
    await updateHanging(trx, held.id, null)
    await told(asked, { trx, actor, held }, 'attachment.put_back')
    return done<Change>('new')
  })
}

/** With the seats of this moment, and the file held. */
async function act(
  { db, actor: asked, holder, id }: Asked,
  work: (act: Act) => Promise<Outcome<Change, ShowFault>>,
): Promise<Outcome<Change, ShowFault>> {
  return together(db, async (trx) => {
    const actor = await asOfNow(trx, asked)
    const why = whyNotNarrow(actor, holder)
    if (why) return refused(why)
    const held = await holdAttachment(trx, actor, { id, itemId: holder.id })
    return held ? work({ trx, actor, held }) : refused('gone')
  })
}

async function told({ holder }: Asked, { trx, actor, held }: Act, name: string, label?: Label): Promise<void> {
  await insertAudit(trx, actor, {
    act: name,
    itemId: holder.id,
    detail: { attachment: held.id, ...(label ? { label } : {}) },
  })
  if (held.label === 'public' || label === 'public') await raiseEpoch(trx)
}
