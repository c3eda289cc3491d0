import { stepRoles } from '../authority.ts'
import { sumFen } from '../money.ts'
import { answerBarredBy } from './advance-due.ts'
import type { RecoveryCause, Role } from './codes.ts'
import { isExercise } from './emergency.ts'
import type { ClaimEventType, ClaimFact, FactOf } from './events.ts'
import { advanceOf, outstandingFen } from './prepaid.ts'
import type { Claim, Notice, NoticeKind, Recovery } from './state.ts'

/** What is told of advances and recoveries: the customer by a notice of this kind, a role of the branch by a task. */
export type AdvanceNotice = { readonly facts: Notice['facts'] } & (
  | { readonly kind: NoticeKind }
  | { readonly task: string; readonly role: Role }
)

type Orders<F> = (claim: Claim, fact: F) => readonly AdvanceNotice[]

/** What a fact tells of advances and recoveries. `claim` stands after the fact. */
export function toldOfAdvance(claim: Claim, fact: ClaimFact): readonly AdvanceNotice[] {
  const order = orders[fact.type] as Orders<ClaimFact> | undefined
  return order === undefined ? [] : order(claim, fact)
}

/** #58: whoever may decide it is told at once, or may vote on it. */
const toldOfRequest: Orders<FactOf<'PrepaymentRequested'>> = (_claim, { prepayment }) => [
  { task: 'advance: decide what was proposed', role: stepRoles[prepayment.requiredLevel], facts: {} },
]

/** #72: limits were raised, or are no more: whoever may decide it now is told. */
const toldOfRerouting: Orders<FactOf<'PrepaymentRerouted'>> = (_claim, { level }) => [
  { task: 'advance: decide what was proposed', role: stepRoles[level], facts: {} },
]

/**
 * #58, #27: whoever proposed it reads why. Where head office was asked on day 55 and had this proposal for an answer, it is
 * asked again: the sixty days run.
 */
const toldOfBack: Orders<FactOf<'PrepaymentReturned'>> = (claim, { n }) => {
  const back = claim.prepayments?.find((advance) => advance.n === n)
  const proposer = back === undefined ? {} : { proposer: back.requestedBy }
  return [
    { task: 'advance: what was proposed came back', role: preparer(claim), facts: { advance: n, ...proposer } },
    ...(answerBarredBy(claim) === null ? [answerOfHeadOffice] : []),
  ]
}

const toldOfApproval: Orders<FactOf<'PrepaymentApproved'>> = (_claim, { amountFen, payment }) => [
  { kind: 'prepayment', facts: { amountFen } },
  { task: 'advance: submit the payment', role: 'payment-clerk', facts: { payment: payment.n } },
]

/** The claim stands in the queue of its own step meanwhile, so the checker would not see the advance there. */
const toldOfSubmission: Orders<FactOf<'PaymentSubmitted'>> = (claim, { payments }) =>
  payments
    .filter((n) => advanceOf(claim, n) !== undefined)
    .map((n) => ({ task: 'advance: check the payment', role: 'payment-checker', facts: { payment: n } }))

/** #58: the customer reads what an event promises him; where he need not ask for it, somebody proposes it the same day. */
const toldOfOffer: Orders<FactOf<'AdvanceOffered'>> = (claim, { how, amountFen, sharePercent }) => {
  const exercise = isExercise(claim)
  const task = {
    task: 'advance: propose what was computed',
    role: preparer(claim),
    facts: { amountFen, ...(exercise ? { exercise: 1 } : {}) },
  } as const
  return [
    ...(exercise ? [] : [{ kind: 'prepayment-offer', facts: { amountFen, sharePercent } } as const]),
    ...(how === 'computed' ? [task] : []),
  ]
}

/** Who proposes an advance where the claim stands. */
const preparer = ({ stage }: Claim): Role => (stage.status === 'received' ? 'intake-clerk' : 'reviewer')

/** #27: a reviewer on day 45, head office on day 55. */
const toldOfDay: Orders<FactOf<'AdvanceAwaited'>> = (_claim, { afterDays }) => [
  afterDays === 45 ? { task: 'advance: propose what is provable', role: 'reviewer', facts: {} } : answerOfHeadOffice,
]

const answerOfHeadOffice: AdvanceNotice = {
  task: 'advance: record what is provable or start a refusal',
  role: 'head-office',
  facts: {},
}

/** #71: the members of the committee vote on it; what they send back is head office's to bring again, or to leave. */
const toldOfWriteOffProposed: Orders<FactOf<'WriteOffProposed'>> = () => [
  { task: 'recovery: vote on giving it up', role: 'committee', facts: {} },
]
const toldOfWriteOffReturned: Orders<FactOf<'WriteOffReturned'>> = () => [
  { task: 'recovery: the committee does not give it up', role: 'head-office', facts: {} },
]

