import type { ClaimFact } from './events.ts'
import { measureNow } from './evolve-measure.ts'
import type { Draft } from './notice-drafts.ts'
import { toBranch } from './notice-drafts.ts'
import { isHeldBack } from './screening.ts'
import type { Claim } from './state.ts'

/**
 * Compliance learns that a payment it holds is void, and of every payment that is held in its place. Nobody else does. `claim`
 * stands after the fact.
 */
export function toldOfMeasure(claim: Claim, fact: ClaimFact): readonly Draft[] {
  const fell = measureNow(claim)
  const begun = begunBy(fact)
  const instead = claim.payments.filter((payment) => isHeldBack(payment) && begun.includes(payment.n))
  return [
    ...(fell === null
      ? []
      : [work({ task: 'a held payment is void: who is paid instead waits', payment: fell.payment })]),
    ...instead.map(({ n }) => work({ task: 'payment held: decide', payment: n })),
  ]
}

/** The payments that begin with a fact. */
function begunBy(fact: ClaimFact): readonly number[] {
  if (fact.type === 'PayeesFrozen') return fact.payments.map(({ n }) => n)
  return fact.type === 'PrepaymentApproved' || fact.type === 'CompensationApproved' ? [fact.payment.n] : []
}

const work = (facts: Draft['facts']): Draft => toBranch('staff-work-item', 'compliance', facts)
