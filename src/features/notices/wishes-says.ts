/** Words for what is wrong with a form of choices. */
import { m } from '#messages'
import type { WishesFault } from './rhythm.ts'

const FAULTS: Record<WishesFault, () => string> = {
  quiet_half: m.notices_wishes_fault_quiet_half,
  quiet_same: m.notices_wishes_fault_quiet_same,
  pause_unreadable: m.notices_wishes_fault_pause_unreadable,
  pause_past: m.notices_wishes_fault_pause_past,
  pause_too_long: m.notices_wishes_fault_pause_too_long,
}
export const wishFault = (fault: WishesFault): string => FAULTS[fault]()
