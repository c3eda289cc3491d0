import { defaultLadder } from '../../domain/authority.ts'
import type { ClaimEvent, ClaimEventType } from '../../domain/claim/events.ts'
import { evolve, fold } from '../../domain/claim/evolve.ts'
import { isPrincipal } from '../../domain/claim/payment-region.ts'
import { payoutFen } from '../../domain/claim/payout.ts'
import type { CastVote, Claim, Determination } from '../../domain/claim/state.ts'
import type { Fen } from '../../domain/money.ts'
import { sumFen } from '../../domain/money.ts'
import { askedOfPayeesFen, givenBackFen } from './advance-laws.ts'

interface Passage {
  /** Everything that had happened before, from the first event. */
  readonly past: readonly ClaimEvent[]
  readonly before: Claim
  readonly events: readonly ClaimEvent[]
  readonly after: Claim
}

/** What must hold of what was approved, and of who approved it, at every step of every claim. */
export const approvalLaws = {
  'what is settled, less what was given back, was determined by somebody or approved in advance': (
    passage: Passage,
  ) => {
    if (!settles(passage)) return []
    const [paid, approved] = [keptFen(passage.after), approvedFen(wholeOf(passage))]
    return paid <= approved ? [] : [`${paid} fen of ${approved}`]
  },
  'what is settled stays within the sum insured, and beyond it a judgment has awarded it': (passage: Passage) => {
    const { policy } = passage.after
    const insured = policy.known === 'found' ? policy.sumInsuredFen : Infinity
    const paid = settles(passage) ? keptFen(passage.after) : 0
    if (paid <= insured) return []
    const most = insured + judgedFen(wholeOf(passage))
    return paid <= most ? [] : [`${paid} fen of ${most}`]
  },
  'a decision is within the authority it was taken by, the committee decides by its votes, and the system never refuses':
    ({ before, events }: Passage) =>
      events.flatMap((event, index) => {
        const judge = judges[event.type] as Judge<ClaimEvent> | undefined
        return judge === undefined ? [] : judge(fold(before, events.slice(0, index)), event)
      }),
}

const settles = ({ events }: Passage): boolean => events.some(({ type }) => type === 'PaymentSettled')

const wholeOf = ({ past, events }: Passage): readonly ClaimEvent[] => [...past, ...events]

/** What paying late cost is owed beside the benefit (#47). */
function keptFen(claim: Claim): Fen {
  const settled = claim.payments.filter((payment) => payment.state === 'settled' && isPrincipal(payment))
  return sumFen(settled.map(({ amountFen }) => amountFen)) - givenBackFen(claim) - askedOfPayeesFen(claim)
}

/** The sum of all that was determined and given to payees, and of what was approved in advance and is no part of that. */
function approvedFen(all: readonly ClaimEvent[]): Fen {
  let sum = 0
  let last = 0
  walk(all, (claim, event) => {
    if (event.type === 'PrepaymentApproved') sum += event.amountFen
    // Who is named anew shares what was approved before (#75).
    if (event.type === 'PayeesFrozen' && !claim.thaw) {
      last = finalFen(claim) - (event.netted?.prepaidFen ?? 0) - (event.netted?.setOffFen ?? 0)
      sum += last
    }
    // Nothing of it had left, and it is determined anew (#56).
    if (event.type === 'FraudProven' && event.payments !== undefined) sum -= last
  })
  return sum
}

function judgedFen(all: readonly ClaimEvent[]): Fen {
  let sum = 0
  walk(all, (claim, event) => {
    if (event.type === 'DisputeJudged') sum += claim.dispute?.proposal?.payFen ?? 0
  })
  return sum
}

/** Every event with the claim as it stood before it. */
function walk(all: readonly ClaimEvent[], look: (claim: Claim, event: ClaimEvent) => void): void {
  let claim: Claim | null = null
  for (const event of all) {
    if (claim !== null) look(claim, event)
    claim = evolve(claim, event)
  }
}

const finalFen = ({ stage }: Claim): Fen => ('determination' in stage ? payoutFen(stage.determination) : 0)

/**
 * What is wrong with a decision; `claim` stands before it, with the votes on it. The whole case counts, so what is measured
 * here is the least of it.
 */
type Judge<E> = (claim: Claim, event: E) => readonly string[]
type EventOf<T extends ClaimEventType> = Extract<ClaimEvent, { readonly type: T }>
type Judges = { readonly [T in ClaimEventType]?: Judge<EventOf<T>> }

const judges: Judges = {
  ProposalApproved: determining,
  SmallClaimApproved: determining,
  DisputeSettled: determining,
  DisputeJudged: determining,
  PrepaymentApproved: ({ prepayments = [] }, { n, amountFen, level, limits }) => {
    const approved = prepayments.filter(({ state }) => state === 'approved').map((advance) => advance.amountFen)
    return [
      ...beyond('advances', sumFen([...approved, amountFen]), limits.prepaymentFen, level),
      ...unvoted(level, prepayments.find((advance) => advance.n === n)?.votes),
    ]
  },
  CompensationApproved: ({ compensations = [], payments }, { n, payment, level, limitFen }) => {
    const settled = payments.filter(({ state }) => state === 'settled').map(({ amountFen }) => amountFen)
    return [
      ...beyond('compensates, with what was paid,', sumFen([...settled, payment.amountFen]), limitFen, level),
      ...unvoted(level, compensations.find((owed) => owed.n === n)?.votes),
    ]
  },
  RecoveryWrittenOff: ({ recoveries = [] }, { n, level, multiplier }) => {
    const open = recoveries.find((recovery) => recovery.n === n)
    if (open === undefined) return [`writes off ${n}, which nobody has opened`]
    const left = open.amountFen - open.receivedFen - open.setOffFen
    const limitFen = (defaultLadder[level - 1]?.paymentFen ?? 0) * (multiplier?.times ?? 1)
    return [...beyond('writes off', left, limitFen, level), ...unvoted(level, open.writeOff?.votes)]
  },
}

/** A judgment that awards nothing leaves the determination there was. */
function determining(claim: Claim, event: ClaimEvent): readonly string[] {
  const { stage } = evolve(claim, event)
  if (!('determination' in stage)) return []
  const { approvedAt, approvedBy } = stage.determination
  return approvedAt === event.at && approvedBy === event.by.id ? beyondAuthority(stage.determination) : []
}

function beyondAuthority(decided: Determination): readonly string[] {
  const { kind, refuseFen, approverLevel, limits, votes } = decided
  return [
    ...beyond('pays', payoutFen(decided), limits.paymentFen, approverLevel),
    ...(kind === 'pay' ? [] : beyond('refuses', refuseFen, limits.refusalFen, approverLevel)),
    ...(approverLevel === 0 && kind !== 'pay' ? ['the system refused'] : []),
    ...unvoted(approverLevel, votes),
  ]
}

/** Null: never alone. */
const beyond = (does: string, amountFen: Fen, limitFen: Fen | null, level: number): readonly string[] =>
  amountFen > 0 && (limitFen === null || amountFen > limitFen)
    ? [`${does} ${amountFen} at A${level}, whose limit is ${limitFen ?? 'nothing'}`]
    : []

/** The committee (A5): three members at least, each once, and more than half of them for it. */
function unvoted(level: number, votes: readonly CastVote[] = []): readonly string[] {
  const said = new Set(votes.map(({ personId }) => personId))
  const carried = 2 * votes.filter(({ vote }) => vote === 'for').length > votes.length
  return level === 5 && (said.size < 3 || said.size !== votes.length || !carried) ? ['without a majority'] : []
}
