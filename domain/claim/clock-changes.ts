import type { Clock, ClockProof } from '../clocks/clock.ts'
import type { Instant } from '../time.ts'
import { startOfDay } from '../time.ts'
import * as advance from './advance-clocks.ts'
import { refuses } from './authority-need.ts'
import { recountAll } from './calendar.ts'
import type { ClockStep } from './clock-steps.ts'
import {
  asAt,
  asOf,
  beganEarlier,
  beginAnew,
  escalate,
  meet,
  resume,
  start,
  startOnce,
  voidAll,
  voidClocks,
} from './clock-steps.ts'
import {
  clocksFromReceipt,
  documentsCompleteAt,
  isCompulsoryMotor,
  isSmallMedical,
  limitationOf,
  pausingClocks,
  subjectOf,
} from './clock-subjects.ts'
import type { Context } from './decision.ts'
import { noticeDelivered, noticeDispatched } from './delivery-clocks.ts'
import { disputeWiring, overtaken, owedSince } from './dispute-clocks.ts'
import {
  contacted,
  emergencyTargets,
  paid,
  paidInPart,
  settleFromDocuments,
  settleTarget,
  settled,
  settlingVoid,
  targetsVoid,
} from './emergency-clocks.ts'
import type { ClaimEvent, ClaimEventType, ClaimFact, FactOf } from './events.ts'
import { evolve } from './evolve.ts'
import { isAccepted, openRequestOf } from './evolve-stage.ts'
import { needsAnswer } from './feedback.ts'
import { leavePayees, paymentWiring, startAgreed, voidAgreed } from './payment-clocks.ts'
import { diagnosed, promiseOneDay, promiseOneDayFrom } from './one-day-clocks.ts'
import { policyKnown } from './policy-clocks.ts'
import type { Claim } from './state.ts'
import { approvalTarget, laneTarget } from './target-clocks.ts'

/**
 * The clocks a fact starts, pauses, resumes, meets or voids, as they stand after it: the wiring between the transition
 * table and the clock registry. `claim` is the claim before the fact; a new claim is wired as its report leaves it.
 */
export function clockChanges(claim: Claim | null, fact: ClaimFact, at: Instant, context: Context): readonly Clock[] {
  const wire = wiring[fact.type] as Wire<ClaimFact> | undefined
  if (wire === undefined) return []
  const wired = claim ?? evolve(null, { ...fact, at, by: { id: 'system', role: 'system' } })
  const untouched: readonly Clock[] = []
  return wire(fact, wired, at, context).reduce(
    (touched, step) => step({ claim: wired, at, context, touched }),
    untouched,
  )
}

/** The clocks that events changed as the last of them left each: the claim itself may have let go of one since. */
export function clocksChanged(events: readonly ClaimEvent[]): readonly Clock[] {
  const changed = events.flatMap(({ clocks = [] }) => clocks)
  return [...new Map(changed.map((clock) => [`${clock.id} ${clock.n}`, clock])).values()]
}

type Wire<F extends ClaimFact> = (fact: F, claim: Claim, at: Instant, context: Context) => readonly ClockStep[]
export type Wiring = { readonly [T in ClaimEventType]?: Wire<FactOf<T>> }

