/** Why a city at risk cannot be hidden, confirmed or shown again, in words. */
import { m } from '#messages'
import type { RiskFault } from './city-risk.server.ts'

export const riskFault = (fault: RiskFault): string => m[`safeguards_risk_fault_${fault}`]()
