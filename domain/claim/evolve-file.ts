import type { Instant } from '../time.ts'
import { withCalendar } from './calendar.ts'
import { toldOfComplexity } from './complexity.ts'
import { dutyOfVote } from './motion-duty.ts'
import { claimantsOf, withJoined } from './joined-claimants.ts'
import type { ClaimEvent, ClaimEventType } from './events.ts'
import { standsRefusedForFraud } from './fraud-level.ts'
import type { ActedAs, Claim, ClaimFile, Duty, Handover, ProvenDiagnosis, Review } from './state.ts'

/** What is established about the claim after the event, beside its status and its money. */
export function evolveFile(claim: Claim, event: ClaimEvent): Partial<ClaimFile> {
  const change = changes[event.type] as Change<ClaimEvent> | undefined
  const changed = change === undefined ? {} : change(claim, event)
  const duty = event.type === 'VoteCast' ? dutyOfVote(event.on) : duties[event.type]
  if (duty === undefined || event.by.role === 'system') return changed
  return { ...changed, acted: authorsOf(event).reduce((all, personId) => acted(all, personId, duty), claim.acted) }
}

/** Who decides by a step that was lent to him does so in the name of its owner: for both it is a duty of theirs (3.1). */
const authorsOf = (event: ClaimEvent): readonly string[] =>
  'onBehalfOf' in event && event.onBehalfOf !== undefined ? [event.by.id, event.onBehalfOf] : [event.by.id]

type Change<E> = (claim: Claim, event: E) => Partial<ClaimFile>
type Changes = { readonly [T in ClaimEventType]?: Change<Extract<ClaimEvent, { readonly type: T }>> }

const changes: Changes = {
  PolicyLookedUp: (_claim, { policy }) => ({ policy }),
  PolicyRelinked: (claim, { policyId }) => relinked(claim, policyId),
  ReportReminded: (claim, { afterDays }) => reminded(claim, `report-${afterDays}`),
  ClaimFiled: (claim, { filing, documents }) => ({
    filing,
    documents: [...claim.documents, ...documents],
    ...anew,
    ...neverComplex(claim),
  }),
  DuplicateSuspected: (_claim, { otherClaimId, at }) => ({ suspicion: { otherClaimId, since: at } }),
  DuplicateCleared: (claim, { otherClaimId }) => cleared(claim, otherClaimId),
  CopyAbsorbed: (claim, event) => absorbed(claim, event),
  CopyHandedOver: (_claim, { toClaimId }) => ({ handover: { toClaimId, done: true } }),
  ClaimAccepted: (_claim, { at, diagnosis }) => ({ acceptedAt: at, ...diagnosed(diagnosis) }),
  DocumentsRequested: (claim) => ({ requestsMade: claim.requestsMade + 1, remindersSent: [] }),
  DocumentsSupplied: (claim, { documents }) => ({ documents: [...claim.documents, ...documents] }),
  SupplementReminded: (claim, { percent }) => reminded(claim, `supplement-${percent}`),
  SupplementExtended: () => ({ remindersSent: [] }),
  ClaimRevived: () => ({ remindersSent: [] }),
  ClaimTriaged: (_claim, { triage }) => ({ triage }),
  SurveyWaived: ({ triage }, { because }) =>
    triage ? { triage: { ...triage, needsSurvey: false, because: [...triage.because, because] } } : {},
  SurveyReported: (_claim, { at, by, evidence, how, textId }) => {
    const more = { ...(how === undefined ? {} : { how }), ...(textId === undefined ? {} : { textId }) }
    return { surveyReport: { reportedAt: at, surveyorId: by.id, evidence, ...more } }
  },
  ReviewRecorded: (claim, event) => ({ review: reviewed(claim, event), ...diagnosed(event.diagnosis) }),
  ComplexityProposed: (_claim, { by, reasonTextId }) => ({ complexity: { proposedBy: by.id, reasonTextId } }),
  ComplexityConfirmed: ({ complexity }, { at }) =>
    complexity ? { complexity: { ...complexity, confirmedAt: at } } : {},
  OfferReminded: (claim, { percent }) => reminded(claim, `offer-${percent}`),
  ClaimCancelled: (claim, { originalClaimId, because }) =>
    originalClaimId === undefined ? {} : { handover: handoverTo(originalClaimId, claimantsOf(claim, because)) },
  ClaimReopened: (claim, event) => ({ ...reopened(claim, event.to, event.at), ...boundByRefusal(claim, event) }),
  ProposalApproved: ({ refusedForFraud }) => (refusedForFraud ? { refusedForFraud: null } : {}),
  OwnerChanged: (_claim, { at, personId, role }) => ({
    owner: personId === null ? null : { personId, role, since: at },
  }),
  InterestDeclared: ({ interested = [] }, { personId }) => ({ interested: [...interested, personId] }),
  ContactsChanged: (claim, { preferredChannels }) => ({ report: { ...claim.report, preferredChannels } }),
  NoticeDispatched: (claim, { n, at, messageId, to, template }) => {
    const sending = { ...(to === undefined ? {} : { to }), ...(template === undefined ? {} : { template }) }
    const isProven = claim.notices.some((candidate) => candidate.n === n && candidate.state === 'delivered')
    const state = isProven ? 'delivered' : 'dispatched'
    return notice(claim, n, { state, dispatchedAt: at, messageId, ...sending })
  },
  NoticeDelivered: (claim, { n, at }) => {
    const complexity = toldOfComplexity(claim, n, at)
    const delivered = notice(claim, n, { state: 'delivered', deliveredAt: at })
    return complexity === null ? delivered : { ...delivered, complexity }
  },
  NoticeFailed: (claim, { n }) => notice(claim, n, { state: 'failed' }),
  FileRested: (_claim, { at }) => ({ restedAt: at }),
  RulesRaised: (_claim, { rules }) => ({ rules }),
  CalendarChanged: (claim, { calendar }) => withCalendar(claim, calendar),
}