const toldOfRefusal: Orders<FactOf<'RefusalStarted'>> = () => [
  { task: 'advance: propose the refusal', role: 'reviewer', facts: {} },
]

/** What a customer reads when a payment has arrived: of an advance, that it is one. */
export const arrival = (claim: Claim, paymentN: number): NoticeKind =>
  advanceOf(claim, paymentN) === undefined ? 'payment' : 'prepayment-paid'

/** #58: who gets less than he was told, because he has had a part of it, reads both. */
const toldOfNetting: Orders<FactOf<'PayeesFrozen'>> = (_claim, { netted, payments }) => {
  if (netted === undefined) return []
  const amountFen = sumFen(payments.map((payment) => payment.amountFen))
  return [{ kind: 'prepayment-netted', facts: { prepaidFen: netted.prepaidFen + netted.setOffFen, amountFen } }]
}

/**
 * #59, #70: who was paid too much is asked, all others by a person; also where payees have parts of their own, for notices go
 * to the claimant, who may be another than who owes it.
 */
const toldOfRecovery: Orders<FactOf<'RecoveryOpened'>> = (_claim, { cause, amountFen, payeeId }) =>
  isTold({ cause, payeeId })
    ? [{ kind: 'recovery', facts: { amountFen } }]
    : [{ task: 'recovery: demand it in writing', role: 'supervisor', facts: {} }]

const toldOfReceipt: Orders<FactOf<'RecoveryReceived'>> = (claim, { n, amountFen }) =>
  ofWhoWasTold(claim, n, (asked) => ({ receivedFen: amountFen, openFen: outstandingFen(asked) }))

/** #44, #59: money the bank gave back is also money that was asked back: who was asked for it is asked no more. */
const toldOfReturn: Orders<FactOf<'PaymentBounced'>> = (claim, { n }) => {
  const { payments, recoveries = [] } = claim
  const { returnedFen = 0, amountFen = 0 } = payments.find((payment) => payment.n === n) ?? {}
  if (returnedFen === 0 || advanceOf(claim, n)?.countedFor !== undefined) return []
  const openFen = sumFen(recoveries.filter(({ cause }) => cause === 'overpaid').map(outstandingFen))
  return [{ kind: 'recovery-result', facts: { receivedFen: returnedFen - amountFen, openFen } }]
}

const toldOfWriteOff: Orders<FactOf<'RecoveryWrittenOff'>> = (claim, { n }) =>
  ofWhoWasTold(claim, n, ({ amountFen, receivedFen, setOffFen }) => ({
    waivedFen: amountFen - receivedFen - setOffFen,
  }))

function ofWhoWasTold(
  { recoveries = [] }: Claim,
  n: number,
  factsOf: (asked: Recovery) => Notice['facts'],
): readonly AdvanceNotice[] {
  const asked = recoveries.find((candidate) => candidate.n === n)
  return asked !== undefined && isTold(asked) ? [{ kind: 'recovery-result', facts: factsOf(asked) }] : []
}

interface Asked {
  readonly cause: RecoveryCause
  readonly payeeId?: string | undefined
}

/** Fraud is put to somebody by a person, in his own words: no notice of ours says what is suspected of whom. */
const isTold = ({ cause, payeeId }: Asked): boolean =>
  payeeId === undefined && (cause === 'overpaid' || cause === 'clawback')

const orders: { readonly [T in ClaimEventType]?: Orders<FactOf<T>> } = {
  PrepaymentRequested: toldOfRequest,
  PrepaymentRerouted: toldOfRerouting,
  PrepaymentReturned: toldOfBack,
  PrepaymentApproved: toldOfApproval,
  PaymentSubmitted: toldOfSubmission,
  PayeesFrozen: toldOfNetting,
  AdvanceAwaited: toldOfDay,
  AdvanceOffered: toldOfOffer,
  NothingProvable: () => [{ kind: 'prepayment-none', facts: {} }],
  RefusalStarted: toldOfRefusal,
  RecoveryOpened: toldOfRecovery,
  RecoveryReceived: toldOfReceipt,
  RecoveryWrittenOff: toldOfWriteOff,
  PaymentBounced: toldOfReturn,
  WriteOffProposed: toldOfWriteOffProposed,
  WriteOffReturned: toldOfWriteOffReturned,
  ReserveProposed: () => [{ task: 'reserve: vote on what head office brought', role: 'committee', facts: {} }],
  ReserveReturned: () => [{ task: 'reserve: the committee does not set it', role: 'head-office', facts: {} }],
}
