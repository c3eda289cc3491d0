import { escalationsAfter, escalationsAtHand } from './escalation.ts'
import { evolveFallen } from './fallen-approvals.ts'
import { evolveAdvance } from './evolve-advance.ts'
import { evolveAssessment } from './evolve-assessment.ts'
import { evolveDispute } from './evolve-dispute.ts'
import { evolveEmergency } from './evolve-emergency.ts'
import { evolveFile } from './evolve-file.ts'
import { evolveHold } from './evolve-hold.ts'
import { evolveMeasure } from './evolve-measure.ts'
import { evolveMotions } from './evolve-motions.ts'
import { evolvePayees } from './evolve-payees.ts'
import { evolvePayments } from './evolve-payments.ts'
import { evolveSettlement } from './evolve-settlement.ts'
import { evolveStage } from './evolve-stage.ts'
import type { ClaimEvent, ClaimEventType } from './events.ts'
import { atHand } from './memory.ts'
import { ownerAfter } from './owner.ts'
import type { Claim, ClaimFile, Stage } from './state.ts'

/** How many answered commands the state remembers; older ones are answered from the event log. */
const commandsKept = 200

/** The claim after one more event. Total: an event that is recorded is never questioned. */
export function evolve(claim: Claim | null, event: ClaimEvent): Claim {
  const before = claim ?? begin(event)
  const stage = evolveStage(before, event)
  const settled = { ...before, ...evolveFile(before, event), ...evolveMoney(before, event) }
  const regions = {
    ...evolveAdvance(settled, event),
    ...evolveHold(before, event),
    ...evolveDispute(before, event),
    ...evolveEmergency(before, event),
  }
  const decided = { ...settled, ...regions }
  const file = { ...decided, ...evolveMotions(decided, event) }
  const after = { ...file, ...counters(before, event), ...carried(file, event), stage }
  const fallen = evolveFallen(before, after, event)
  const measured = evolveMeasure(before, after, event)
  const book = escalationsAtHand(before, escalationsAfter(before, event, stage))
  const { escalations, escalationsRaised } = book
  const statusSince = stage.status === before.stage.status ? before.statusSince : event.at
  const listed = { ...atHand(after, event), escalations, escalationsRaised }
  return answered({ ...after, ...measured, ...listed, ...fallen, statusSince, owner: ownerAfter(before, after) }, event)
}

/** The claim after all these events, from nothing or from a claim that stood before them. */
export function fold(claim: Claim | null, events: readonly ClaimEvent[]): Claim {
  const folded = events.reduce<Claim | null>(evolve, claim)
  if (folded === null) throw new Error('a claim begins with an event')
  return folded
}

/** The money side: what is owed and set aside, and what is paid. */
const evolveMoney = (claim: Claim, event: ClaimEvent): Partial<ClaimFile> => ({
  ...evolveSettlement(claim, event),
  ...evolveAssessment(claim, event),
  ...evolvePayments(claim, event),
  ...evolvePayees(claim, event),
})

function begin(event: ClaimEvent): Claim {
  if (event.type !== 'ClaimReported') throw new Error(`a claim begins with ClaimReported, not ${event.type}`)
  const { claimId, rules, report, at } = event
  const stage: Stage = { status: 'reported' }
  return { ...emptyFile, claimId, rules, report, policyId: report.policyId, stage, lastAt: at, statusSince: at }
}

const emptyFile = {
  formerPolicyIds: [],
  policy: { known: 'pending' },
  documents: [],
  payees: [],
  payments: [],
  notices: [],
  noticesOrdered: 0,
  clocks: [],
  escalations: [],
  escalationsRaised: 0,
  acted: [],
  commands: [],
  notCopiesOf: [],
  remindersSent: [],
  review: {},
  requestsMade: 0,
  reopenings: 0,
  version: 0,
  decisionVersion: 0,
} as const satisfies Partial<ClaimFile>