/** Which duty an event's author took on: the memory behind the separation of duties. */
const duties: { readonly [T in ClaimEventType]?: Duty } = {
  ClaimAccepted: 'intake',
  DocumentsRequested: 'intake',
  PolicyRelinked: 'proposer',
  RefusalProposed: 'proposer',
  ClaimTriaged: 'reviewer',
  SurveyReported: 'surveyor',
  ReviewRecorded: 'reviewer',
  ComplexityProposed: 'reviewer',
  LiabilityFixed: 'reviewer',
  LossAssessed: 'assessor',
  ProposalApproved: 'approver',
  PayeesFrozen: 'payee-editor',
  PayeesUnfrozen: 'payee-editor',
  AccountNamed: 'payee-editor',
  CompensationApproved: 'approver',
  PaymentSubmitted: 'payment-maker',
  PaymentApproved: 'payment-checker',
  ConcessionProposed: 'proposer',
  DisputeAnswered: 'dispute-handler',
  AssessorAppointed: 'dispute-handler',
  AppraisalRecorded: 'dispute-handler',
  DisputeEvaluated: 'dispute-handler',
  MediationBegan: 'dispute-handler',
  MediationAgreed: 'dispute-handler',
  MediationFailed: 'dispute-handler',
  JudgmentRecorded: 'dispute-handler',
  DisputeDecided: 'approver',
  DisputeSettled: 'approver',
  RulingVoted: 'approver',
  DisputeAdjudicated: 'approver',
  DisputeJudged: 'approver',
  HoldCleared: 'siu-investigator',
  FraudProven: 'siu-investigator',
  ProposalCountersigned: 'countersigner',
  NonDisclosureFound: 'proposer',
  RescissionServed: 'proposer',
  PrepaymentRequested: 'advance-proposer',
  PrepaymentApproved: 'approver',
  NothingProvable: 'approver',
  RefusalStarted: 'approver',
  RecoveryOpened: 'recoverer',
  RecoveryReceived: 'recoverer',
  RecoveryWrittenOff: 'writer-off',
  WriteOffProposed: 'writer-off',
  FeedbackAnswered: 'feedback-answerer',
}

