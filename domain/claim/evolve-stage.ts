import type { Instant } from '../time.ts'
import type { DocumentKind } from './codes.ts'
import { castVote, determined } from './determined.ts'
import type { ClaimEvent, ClaimEventType } from './events.ts'
import { judged, settled } from './evolve-dispute.ts'
import { firstTry } from './notice.ts'
import { isHeld, isPrincipal } from './payment-region.ts'
import { advanceOf, owedAgainFen } from './prepaid.ts'
import type {
  AskingStage,
  AwaitingDocuments,
  Claim,
  ClaimDocument,
  Determination,
  DocumentRequest,
  Stage,
  StageOf,
  SurveyOrder,
} from './state.ts'
import { askingStatuses } from './statuses.ts'

/** Where the claim stands after the event: the arrows of the transition table. */
export function evolveStage(claim: Claim, event: ClaimEvent): Stage {
  const move = moves[event.type] as Move<ClaimEvent> | undefined
  return move === undefined ? claim.stage : move(claim, event)
}

type EventOf<T extends ClaimEventType> = Extract<ClaimEvent, { readonly type: T }>
type Move<E> = (claim: Claim, event: E) => Stage
type Moves = { readonly [T in ClaimEventType]?: Move<EventOf<T>> }

const moves: Moves = {
  PolicyRelinked: ({ stage }) => relinked(stage),
  ClaimFiled: () => ({ status: 'received' }),
  CheckStarted: (_claim, { at }) => ({ status: 'received', checkStartedAt: at }),
  ClaimAccepted: () => ({ status: 'accepted' }),
  DocumentsRequested: (claim, { n, items, noticeN }) => ({
    status: 'awaiting-documents',
    request: { n, items, noticeN },
    asker: asking(claim),
  }),
  NoticeDelivered: (claim, { n, at }) => withDelivery(claim, n, at),
  DocumentsSupplied: (claim, { documents, at }) => withArrived(claim, documents, at),
  CopyAbsorbed: (claim, { documents, at }) => withArrived(claim, documents, at),
  DocumentsWaived: ({ stage }, { kinds, at }) => waived(stage, kinds, at),
  DocumentsCompleted: (claim) => waiting(claim)?.asker ?? claim.stage,
  SupplementTimeRanOut: (claim) => afterRunningOut(claim),
  SupplementExtended: (claim) => extended(claim),
  ClaimWentDormant: (claim, { at }) => ({
    status: 'dormant',
    since: at,
    from: waiting(claim) ?? { status: 'reported' },
  }),
  ClaimRevived: (claim) => revived(claim),
  RefusalProposed: (claim, { proposal }) => ({ status: 'awaiting-approval', proposal, asker: proposing(claim) }),
  ClaimTriaged: ({ stage }) => ({ status: 'triaged', ...surveyUnderWay(stage) }),
  SurveyOrdered: (_claim, { survey }) => ({ status: 'investigating', survey }),
  SurveyTargetMissed: ({ stage }) =>
    stage.status === 'investigating' ? { ...stage, survey: { ...stage.survey, targetMissed: true } } : stage,
  SurveyReported: () => ({ status: 'reviewing' }),
  SurveyWaived: () => ({ status: 'reviewing' }),
  ReviewBegun: () => ({ status: 'reviewing' }),
  LiabilityFixed: () => ({ status: 'assessing' }),
  LossAssessed: (_claim, { proposal }) => ({ status: 'awaiting-approval', proposal, asker: { status: 'assessing' } }),
  ConcessionProposed: (claim, { proposal }) => ({ status: 'awaiting-approval', proposal, asker: proposing(claim) }),
  ProposalRerouted: ({ stage }, { level }) =>
    stage.status === 'awaiting-approval' ? { ...stage, proposal: { ...stage.proposal, requiredLevel: level } } : stage,
  ProposalApproved: (claim, event) => decided(claim, event),
  VoteCast: (claim, event) => voted(claim, event),
  SmallClaimApproved: (_claim, { at, by, proposal, limits, limitsVersion }) => ({
    status: 'decided',
    determination: {
      ...proposal,
      approvedBy: by.id,
      approvedAt: at,
      approverLevel: 0,
      limits,
      ...(limitsVersion === undefined ? {} : { limitsVersion }),
    },
  }),
  ProposalReturned: ({ stage }) => (stage.status === 'awaiting-approval' ? stage.asker : stage),
  ClaimOffered: (claim, { at }) => ({ status: 'offered', determination: determinationOf(claim), offeredAt: at }),
  ClaimDenied: (claim, { at }) => ({ status: 'denied', determination: determinationOf(claim), endedAt: at }),
  ClaimDeclined: (claim, { at }) => ({ status: 'declined', determination: determinationOf(claim), endedAt: at }),
  OfferAgreed: (claim, { at, how, agreedAt = at }) => ({
    status: 'agreed',
    determination: determinationOf(claim),
    agreement: { at: agreedAt, how },
  }),
  PayeesFrozen: ({ stage }) => (stage.status === 'agreed' ? { ...stage, status: 'paying' } : stage),
  PayeesUnfrozen: ({ stage }, { payees }) => (payees.length > 0 ? payingAgain(stage) : stage),
  ClaimPaid: (claim, { at }) => ({ status: 'paid', ...settledTerms(claim), paidAt: at }),
  ClaimPaidInPart: (claim, { at }) => ({ status: 'paid', ...settledTerms(claim), paidAt: at, partial: true }),
  PaymentBounced: (claim, { n }) => (owesAgain(claim, n) ? payingAgain(claim.stage) : claim.stage),
  AccountNamed: (claim, { n }) =>
    claim.stage.status === 'closed' && owes(claim, n) ? payingAgain(claim.stage) : claim.stage,
  FeedbackGiven: (claim, event) => fedBack(claim, event),
  FeedbackAnswered: ({ stage }, { at }) =>
    stage.status === 'feedback' ? { ...stage, feedback: { ...stage.feedback, answeredAt: at } } : stage,
  ClaimClosed: (claim, { at }) => ({
    status: 'closed',
    ...settledTerms(claim),
    endedAt: at,
    ...(claim.payments.some(isHeld) ? { outstanding: true as const } : {}),
  }),
  ClaimWithdrawn: (_claim, { at, reasonTextId }) => ({ status: 'withdrawn', endedAt: at, reason: reasonTextId }),
  ClaimCancelled: (_claim, { at, because }) => ({ status: 'cancelled', endedAt: at, reason: because }),
  ClaimReopened: (_claim, { to }) => ({ status: to }),
  DisputeSettled: settled,
  DisputeJudged: judged,
  FraudProven: (claim, { proposal }) => ({ status: 'awaiting-approval', proposal, asker: proposing(claim) }),
  ProposalCountersigned: ({ stage }, { by }) =>
    stage.status === 'awaiting-approval'
      ? { ...stage, proposal: { ...stage.proposal, countersignedBy: by.id } }
      : stage,
  RefusalStarted: ({ stage }) => onToReview(stage),
}