const wiring: Wiring = {
  ...disputeWiring,
  ClaimReported: (_fact, claim, _at, { policy }) => reported(claim, policy),
  PolicyLookedUp: ({ policy }, claim, at, context) => [
    asOf({ ...claim, policy }, policyKnown({ ...claim, policy }, at, context.policy)),
  ],
  ClaimFiled: ({ filing }, claim, _at, { policy }) => filed({ ...claim, filing }, filing.receivedAt, policy),
  CopyAbsorbed: ({ receivedAt }) => (receivedAt === undefined ? [] : [beganEarlier(receivedAt)]),
  ClaimAccepted: ({ because }, claim, at) => accepted(claim, at, because),
  DocumentsRequested: () => [
    ...answered(),
    voidClocks('C19', 'documents are not complete'),
    ...settlingVoid('documents are not complete'),
  ],
  DocumentsCompleted: (fact, claim, at) => documentsComplete(claim, fact, at),
  EventApplied: (fact, claim, at) => emergencyTargets(claim, fact, at),
  GreenChannelGranted: (fact, claim, at) => emergencyTargets(claim, fact, at),
  ContactMade: () => contacted(),
  SupplementTimeBegan: (_fact, _claim, at) => [start('C14', at)],
  SupplementTimeRanOut: ({ request }, claim, at) => [
    voidClocks('C14', 'time ran out'),
    ...runOn({ kind: 'time-run-out', reference: `request ${request}` }),
    ...(goesBackToTheDesk(claim) ? startAcceptance(at) : []),
    ...(isAccepted(claim) ? settleTarget(claim, at) : []),
  ],
  SupplementExtended: (_fact, _claim, at, { policy }) => [
    voidClocks('C14', 'extended: reminders undelivered'),
    start('C14', at, policy.supplement.extensionWorkingDays),
  ],
  ClaimWentDormant: () => [voidClocks('C14', 'time ran out')],
  ClaimRevived: (_fact, claim, at) => (claim.filing === undefined ? [] : [start('C14', at)]),
  RefusalProposed: ({ proposal }, _claim, at, { policy }) => [
    meet(proposal.kind === 'deny' ? 'C01' : 'C03'),
    ...approvalTarget(at, policy),
  ],
  LossAssessed: (_fact, _claim, at, { policy }) => approvalTarget(at, policy),
  ClaimTriaged: ({ triage }, claim, at, { policy }) => [
    ...laneTarget(claim, triage, at, policy),
    ...promiseOneDay(claim, at),
  ],
  ReviewRecorded: ({ diagnosis }, claim, at) => diagnosed(claim, diagnosis, at),
  FraudProven: ({ payments }, claim, at, { policy }) => [
    ...overtaken(claim),
    ...(payments === undefined ? [] : [leavePayees(payments)]),
    meet('C03'),
    meet('T-siu'),
    voidClocks('T-approval', 'proposed anew'),
    ...approvalTarget(at, policy),
  ],
  HoldRaised: (_fact, _claim, at) => [startOnce('T-siu', at)],
  HoldCleared: () => [meet('T-siu')],
  HoldLapsed: () => [voidClocks('T-siu', 'the hold has lapsed')],
  PolicyRelinked: () => [voidClocks('C25', 'under another policy')],
  NonDisclosureFound: ({ knownAt }) => [start('C25', knownAt)],
  RescissionServed: () => [meet('C25')],
  // Who insures a liability can be asked from the day it is fixed: its limitation begins only then (interpretation IV art. 18).
  LiabilityFixed: (_fact, claim, at) => [
    meet('C03'),
    ...(isLiability(claim) ? [startOnce('C23b', at), beginAnew('C23b', at)] : []),
  ],
  ProposalApproved: (_fact, claim, at) => [meet('T-approval'), ...determined(claim, at)],
  ProposalReturned: () => [meet('T-approval')],
  SmallClaimApproved: (_fact, claim, at) => determined(claim, at),
  NoticeDispatched: ({ n }, claim) => noticeDispatched(claim, n),
  NoticeDelivered: (fact, claim, at) => noticeDelivered(claim, fact, at),
  ClaimOffered: (_fact, claim, at) => [...told(), limitationAnew(claim, at)],
  ClaimDenied: () => refused(),
  ClaimDeclined: () => refused(),
  OfferAgreed: ({ agreedAt }, _claim, at) => [startAgreed(agreedAt ?? at)],
  PaymentApproved: ({ n }, claim, at) => advance.paymentLetGo(claim, n, at),
  MeasureObjected: ({ receivedAt }) => [start('C26', receivedAt)],
  ObjectionAnswered: () => [meet('C26')],
  RescueNoted: ({ receivedAt }) => [start('C27', receivedAt)],
  ...paymentWiring,
  PaymentSettled: (fact, claim, at) => [
    ...paymentWiring.PaymentSettled(fact, claim, at),
    ...advance.advanceSettled(claim, fact.n),
  ],
  ClaimPaid: () => [...paymentWiring.ClaimPaid(), ...paid(), voidClocks('T-siu', nothingHeld)],
  ClaimPaidInPart: (fact, claim) => [...paymentWiring.ClaimPaidInPart(fact, claim), ...paidInPart()],
  ClaimClosed: (fact) => [...paymentWiring.ClaimClosed(fact), ...(fact.because === 'outstanding' ? settled() : [])],
  FeedbackGiven: (given, _claim, at, { policy }) => (needsAnswer(given, policy) ? [start('C18', at)] : []),
  FeedbackAnswered: () => [meet('C18')],
  ClaimReopened: (fact, claim, at) => reopened(fact, claim, at),
  // The right outlives the request: what is withdrawn may be claimed again until its limitation is over (#51, #52).
  ClaimWithdrawn: () => [voidAll('withdrawn', ['C23a', 'C23b', 'C26', 'R1'])],
  ClaimCancelled: () => [voidAll('cancelled')],
  ClockEscalated: ({ clock, n, level }) => [escalate(clock, n, level)],
  CalendarChanged: ({ calendar }) => [recountAll(calendar)],
  NothingProvable: () => [voidClocks('C11', 'nothing provable'), voidClocks('E3', 'nothing provable')],
  AdvanceOffered: ({ how }, claim, at) => (how === 'computed' ? advance.payTarget(claim, at) : []),
  PrepaymentRequested: ({ prepayment }, claim, at) => advance.requested(claim, prepayment, at),
  RefusalStarted: (_fact, claim, at) => [
    ...advance.refusalStarted(claim, at),
    ...runOn({ kind: 'documents-waived', reference: 'refusal started' }),
  ],
  RecoveryOpened: (fact, claim, at) => advance.recoveryOpened(claim, fact, at),
  RecoveryReceived: (fact, claim) => advance.recoveryReceived(claim, fact),
  RecoveryWrittenOff: (fact, claim) => advance.recoveryWrittenOff(claim, fact),
}

