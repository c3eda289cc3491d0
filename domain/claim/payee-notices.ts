import type { FactOf } from './events.ts'
import type { Draft } from './notice-drafts.ts'
import { toBranch, toClaimant } from './notice-drafts.ts'
import type { Claim } from './state.ts'

/** What facts about payees tell the customer, and whom of the branch they call. `claim` stands after the fact. */
export const payeeOrders = {
  PayeesUnfrozen: (claim: Claim, { payments }: FactOf<'PayeesUnfrozen'>): readonly Draft[] => [
    toClaimant(claim, 'payee-change'),
    ...(payments.length === 0
      ? []
      : [toBranch('staff-work-item', 'payment-clerk', { task: 'payees changed: name them anew' })]),
  ],
  ScreeningHit: (_claim: Claim, { n }: FactOf<'ScreeningHit'>): readonly Draft[] => [
    toBranch('staff-work-item', 'compliance', { task: 'payment held: decide', payment: n }),
  ],
  MeasureObjected: (): readonly Draft[] => [
    toBranch('staff-work-item', 'compliance', { task: 'objection: answer within 15 days' }),
  ],
  ObjectionAnswered: (claim: Claim): readonly Draft[] => [toClaimant(claim, 'objection-answer')],
  RescueNoted: (_claim: Claim, { costFen }: FactOf<'RescueNoted'>): readonly Draft[] => [
    toBranch('staff-work-item', 'supervisor', {
      task: 'rescue costs: pay or advance them to the hospital',
      amountFen: costFen,
    }),
  ],
}