const waiting = ({ stage }: Claim): AwaitingDocuments | null => (stage.status === 'awaiting-documents' ? stage : null)

const isAsking = (stage: Stage): stage is AskingStage => (askingStatuses as readonly string[]).includes(stage.status)

/** True once the claim was taken up in this life of it: reopening at the desk begins anew. */
export const isAccepted = ({ acceptedAt }: Claim): boolean => typeof acceptedAt === 'number'

/** #53: what waits for the customer goes on waiting, and comes back to the new beginning. */
function relinked(stage: Stage): Stage {
  if (stage.status === 'awaiting-documents') return { ...stage, asker: afresh(stage.asker) }
  if (stage.status === 'dormant' && stage.from.status === 'awaiting-documents') {
    return { ...stage, from: { ...stage.from, asker: afresh(stage.from.asker) } }
  }
  return isAsking(stage) ? afresh(stage) : stage
}

/** Triage and all behind it rest on the policy: a claim that was taken up is triaged again. */
const afresh = (stage: AskingStage): AskingStage =>
  stage.status === 'received' ? stage : { status: 'accepted', ...surveyUnderWay(stage) }

/** What is to be seen does not depend on the policy: a survey that was ordered keeps its target. */
const surveyUnderWay = (stage: Stage): { readonly survey?: SurveyOrder } =>
  'survey' in stage && stage.survey !== undefined ? { survey: stage.survey } : {}

function asking({ stage }: Claim): AskingStage {
  return isAsking(stage) ? stage : { status: 'received' }
}

function proposing({ stage }: Claim): StageOf<'awaiting-approval'>['asker'] {
  if (stage.status === 'awaiting-approval') return stage.asker
  return stage.status === 'assessing' || stage.status === 'reviewing' || stage.status === 'received'
    ? stage
    : { status: 'reviewing' }
}

/** The number of the notice that told the open request first, also while the claim sleeps over it; or null. */
export const askedBy = ({ stage }: Claim): number | null => openRequestOf(stage)?.request.noticeN ?? null

/** When the open request was made; null while there is none. Its notice is at hand as long as it is open. */
export function askedAt(claim: Claim): Instant | null {
  const noticeN = askedBy(claim)
  if (noticeN === null) return null
  return claim.notices.find(({ n }) => n === noticeN)?.orderedAt ?? claim.statusSince
}

/** The request a claim waits for, also while it sleeps over it; or null. */
export function openRequestOf(stage: Stage): AwaitingDocuments | null {
  const asking = stage.status === 'dormant' ? stage.from : stage
  return asking.status === 'awaiting-documents' ? asking : null
}

/** The open request a correction notice asked for, when its delivery by any channel is news; else null. */
export function requestDelivered({ stage, notices }: Claim, n: number): AwaitingDocuments | null {
  const asking = openRequestOf(stage)
  if (asking === null || asking.request.deliveredAt !== undefined) return null
  const notice = notices.find((candidate) => candidate.n === n)
  return notice !== undefined && firstTry(notice) === asking.request.noticeN ? asking : null
}

function withDelivery(claim: Claim, n: number, at: number): Stage {
  const asking = requestDelivered(claim, n)
  if (asking === null) return claim.stage
  const proven = { ...asking, request: { ...asking.request, deliveredAt: at } }
  return claim.stage.status === 'dormant' ? { ...claim.stage, from: proven } : proven
}

