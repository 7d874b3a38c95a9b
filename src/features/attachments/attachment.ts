/** Files where they hang: a place's photos and documents, each with a label of its own. Pure. */
import type { Licence } from '#platform/files/licence.ts'
import { kindOf, type MediaType } from '#platform/files/media-type.ts'
import { reachOf, type Actor } from '#features/registry/actor.ts'
import { LABELS, type Label } from '#features/registry/item.ts'
import { labelReaches, maySee, type Placed } from '#features/registry/visibility.ts'

export const KINDS = ['photo', 'document'] as const
export type AttachmentKind = (typeof KINDS)[number]

export const kindOfType = (type: MediaType): AttachmentKind => (kindOf(type) === 'picture' ? 'photo' : 'document')

export const LONGEST_TITLE = 200
export const LONGEST_ALT = 500
export const LONGEST_SOURCE = 300

/** Of one place. What was taken down counts until its day is over. */
export const MOST_OF_ONE = 60

/** For so long what was taken down can be hung up again. */
export const HOURS_TO_PUT_BACK = 24

/** What a reader is shown of one. */
export type Attachment = {
  id: string
  kind: AttachmentKind
  title: string
  /** of the title */
  language: string
  alt: string
  source: string
  licence: Licence
  name: string
  mediaType: MediaType
  bytes: number
  width: number | null
  height: number | null
  label: Label
}

/** What its people are shown besides. */
export type KeptAttachment = Attachment & {
  revision: number
  namesInside: boolean
  withdrawnAt: Date | null
}

const narrowness = (label: Label): number => LABELS.indexOf(label)

/**
 * The labels that a file of this item can have: the item's own and those within it. Named cities are those of the item:
 * a file names none of its own.
 */
export const labelsWithin = (item: Label): Label[] =>
  LABELS.filter((label) => narrowness(label) >= narrowness(item) && (label !== 'cities' || item === 'cities'))

export const widens = (to: Label, from: Label): boolean => narrowness(to) < narrowness(from)

/** The pure twin of `seenBy` (attachment.queries.server.ts): the item must be seen, and the file by its own label. */
export const maySeeAttachment = (actor: Actor, label: Label, item: Placed): boolean =>
  maySee(actor, item) && labelReaches(reachOf(actor), { ...item, label })
