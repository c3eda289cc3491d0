import type { ClaimEvent } from '../../../domain/claim/events.ts'
import type { Claim } from '../../../domain/claim/state.ts'
import type { Fen } from '../../../domain/money.ts'
import { sumFen } from '../../../domain/money.ts'
import { unapproved } from './approvals.ts'
import { leftWhileHeld } from './held.ts'
import { firstOf, preparedIn } from './prepared.ts'
import { stepsOf } from './steps.ts'
import type { Violation } from './violation.ts'
import { violationOf } from './violation.ts'
import type { Intent, RecordedClaim, Transfer } from './witnesses.ts'

/** I2 over all claims: the bank's book against our book of intents. */
export function judgeBook(book: readonly Transfer[], intents: readonly Intent[]): Violation[] {
  const intended = new Map(intents.map((intent) => [intent.reference, intent]))
  return book.flatMap(({ reference, amountFen, duplicates }): Violation[] => {
    const intent = intended.get(reference)
    const claimId = intent?.claimId
    const found = (seen: string): Violation => ({ invariant: 'I2', seen, ...(claimId !== undefined && { claimId }) })
    if (intent === undefined) return [found(`the bank booked ${reference}, which nobody intended`)]
    const other =
      intent.amountFen === amountFen ? [] : [found(`${reference}: ${amountFen} booked, ${intent.amountFen} meant`)]
    return duplicates === 0 ? other : [...other, found(`${reference} was sent ${duplicates + 1} times`)]
  })
}

/** I2 to I4 of one claim: what the bank moved for it, against what was decided and by whom. */
export function judgePayments(recorded: RecordedClaim, transfers: readonly Transfer[]): Violation[] {
  const { claimId, claim, log } = recorded
  const found = violationOf(claimId)
  const events = log.map(({ event }) => event)
  const settled = claim.payments.filter(({ state }) => state === 'settled')
  const moved = transfers.filter(({ state }) => state === 'settled' || state === 'accepted')
  const told = settled.filter(({ reference }) => !moved.some((transfer) => transfer.reference === reference))
  const references = transfers.map(({ reference }) => reference)
  return [
    ...told.map(({ reference }) => found('I2', `${reference} is settled in the log and not in the bank's book`)),
    ...paidMoreThanOnce(events, moved).map((seen) => found('I2', seen)),
    ...overdrawn(claim, events, moved).map((seen) => found('I4', seen)),
    ...leftWhileHeld(recorded, transfers).map((seen) => found('I4', seen)),
    ...unapproved(events, references).map((seen) => found('I3', seen)),
  ]
}

/** A payment and those that took over from it, when it failed, move its amount once. */
function paidMoreThanOnce(events: readonly ClaimEvent[], moved: readonly Transfer[]): readonly string[] {
  const all = preparedIn(events)
  const isOf = (n: number, { reference }: Transfer): boolean =>
    all.some((one) => one.payment.reference === reference && firstOf(all, one).payment.n === n)
  return all
    .filter(({ from }) => from === undefined)
    .flatMap(({ payment: { n, amountFen } }) => {
      const movedFen = totalOf(moved.filter((transfer) => isOf(n, transfer)))
      return movedFen <= amountFen ? [] : [`${movedFen} fen left for payment ${n} and what took over, of ${amountFen}`]
    })
}

/** More than is owed: the sum that was assessed counts what was advanced, and what that exceeds it by is asked back. */
function overdrawn({ policy: terms, payments }: Claim, events: readonly ClaimEvent[], moved: readonly Transfer[]) {
  // What paying late cost is owed beside the benefit.
  const beside = new Set(payments.flatMap(({ kind, reference }) => (kind === 'compensation' ? [reference] : [])))
  const movedFen = totalOf(moved.filter(({ reference }) => !beside.has(reference)))
  const owedFen = mostOwedFen(events)
  const insuredFen = terms.known === 'found' ? terms.sumInsuredFen : 0
  return [
    ...(movedFen > owedFen ? [`${movedFen} fen left, ${owedFen} were owed`] : []),
    ...(movedFen > insuredFen ? [`${movedFen} fen left, ${insuredFen} are insured`] : []),
  ]
}

/** What the last assessment says, with what disputes have added since and what is asked back; before it, what was advanced. */
function mostOwedFen(events: readonly ClaimEvent[]): Fen {
  const [assessed] = stepsOf(events, 'LossAssessed', 'SmallClaimApproved').slice(-1)
  if (assessed === undefined) return sumFen(stepsOf(events, 'PrepaymentApproved').map(({ fact }) => fact.amountFen))
  const since = events.slice(assessed.position)
  const askedBack = stepsOf(since, 'RecoveryOpened').filter(({ fact }) => fact.cause === 'overpaid')
  return sumFen([
    assessed.fact.assessment.calculation.payableFen,
    ...settledFen(since),
    ...askedBack.map(({ fact }) => fact.amountFen),
  ])
}

/** What disputes have come to: each sum that was mediated, found or judged, and that somebody let take effect. */
function settledFen(events: readonly ClaimEvent[]): readonly Fen[] {
  const proposals = stepsOf(events, 'DisputeEvaluated', 'MediationAgreed', 'JudgmentRecorded')
  return stepsOf(events, 'DisputeSettled', 'DisputeJudged').map(({ position }) => {
    const [last] = proposals.filter((proposed) => proposed.position < position).slice(-1)
    return last?.fact.proposal.payFen ?? 0
  })
}

const totalOf = (transfers: readonly Transfer[]): Fen => sumFen(transfers.map(({ amountFen }) => Number(amountFen)))