/** #1: what the customer of a small medical claim is told, and how long the right lasts. */
function reported(claim: Claim, policy: Context['policy']): ClockStep[] {
  const { report } = claim
  const subject = subjectOf(claim)
  return [
    ...(isSmallMedical(subject, report, undefined, policy) ? [start('C20', report.reportedAt)] : []),
    ...(isLiability(claim) ? [] : [start(limitationOf(subject), startOfDay(report.eventDate))]),
  ]
}

/** #3, #52: all clocks of the receipt. The request ends one limitation and begins the next. */
function filed(claim: Claim, receivedAt: Instant, policy: Context['policy']): ClockStep[] {
  const { report, filing } = claim
  const subject = subjectOf(claim)
  const limitation = limitationOf(subject)
  return [
    ...clocksFromReceipt(subject).map((id) => start(id, receivedAt)),
    ...(isSmallMedical(subject, report, filing?.claimedFen, policy) ? [] : [voidClocks('C20', 'no small claim')]),
    ...(isLiability(claim) ? [] : [meet(limitation), start(limitation, receivedAt)]),
  ]
}

const isLiability = (claim: Claim): boolean => subjectOf(claim).line === 'liability'

const limitationAnew = (claim: Claim, at: Instant): ClockStep => beginAnew(limitationOf(subjectOf(claim)), at)

/** #13 under suspicion: nobody took the claim up, and a person decides within C02 whether it is a copy (#4). */
const goesBackToTheDesk = ({ stage, suspicion }: Claim): boolean =>
  stage.status === 'awaiting-documents' && stage.asker.status === 'received' && Boolean(suspicion)

/** C01 and C02 run from receipt, and again when the last document of a claim not yet accepted arrives (#10, #15). */
function startAcceptance(from: Instant): ClockStep[] {
  return [voidClocks('C02', 'answered by the supplement'), start('C01', from), start('C02', from)]
}

/** #6, #7: the check has its result, and who filed knows what to supply. */
const answered = (): ClockStep[] => [meet('C01'), meet('C07'), meet('C20')]

