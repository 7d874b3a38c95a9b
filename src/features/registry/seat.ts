/** What a seat is: a person × a place × a role. It alone gives a right, and its end takes the right. Pure. */

/** Places that people hold seats in. */
export const SEATED = ['city', 'organisation', 'hub', 'secretariat'] as const
export type Seated = (typeof SEATED)[number]

/** Roles of each kind of place, from the one that carries most. */
export const ROLES = {
  city: ['signatory', 'focal_point', 'editor', 'contributor', 'reader'],
  organisation: ['representative', 'contributor'],
  hub: ['manager', 'reviewer', 'translator'],
  secretariat: ['officer', 'editor', 'safeguards_officer', 'translator', 'expert'],
} as const satisfies Record<Seated, readonly string[]>

export type Role = (typeof ROLES)[Seated][number]

export const hasRole = (place: Seated, role: string): role is Role => (ROLES[place] as readonly string[]).includes(role)

/** A second step is asked of whoever decides for others: the secretariat, hubs, focal points. */
export const needsSecondStep = ({ place, role }: { place: Seated; role: Role }): boolean =>
  place === 'secretariat' || place === 'hub' || role === 'focal_point'

/** Who may invite into a place of this kind, hand its seats over and end them: whoever leads it. */
export const LEADS = {
  city: ['focal_point', 'signatory'],
  organisation: ['representative'],
  hub: ['manager'],
  secretariat: ['officer'],
} as const satisfies Record<Seated, readonly Role[]>

export const leads = ({ place, role }: { place: Seated; role: Role }): boolean =>
  (LEADS[place] as readonly Role[]).includes(role)
