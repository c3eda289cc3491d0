import { showFen } from '../money.ts'
import type { NamesVersions } from './emergency-state.ts'
import type { ClaimEvent, ClaimEventType } from './events.ts'
import type { Proposal, ResolutionProposal } from './state.ts'

/** One event in a few words, for operators who read a history: which notice, how far a clock, how much. No personal data. */
export function storyOf(event: ClaimEvent): string {
  const tell = details[event.type] as Detail<ClaimEvent> | undefined
  return tell === undefined ? event.type : `${event.type} (${tell(event)})`
}

type Detail<E> = (event: E) => string
type Details = { readonly [T in ClaimEventType]?: Detail<Extract<ClaimEvent, { readonly type: T }>> }

const details: Details = {
  PolicyLookedUp: ({ policy }) => policy.known,
  PolicyRelinked: ({ because }) => because,
  DuplicateSuspected: ({ otherClaimId }) => otherClaimId,
  ClaimAccepted: ({ because }) => because,
  DocumentsRequested: ({ items }) => items.map(({ kind }) => kind).join(' '),
  DocumentsSupplied: ({ documents }) => documents.map(({ kind }) => kind).join(' '),
  RefusalProposed: ({ proposal }) => proposed(proposal),
  ClaimTriaged: ({ triage }) => `${triage.lane}, ${triage.needsSurvey ? 'survey' : 'no survey'}`,
  ReviewRecorded: ({ parts, diagnosis }) => [...parts, ...(diagnosis === undefined ? [] : ['diagnosis'])].join(' '),
  LossAssessed: ({ proposal }) => proposed(proposal),
  ReserveSet: ({ reserveFen, level }) => `${showFen(reserveFen)} CNY, by A${level}`,
  InvoiceRefuted: ({ cause }) => cause,
  ProposalApproved: ({ level }) => `A${level}`,
  SmallClaimApproved: ({ proposal }) => `A0, ${showFen(proposal.payFen)} CNY`,
  VoteCast: ({ vote, on }) => (on === undefined ? vote : `${vote}, ${on.kind}${'n' in on ? ` #${on.n}` : ''}`),
  ReserveProposed: ({ reserveFen }) => `${showFen(reserveFen)} CNY`,
  CompensationReturned: ({ n }) => `#${n}`,
  WriteOffProposed: ({ n }) => `#${n}`,
  WriteOffReturned: ({ n }) => `#${n}`,
  OfferAgreed: ({ how }) => how,
  PayeesFrozen: ({ payments }) => payments.map(({ n, amountFen }) => `#${n} ${showFen(amountFen)} CNY`).join(', '),
  PayeesUnfrozen: ({ reason }) => reason,
  PaymentApproved: ({ n }) => `#${n}`,
  PaymentCleared: ({ n }) => `#${n}`,
  ScreeningHit: ({ n }) => `#${n}`,
  ScreeningReleased: ({ n }) => `#${n}`,
  ScreeningUpheld: ({ n }) => `#${n}`,
  RescueNoted: ({ costFen }) => `${showFen(costFen)} CNY`,
  PaymentSent: ({ n }) => `#${n}`,
  PaymentUnknown: ({ n, queries }) => `#${n}, query ${queries}`,
  PaymentRejected: ({ n, cause, next }) => `#${n}, ${cause}${next === undefined ? '' : `, then #${next.n}`}`,
  PaymentRecalled: ({ n, cause, next }) => `#${n}, ${cause}, then #${next.n}`,
  PaymentBounced: ({ n, cause }) => `#${n}, ${cause}`,
  AccountNamed: ({ n, next }) => `#${n}, then #${next.n}`,
  PayeeContactTried: ({ n, outcome }) => `#${n}, ${outcome}`,
  PayeeContactMissed: ({ n }) => `#${n}`,
  PaymentHeld: ({ n, because }) => `#${n}, ${because}`,
  PayeeReminded: ({ n, times }) => `#${n}, ${times}`,
  CompensationDue: ({ compensation: { forPayment, lateDays, amountFen } }) =>
    `#${forPayment}, ${lateDays} days late, ${showFen(amountFen)} CNY`,
  CompensationApproved: ({ level, payment }) => `A${level}, then #${payment.n}`,
  PaymentSettled: ({ n }) => `#${n}`,
  FeedbackGiven: ({ score }) => `${score} of 10`,
  ClaimClosed: ({ because }) => because,
  ClaimCancelled: ({ because }) => because,
  ClaimReopened: ({ to }) => `to ${to}`,
  OwnerChanged: ({ how, role }) => `${how}, ${role}`,
  ClockEscalated: ({ clock, level }) => `${clock} ${level}`,
  EscalationUnanswered: ({ escalation, next }) => `#${escalation}, to ${next}`,
  EscalationAcknowledged: ({ escalation }) => `#${escalation}`,
  ConcessionProposed: ({ proposal }) => proposed(proposal),
  DisputeRaised: ({ n, how }) => `#${n} ${how}`,
  DisputeEvaluated: ({ proposal }) => resolution(proposal),
  MediationAgreed: ({ proposal }) => resolution(proposal),
  JudgmentRecorded: ({ proposal }) => resolution(proposal),
  DisputeDecided: ({ outcome }) => outcome,
  RulingVoted: ({ outcome }) => outcome,
  DisputeAdjudicated: ({ outcome }) => outcome,
  LitigationFiled: ({ forum }) => forum,
  CourtDateKept: ({ on, what }) => `${what} ${on}`,
  DisputeSettled: ({ level }) => `A${level}`,
  DisputeJudged: ({ level }) => `A${level}`,
  CalendarChanged: ({ version, clocks = [] }) => `${version}, ${clocks.length} clocks`,
  NoticeDispatched: ({ n }) => `#${n}`,
  NoticeDelivered: ({ n, proof }) => `#${n} ${proof.how}`,
  NoticeFailed: ({ n }) => `#${n}`,
  FactDisregarded: ({ fact, reason }) => `${fact}: ${reason}`,
  HoldProposed: ({ amountFen }) => `${showFen(amountFen)} CNY`,
  HoldRaised: ({ n, amountFen, because }) => `#${n} ${showFen(amountFen)} CNY, ${because}`,
  HoldCleared: ({ n }) => `#${n}`,
  HoldLapseNear: ({ n }) => `#${n}`,
  HoldLapsed: ({ n }) => `#${n}`,
  FraudProven: ({ proof }) => proof.extent,
  PrepaymentRequested: ({ prepayment: { n, why, amountFen } }) => `#${n} ${why} ${showFen(amountFen)} CNY`,
  PrepaymentApproved: ({ n, amountFen, level }) => `#${n} ${showFen(amountFen)} CNY, A${level}`,
  PrepaymentReturned: ({ n }) => `#${n}`,
  PrepaymentRerouted: ({ n, level, under }) => `#${n} to A${level}${named(under)}`,
  AdvanceOffered: ({ how, amountFen, under }) => `${how}, ${showFen(amountFen)} CNY${named(under)}`,
  SurveyWaived: ({ because, under }) => `${because}${named(under)}`,
  ProposalRerouted: ({ level, under }) => `to A${level}${named(under)}`,
  AdvanceAwaited: ({ afterDays }) => `day ${afterDays}`,
  RecoveryOpened: ({ n, cause, amountFen }) => `#${n} ${cause} ${showFen(amountFen)} CNY`,
  RecoveryReceived: ({ n, amountFen }) => `#${n} ${showFen(amountFen)} CNY`,
  EventApplied: ({ word: { eventId, version, level, state }, joins }) =>
    `${eventId} version ${version}, level ${level}, ${state}, ${joins}`,
  EventLeft: ({ eventId }) => eventId,
  GreenChannelGranted: ({ because }) => because.join(' '),
  ContactMade: ({ how }) => how,
  DocumentsWaived: ({ kinds, under }) => `${kinds.join(' ')}${named(under)}`,
  RecoveryWrittenOff: ({ n, level }) => `#${n}, A${level}`,
}

const named = (under: NamesVersions['under'] = []): string =>
  under.map(({ eventId, version }) => `, ${eventId} version ${version}`).join('')

const proposed = ({ kind, payFen, refuseFen, requiredLevel }: Proposal): string =>
  `${kind} ${showFen(kind === 'refuse' || kind === 'deny' ? refuseFen : payFen)} CNY, for A${requiredLevel}`

const resolution = ({ outcome, payFen, requiredLevel }: ResolutionProposal): string =>
  `${outcome}${payFen > 0 ? ` ${showFen(payFen)} CNY` : ''}, for A${requiredLevel}`