function accepted(claim: Claim, at: Instant, because: FactOf<'ClaimAccepted'>['because']): ClockStep[] {
  // What is decided without its documents is as complete as it will be on the day their time ran out (#13).
  const complete = because === 'decidable-without' ? at : documentsCompleteAt(claim, at)
  return [
    ...answered(),
    voidClocks('T-approval', 'accepted instead'),
    startOnce('C12', at),
    ...settleFromDocuments({ ...claim, acceptedAt: claim.acceptedAt ?? at }, at),
    ...(isCompulsoryMotor(subjectOf(claim)) ? [startOnce('C08', complete)] : []),
  ]
}

/** All counts from the arrival at the insurer or its agent, whenever it was entered (Insurance Law 127). */
function documentsComplete(claim: Claim, fact: FactOf<'DocumentsCompleted'>, at: Instant): ClockStep[] {
  const { request, arrivedAt = at } = fact
  return [
    asAt(arrivedAt, [
      meet('C14'),
      ...runOn({ kind: isWaived(claim) ? 'documents-waived' : 'documents-complete', reference: `request ${request}` }),
      ...(isAccepted(claim) ? [] : startAcceptance(arrivedAt)),
      ...(isCompulsoryMotor(subjectOf(claim)) ? [startOnce('C08', arrivedAt)] : []),
      ...(claim.triage ? promiseOneDayFrom(claim, arrivedAt) : []),
    ]),
    ...(isAccepted(claim) ? settleTarget(claim, arrivedAt) : []),
  ]
}

/** #72: what makes the list complete is that the rest of it was waived. */
const isWaived = ({ stage }: Claim): boolean =>
  openRequestOf(stage)?.request.items.some(({ waivedAt }) => waivedAt !== undefined) ?? false

const runOn = (proof: ClockProof): ClockStep[] => pausingClocks.map((id) => resume(id, proof))

/** #28: determined. A refusal, in whole or in part, is sent within three days; the result is told within five. */
function determined({ stage }: Claim, at: Instant): ClockStep[] {
  const kind = stage.status === 'awaiting-approval' ? stage.proposal.kind : 'pay'
  const wholly = kind === 'refuse' || kind === 'deny'
  return [
    ...pausingClocks.map(meet),
    start('C04', at),
    ...(refuses(kind) ? [start('C09', at)] : []),
    ...(wholly ? [voidClocks('T-siu', nothingHeld)] : []),
    voidClocks('C25', 'determined'),
  ]
}

const nothingHeld = 'nothing is held any more'

/** #31, #32: the customer knows. */
const told = (): ClockStep[] => [meet('C04'), meet('C08')]

/** #32: who was refused knows it, and nothing is owed to him. */
const refused = (): ClockStep[] => [
  ...told(),
  meet('C07'),
  meet('C20'),
  voidClocks('C11', 'nothing owed'),
  voidClocks('C19', 'nothing owed'),
  ...targetsVoid('nothing owed'),
  voidAgreed('nothing owed'),
  voidClocks('C27', 'nothing owed'),
  // Raised between the refusal and its proof of delivery.
  voidClocks('T-siu', nothingHeld),
]

/**
 * #69: a new determination, and at the desk a new acceptance. New evidence begins it; what the insurer got wrong was owed
 * since the request was received, so C06 and C11 begin there, less what stopped them in the first life. What stood still
 * for a list that nobody waits for any more runs on; what the request itself interrupts begins anew.
 */
function reopened({ to, reason }: FactOf<'ClaimReopened'>, claim: Claim, at: Instant): ClockStep[] {
  const waived: ClockProof = { kind: 'documents-waived', reference: 'reopening' }
  return [
    ...(to === 'received'
      ? [...startAcceptance(at), voidClocks('C12', 'reopened'), voidClocks('T-lane', 'reopened')]
      : [voidClocks('C02', 'reopened')]),
    ...(reason === 'new-evidence' ? [voidClocks('C06', 'reopened'), start('C06', at)] : []),
    ...runOn(waived),
    ...(reason === 'new-evidence' ? [] : owedSince(claim, at)),
    voidClocks('C18', 'reopened'),
    ...(to === 'assessing' ? settleTarget(claim, at) : settlingVoid('reopened')),
    limitationAnew(claim, at),
  ]
}