function acted(all: readonly ActedAs[], personId: string, as: Duty): readonly ActedAs[] {
  const known = all.some((act) => act.personId === personId && act.as === as)
  return known ? all : [...all, { personId, as }]
}

const reminded = (claim: Claim, mark: string): Partial<ClaimFile> => ({ remindersSent: [...claim.remindersSent, mark] })

/** A suspicion cleared before so many others may come up again: then a person looks again. */
const clearedKept = 100

function cleared({ notCopiesOf }: Claim, otherClaimId: string): Partial<ClaimFile> {
  const others = notCopiesOf.filter((known) => known !== otherClaimId)
  return { suspicion: null, notCopiesOf: [...others, otherClaimId].slice(-clearedKept) }
}

function handoverTo(toClaimId: string, claimants: readonly string[]): Handover {
  return { toClaimId, done: false, ...(claimants.length === 0 ? {} : { claimants }) }
}

function absorbed(
  claim: Claim,
  { at, copyClaimId, receivedAt, documents, claimants = [] }: Extract<ClaimEvent, { type: 'CopyAbsorbed' }>,
): Partial<ClaimFile> {
  const joined = withJoined(claim, claimants, { fromClaimId: copyClaimId, since: at })
  const all = {
    documents: [...claim.documents, ...documents],
    ...(claimants.length === 0 ? {} : { coClaimants: joined }),
  }
  if (claim.filing === undefined || receivedAt === undefined) return all
  return { ...all, filing: { ...claim.filing, receivedAt: Math.min(receivedAt, claim.filing.receivedAt) } }
}

const diagnosed = (diagnosis: ProvenDiagnosis | undefined): Partial<ClaimFile> =>
  diagnosis === undefined ? {} : { diagnosis }

function reviewed(
  { review }: Claim,
  { at, by, parts, textId }: Extract<ClaimEvent, { type: 'ReviewRecorded' }>,
): Review {
  const entry = textId === undefined ? { by: by.id, at } : { by: by.id, at, textId }
  return { ...review, ...Object.fromEntries(parts.map((part) => [part, entry])) }
}

/** #53: what was found about the loss stays, what was concluded from the terms of the wrong policy does not. */
const relinked = ({ policyId: former, formerPolicyIds, disclosure }: Claim, policyId: string): Partial<ClaimFile> => ({
  policyId,
  formerPolicyIds: [...formerPolicyIds, former],
  policy: { known: 'pending' },
  triage: null,
  review: {},
  assessment: null,
  // Another contract was rescinded, and what was asked before that one says nothing of this (Insurance Law 16).
  ...(disclosure ? { disclosure: null } : {}),
})

/** What a claim begins a new life with at the desk (#52, #69); its history, its documents and who did what stay. */
const anew = { restedAt: null, remindersSent: [], requestsMade: 0, review: {}, acceptedAt: null } as const

/** #52: what was complex was the case of the request before; of a new one nobody has said so. */
const neverComplex = ({ complexity }: Claim): Partial<ClaimFile> => (complexity ? { complexity: null } : {})

/** Whatever reopened it is looked at afresh: back at the desk everything is, in assessment the review stands. */
function reopened(
  { reopenings, review, acceptedAt }: Claim,
  to: 'received' | 'assessing',
  at: Instant,
): Partial<ClaimFile> {
  const counted = { ...anew, reopenings: reopenings + 1, reopenedAt: at }
  return to === 'assessing' ? { ...counted, review, acceptedAt: acceptedAt ?? at } : counted
}

/** #69: a dispute that is won was decided by those who refused; a supervisor alone takes nothing from them. */
const boundByRefusal = (
  claim: Claim,
  { reason }: Extract<ClaimEvent, { type: 'ClaimReopened' }>,
): Pick<ClaimFile, 'refusedForFraud'> =>
  reason !== 'dispute-won' && standsRefusedForFraud(claim) ? { refusedForFraud: true } : {}

function notice(claim: Claim, n: number, change: Partial<Claim['notices'][number]>): Partial<ClaimFile> {
  return { notices: claim.notices.map((candidate) => (candidate.n === n ? { ...candidate, ...change } : candidate)) }
}
