import type { ClockId, ClockRule } from './clock.ts'
import { acceptanceClocks } from './rules/acceptance.ts'
import { complaintClocks } from './rules/complaint.ts'
import { determinationClocks } from './rules/determination.ts'
import { eventClocks } from './rules/event.ts'
import { paymentClocks } from './rules/payment.ts'
import { targetClocks } from './rules/target.ts'

/** The clocks of one version of the rules. A claim keeps the version it began with (see rules.ts). */
export type ClockRegistry = Readonly<Record<ClockId, ClockRule>>

/** Every clock of the law, the norm and the insurer's own promises (时限登记). */
export const clockRegistry1: ClockRegistry = {
  ...acceptanceClocks,
  ...determinationClocks,
  ...paymentClocks,
  ...complaintClocks,
  ...eventClocks,
  ...targetClocks,
}
