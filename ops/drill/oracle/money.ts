import { requiredLevel } from '../../../domain/authority.ts'
import type { ClaimEvent, ClaimEventType, FactOf } from '../../../domain/claim/events.ts'
import type { Claim } from '../../../domain/claim/state.ts'
import { defaultServicePolicy as policy } from '../../../domain/service-policy.ts'
import { sumFen } from '../../../domain/money.ts'
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
  const settled = claim.payments.filter(({ state }) => state === 'settled')
  const moved = transfers.filter(({ state }) => state === 'settled' || state === 'accepted')
  const told = settled.filter(({ reference }) => !moved.some((transfer) => transfer.reference === reference))
  // What paying late cost is owed beside the benefit.
  const beside = new Set(claim.payments.flatMap(({ kind, reference }) => (kind === 'compensation' ? [reference] : [])))
  const owed = moved.filter(({ reference }) => !beside.has(reference))
  const movedFen = sumFen(owed.map(({ amountFen }) => Number(amountFen)))
  return [
    ...told.map(({ reference }) => found('I2', `${reference} is settled in the log and not in the bank's book`)),
    ...overdrawn(claim, movedFen).map((seen) => found('I4', seen)),
    ...(transfers.length === 0 ? [] : unapproved(log.map(({ event }) => event)).map((seen) => found('I3', seen))),
  ]
}

function overdrawn({ policy: terms, assessment }: Claim, movedFen: number): string[] {
  const payableFen = assessment?.calculation.payableFen ?? 0
  const beyond = movedFen > payableFen ? [`${movedFen} fen left, ${payableFen} were assessed`] : []
  const insuredFen = terms.known === 'found' ? terms.sumInsuredFen : 0
  return movedFen > insuredFen ? [...beyond, `${movedFen} fen left, ${insuredFen} are insured`] : beyond
}

/** What is wrong with the chain of people behind the money: proposed, approved, named, submitted, checked. */
function unapproved(events: readonly ClaimEvent[]): string[] {
  const assessed = lastOf(events, 'LossAssessed')
  const approved = lastOf(events, 'ProposalApproved')
  const frozen = lastOf(events, 'PayeesFrozen')
  const submitted = lastOf(events, 'PaymentSubmitted')
  const checked = lastOf(events, 'PaymentApproved')
  if (!assessed || !approved || !frozen || !submitted || !checked) return ['paid, and a step before it is missing']
  const { payFen, refuseFen, kind } = assessed.fact.proposal
  const needed = requiredLevel(policy.ladder, { payFen, refuseFen: kind === 'part' ? refuseFen : null })
  const inOrder = [assessed, approved, frozen, submitted, checked].every(
    ({ position }, at, steps) => at === 0 || position > (steps[at - 1]?.position ?? 0),
  )
  return [
    ...(inOrder ? [] : ['approved, submitted and checked in another order']),
    ...(approved.fact.level >= needed ? [] : [`approved at level ${approved.fact.level}, needed ${needed}`]),
    ...(approved.by === assessed.by ? ['who assessed it approved it'] : []),
    ...(checked.by === submitted.by || checked.by === frozen.by ? ['who prepared the payment checked it'] : []),
  ]
}

interface Step<T extends ClaimEventType> {
  readonly position: number
  readonly by: string
  readonly fact: FactOf<T>
}

function lastOf<T extends ClaimEventType>(events: readonly ClaimEvent[], type: T): Step<T> | undefined {
  const position = events.findLastIndex((event) => event.type === type)
  const event = events[position]
  return event && { position, by: event.by.id, fact: event as unknown as FactOf<T> }
}