/** Which events change what a decision binds: status, documents, amount, payees, basis, blocks. The rest only count. */
const binds: Readonly<Record<ClaimEventType, boolean>> = {
  ClaimReported: true,
  PolicyLookedUp: true,
  PolicyRelinked: true,
  ReportReminded: false,
  ClaimFiled: true,
  DuplicateSuspected: true,
  DuplicateCleared: true,
  CopyAbsorbed: true,
  CopyHandedOver: false,
  CheckStarted: false,
  ClaimAccepted: true,
  DocumentsRequested: true,
  SupplementTimeBegan: false,
  DocumentsSupplied: true,
  DocumentsCompleted: true,
  SupplementReminded: false,
  SupplementTimeRanOut: true,
  ClaimWentDormant: true,
  SupplementExtended: false,
  ClaimRevived: true,
  RefusalProposed: true,
  ClaimTriaged: true,
  SurveyOrdered: true,
  SurveyTargetMissed: false,
  SurveyReported: true,
  ReviewBegun: true,
  ReviewRecorded: true,
  ComplexityProposed: false,
  ComplexityConfirmed: true,
  LiabilityFixed: true,
  LossAssessed: true,
  ReserveSet: false,
  ReserveProposed: false,
  ReserveReturned: false,
  InvoiceRegistered: true,
  InvoiceVerified: false,
  InvoiceRefuted: false,
  ProposalApproved: true,
  ProposalReturned: true,
  VoteCast: false,
  SmallClaimApproved: true,
  ClaimOffered: true,
  OfferReminded: false,
  ClaimDenied: true,
  ClaimDeclined: true,
  OfferAgreed: true,
  PayeesFrozen: true,
  PayeesUnfrozen: true,
  PaymentSubmitted: false,
  PaymentReturned: false,
  PaymentApproved: false,
  PaymentCleared: false,
  ScreeningHit: false,
  ScreeningReleased: false,
  ScreeningUpheld: false,
  MeasureObjected: false,
  ObjectionAnswered: false,
  RescueNoted: false,
  PaymentSent: false,
  PaymentUnknown: false,
  PaymentOverdueUnknown: false,
  PaymentRejected: false,
  PaymentRecalled: false,
  PaymentBounced: true,
  AccountNamed: true,
  PayeeContactTried: false,
  PayeeContactMissed: false,
  PaymentHeld: false,
  PayeeReminded: false,
  CompensationDue: false,
  CompensationApproved: true,
  CompensationReturned: false,
  PaymentSettled: false,
  ClaimPaid: true,
  ClaimPaidInPart: true,
  FeedbackGiven: true,
  FeedbackAnswered: false,
  ClaimClosed: true,
  ClaimWithdrawn: true,
  ClaimCancelled: true,
  ClaimReopened: true,
  OwnerChanged: false,
  InterestDeclared: false,
  ContactsChanged: false,
  ClockEscalated: false,
  EscalationUnanswered: false,
  EscalationAcknowledged: false,
  NoticeDispatched: false,
  NoticeDelivered: false,
  NoticeFailed: false,
  FactDisregarded: false,
  FileRested: false,
  RulesRaised: false,
  PrepaymentRequested: false,
  PrepaymentApproved: true,
  PrepaymentReturned: false,
  PrepaymentRerouted: false,
  AdvanceAwaited: false,
  NothingProvable: false,
  AdvanceOffered: false,
  SurveyWaived: true,
  ProposalRerouted: false,
  RefusalStarted: true,
  RecoveryOpened: false,
  RecoveryReceived: false,
  RecoveryWrittenOff: false,
  WriteOffProposed: false,
  WriteOffReturned: false,
  CalendarChanged: false,
  ConcessionProposed: true,
  DisputeRaised: true,
  DisputeAnswered: false,
  AssessorAppointed: false,
  AppraisalRecorded: true,
  DisputeEvaluated: true,
  ResolutionReturned: true,
  DisputeDecided: true,
  DisputeSettled: true,
  MediationBegan: true,
  MediationAgreed: true,
  MediationFailed: true,
  RulingVoted: false,
  DisputeAdjudicated: true,
  LitigationFiled: true,
  CourtDateKept: false,
  JudgmentRecorded: true,
  DisputeJudged: true,
  HoldProposed: false,
  HoldRaised: true,
  HoldCleared: true,
  HoldLapseNear: false,
  HoldLapsed: true,
  FraudProven: true,
  ProposalCountersigned: false,
  NonDisclosureFound: true,
  RescissionServed: true,
  EventApplied: false,
  EventLeft: false,
  GreenChannelGranted: false,
  ContactMade: false,
  DocumentsWaived: true,
}

function counters(claim: Claim, event: ClaimEvent): Pick<ClaimFile, 'version' | 'decisionVersion' | 'lastAt'> {
  const decisionVersion = claim.decisionVersion + (binds[event.type] ? 1 : 0)
  return { version: claim.version + 1, decisionVersion, lastAt: Math.max(claim.lastAt, event.at) }
}

/** Clocks and notices travel in the event as they stand after it. A claim that has something to say does not rest. */
function carried(claim: Claim, { clocks = [], notices = [] }: ClaimEvent): Partial<ClaimFile> {
  const kept = claim.clocks.filter((clock) => !clocks.some(({ id, n }) => id === clock.id && n === clock.n))
  const awake = notices.length > 0 ? { restedAt: null } : {}
  const noticesOrdered = claim.noticesOrdered + notices.length
  return { clocks: [...kept, ...clocks], notices: [...claim.notices, ...notices], noticesOrdered, ...awake }
}

function answered(claim: Claim, { command }: ClaimEvent): Claim {
  if (command === undefined) return claim
  const { version, decisionVersion, stage } = claim
  const answer = { ...command, version, decisionVersion, status: stage.status }
  return { ...claim, commands: [...claim.commands, answer].slice(-commandsKept) }
}