/** #15: the supplement time begins anew, with its one extension. */
function revived({ stage }: Claim): Stage {
  if (stage.status !== 'dormant' || stage.from.status === 'reported') return stage
  return { ...stage.from, request: { ...stage.from.request, extended: false } }
}

/** What became known at `at` had arrived by then, and what was here before it was asked for counts from the asking on. */
function withArrived(claim: Claim, documents: readonly ClaimDocument[], at: Instant): Stage {
  const { stage } = claim
  if (stage.status !== 'awaiting-documents') return stage
  const items = stage.request.items.map((item) => {
    const arrivals = documents.filter(({ kind }) => kind === item.kind).map(({ receivedAt }) => receivedAt)
    if (item.arrived || arrivals.length === 0) return item
    const arrivedAt = Math.min(at, Math.max(askedAt(claim) ?? at, Math.min(...arrivals)))
    return { ...item, arrived: true, arrivedAt }
  })
  return { ...stage, request: { ...stage.request, items } }
}

/** #72: also while the claim sleeps over its list. */
function waived(stage: Stage, kinds: readonly DocumentKind[], at: Instant): Stage {
  if (stage.status === 'dormant' && stage.from.status === 'awaiting-documents') {
    return { ...stage, from: { ...stage.from, request: without(stage.from.request, kinds, at) } }
  }
  return stage.status === 'awaiting-documents' ? { ...stage, request: without(stage.request, kinds, at) } : stage
}

function without(request: DocumentRequest, kinds: readonly DocumentKind[], waivedAt: Instant): DocumentRequest {
  const items = request.items.map((item) => (!item.arrived && kinds.includes(item.kind) ? { ...item, waivedAt } : item))
  return { ...request, items }
}

/** #13: a claim not yet accepted goes on as accepted by an event of its own, an untriaged one (#53) to triage, others to review. */
function afterRunningOut(claim: Claim): Stage {
  const asker = waiting(claim)?.asker ?? claim.stage
  return asker.status === 'received' || asker.status === 'accepted' ? asker : { status: 'reviewing' }
}

/** #27: as when the supplement time ran out; from elsewhere straight to review. */
function onToReview(stage: Stage): Stage {
  const asker = openRequestOf(stage)?.asker
  return asker?.status === 'received' || asker?.status === 'accepted' ? asker : { status: 'reviewing' }
}

function extended({ stage }: Claim): Stage {
  return stage.status === 'awaiting-documents' ? { ...stage, request: { ...stage.request, extended: true } } : stage
}

function decided({ stage }: Claim, event: EventOf<'ProposalApproved'>): Stage {
  if (stage.status !== 'awaiting-approval') return stage
  return { status: 'decided', determination: determined(stage.proposal, event, stage.votes) }
}

function voted({ stage }: Claim, event: EventOf<'VoteCast'>): Stage {
  if (stage.status !== 'awaiting-approval' || event.on !== undefined) return stage
  return { ...stage, votes: [...(stage.votes ?? []), castVote(event)] }
}

function fedBack({ stage }: Claim, { at, score, textId }: Extract<ClaimEvent, { type: 'FeedbackGiven' }>): Stage {
  if (stage.status !== 'paid') return stage
  return { ...stage, status: 'feedback', feedback: textId === undefined ? { score, at } : { score, at, textId } }
}

/** What was determined and agreed, carried along: money that comes back is owed by the same terms. */
function settledTerms(claim: Claim): Pick<StageOf<'paid'>, 'determination' | 'agreement'> {
  const { stage } = claim
  const agreement = 'agreement' in stage ? stage.agreement : undefined
  return { determination: determinationOf(claim), ...(agreement === undefined ? {} : { agreement }) }
}

/** What paying late costs is paid beside the claim, wherever it stands, and what a refusal has counted is owed by nobody. */
const owes = (claim: Claim, n: number): boolean =>
  claim.payments.some((payment) => payment.n === n && isPrincipal(payment)) && advanceOf(claim, n)?.refused !== true

/** Of an advance that was more than the final sum nothing may be left to owe (#59). */
const owesAgain = (claim: Claim, n: number): boolean =>
  owes(claim, n) && claim.payments.some((payment) => payment.n === n && owedAgainFen(claim, payment) > 0)

/** #42, #44, #75: a claim that was paid, and perhaps closed, is paid again. Where it has moved on, the payment is seen to beside it. */
function payingAgain(stage: Stage): Stage {
  if (stage.status !== 'paid' && stage.status !== 'feedback' && stage.status !== 'closed') return stage
  const { determination } = stage
  const at = stage.status === 'closed' ? stage.endedAt : stage.paidAt
  return { status: 'paying', determination, agreement: stage.agreement ?? { at, how: 'agreed' } }
}

/** Behind `decided` every stage carries its determination; one without it is a fault of the rules, not of a caller. */
function determinationOf({ stage }: Claim): Determination {
  if ('determination' in stage) return stage.determination
  throw new Error(`no determination in status ${stage.status}`)
}
