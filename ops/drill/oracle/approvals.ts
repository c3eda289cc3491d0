import { requiredLevel } from '../../../domain/authority.ts'
import type { ClaimEvent } from '../../../domain/claim/events.ts'
import { sumFen } from '../../../domain/money.ts'
import { defaultServicePolicy } from '../../../domain/service-policy.ts'
import type { Prepared } from './prepared.ts'
import { firstOf, preparedIn } from './prepared.ts'
import type { Step } from './steps.ts'
import { lastBefore, stepsOf } from './steps.ts'

const { ladder } = defaultServicePolicy
const incomplete = 'paid, and a step before it is missing'

/**
 * What is wrong with the people behind the payments of these references, each for itself: decided with the authority it takes,
 * by another than who proposed it; submitted; and checked by another than who submitted it or named its account.
 */
export function unapproved(events: readonly ClaimEvent[], references: readonly string[]): readonly string[] {
  const all = preparedIn(events)
  const found = references.flatMap((reference) => {
    const prepared = all.find(({ payment }) => payment.reference === reference)
    return prepared === undefined ? [incomplete] : faultsOf(events, all, prepared)
  })
  return [...new Set(found)]
}

function faultsOf(events: readonly ClaimEvent[], all: readonly Prepared[], prepared: Prepared): readonly string[] {
  return [...decidedWrongly(events, firstOf(all, prepared)), ...checkedWrongly(events, all, prepared)]
}

function checkedWrongly(
  events: readonly ClaimEvent[],
  all: readonly Prepared[],
  prepared: Prepared,
): readonly string[] {
  const { payment, step, from } = prepared
  const checked = stepsOf(events, 'PaymentApproved').findLast(({ fact }) => fact.n === payment.n)
  if (checked === undefined) {
    // Where the bank was the trouble the same money goes to the same account again, without a person (#40).
    const before = step.fact.type === 'PaymentRejected' && all.find((candidate) => candidate.payment.n === from)
    return before ? checkedWrongly(events, all, before) : [incomplete]
  }
  const submitted = stepsOf(events, 'PaymentSubmitted').findLast(
    ({ position, fact }) => position < checked.position && fact.payments.includes(payment.n),
  )
  if (submitted === undefined) return [incomplete]
  const isPreparer = checked.by === submitted.by || checked.by === namedBy(events, prepared)
  return [
    ...(step.position < submitted.position ? [] : ['named, submitted and checked in another order']),
    ...(isPreparer ? ['who prepared the payment checked it'] : []),
  ]
}

/** Who said on whose account the money goes. */
function namedBy(events: readonly ClaimEvent[], { step: { by, fact } }: Prepared): string | undefined {
  return fact.type === 'PrepaymentApproved' ? requestOf(events, fact.n)?.by : by
}

/** What is wrong with the decision that a payment, the first of its chain, rests on. */
function decidedWrongly(events: readonly ClaimEvent[], { step }: Prepared): readonly string[] {
  const { fact } = step
  if (fact.type === 'PrepaymentApproved') return advancedWrongly(events, step.position)
  // What paying late cost is owed beside the benefit, and measured by all that the case has cost.
  if (fact.type === 'CompensationApproved') return []
  const decided = lastBefore(
    events,
    step.position,
    'ProposalApproved',
    'SmallClaimApproved',
    'DisputeSettled',
    'DisputeJudged',
  )
  switch (decided?.fact.type) {
    case undefined:
      return [incomplete]
    // By rules, within the limits of their lane.
    case 'SmallClaimApproved':
      return []
    case 'ProposalApproved':
      return approvedWrongly(events, decided as Step<'ProposalApproved'>)
    case 'DisputeSettled':
    case 'DisputeJudged':
      return settledWrongly(events, decided as Step<'DisputeSettled' | 'DisputeJudged'>)
  }
}

function approvedWrongly(events: readonly ClaimEvent[], approved: Step<'ProposalApproved'>): readonly string[] {
  const assessed = lastBefore(events, approved.position, 'LossAssessed')
  if (assessed === undefined) return [incomplete]
  const { payFen, refuseFen, kind } = assessed.fact.proposal
  const needed = requiredLevel(ladder, { payFen, refuseFen: kind === 'part' ? refuseFen : null })
  return [
    ...tooLow(approved.fact.level, needed),
    ...(approved.by === assessed.by ? ['who assessed it approved it'] : []),
  ]
}

function advancedWrongly(events: readonly ClaimEvent[], position: number): readonly string[] {
  const approvals = stepsOf(events, 'PrepaymentApproved').filter((approved) => approved.position <= position)
  const [last] = approvals.slice(-1)
  const requested = last && requestOf(events, last.fact.n)
  if (last === undefined || requested === undefined) return [incomplete]
  // All advances count together, so that no limit is passed in slices.
  const prepayFen = sumFen(approvals.map(({ fact }) => fact.amountFen))
  return [
    ...tooLow(last.fact.level, requiredLevel(ladder, { payFen: null, refuseFen: null, prepayFen })),
    ...(last.by === requested.by ? ['who proposed the advance approved it'] : []),
  ]
}

const requestOf = (events: readonly ClaimEvent[], n: number): Step<'PrepaymentRequested'> | undefined =>
  stepsOf(events, 'PrepaymentRequested').findLast(({ fact }) => fact.prepayment.n === n)

function settledWrongly(
  events: readonly ClaimEvent[],
  settled: Step<'DisputeSettled' | 'DisputeJudged'>,
): readonly string[] {
  const { position, by, fact } = settled
  const proposed = lastBefore(events, position, 'DisputeEvaluated', 'MediationAgreed', 'JudgmentRecorded')
  const raised = lastBefore(events, position, 'DisputeRaised')
  if (proposed === undefined || raised === undefined) return [incomplete]
  const { payFen } = proposed.fact.proposal
  return [
    ...tooLow(fact.level, requiredLevel(ladder, { payFen, refuseFen: null })),
    ...(by === proposed.by ? ['who handled the dispute decided it'] : []),
    ...(by === raised.fact.about.decidedBy ? ['who took the decision judged it'] : []),
  ]
}

const tooLow = (level: number, needed: number): readonly string[] =>
  level >= needed ? [] : [`approved at level ${level}, needed ${needed}`]
