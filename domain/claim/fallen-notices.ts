import type { FallenApproval } from './fallen-approvals.ts'
import { fallenNow } from './fallen-approvals.ts'
import type { Draft } from './notice-drafts.ts'
import { toBranch } from './notice-drafts.ts'
import type { Claim } from './state.ts'

/** Who had approved what has just fallen is told in person: what, and why. `claim` stands after the event. */
export const toldOfFallen = (claim: Claim): readonly Draft[] =>
  fallenNow(claim).flatMap((fallen) =>
    fallen.approvedBy.map((approver) => toBranch('staff-work-item', fallen.role, { ...factsOf(fallen), approver })),
  )

const factsOf = ({ what, n, amountFen, because: cause }: FallenApproval): Draft['facts'] => {
  const facts = { ...tasks[what], amountFen, cause }
  return n === undefined || what !== 'payment' ? facts : { ...facts, payment: n }
}

const tasks: Readonly<Record<FallenApproval['what'], { readonly task: string }>> = {
  determination: { task: 'your approval of the determination holds no longer' },
  advance: { task: 'your approval of an advance holds no longer' },
  payment: { task: 'your approval of a payment holds no longer' },
}
