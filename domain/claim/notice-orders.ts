import { showInstant } from '../time.ts'
import type { Instant } from '../time.ts'
import type { ClockId } from '../clocks/clock.ts'
import type { LatenessAudience } from '../clocks/lateness.ts'
import { toldOf } from '../clocks/lateness.ts'
import { ruleBook } from '../rules.ts'
import type { AdvanceNotice } from './advance-notices.ts'
import { toldOfAdvance } from './advance-notices.ts'
import type { NoticeChannel, Role } from './codes.ts'
import { confidant, isConfidentialClock } from './confidential.ts'
import { determinationNotice } from './determination-notice.ts'
import { disputeClocks } from './dispute-clocks.ts'
import { disputeOrders } from './dispute-notices.ts'
import { isOutstanding } from './document-checklist.ts'
import { nothingNew } from './duplicates.ts'
import { toldOfEmergency } from './emergency-notices.ts'
import type { ClaimFact, FactOf } from './events.ts'
import { askedBy, isAccepted } from './evolve-stage.ts'
import { foundLate } from './fraud-score.ts'
import { toldOfFallen } from './fallen-notices.ts'
import * as hold from './hold-notices.ts'
import { holdOrders, workItems } from './hold-orders.ts'
import { invoiceRefuted } from './invoice-notices.ts'
import { toldOfMeasure } from './measure-notices.ts'
import { awaitsSlip, firstTry, isOnItsWay, isTelling, mayBeLost, noAnswer, tellingNotices } from './notice.ts'
import type { Draft, Known, Order, Orders } from './notice-drafts.ts'
import { ownChannels, toBranch, toClaimant } from './notice-drafts.ts'
import { approverAbove, queueOf } from './owner.ts'
import { payeeOrders } from './payee-notices.ts'
import { paymentOrders } from './payment-notices.ts'
import type { Claim, Notice, NoticeKind } from './state.ts'
import { supplementReminders, whyItRests } from './supplement-end.ts'

/** The notices a fact orders: one per customer-visible change, and those the branch must act on. `claim` stands after the fact. */
export function noticeOrders(claim: Claim, fact: ClaimFact, at: Instant, context: Known): readonly Notice[] {
  const order = orders[fact.type] as Order<ClaimFact> | undefined
  const told = [
    ...(order?.(claim, fact, context) ?? []),
    ...drafts(claim, [...toldOfAdvance(claim, fact), ...toldOfEmergency(claim, fact)]),
    ...toldOfFallen(claim),
    ...toldOfMeasure(claim, fact),
  ]
  return told.map((draft, index) => ({
    ...draft,
    n: claim.noticesOrdered + 1 + index,
    state: 'queued',
    orderedAt: at,
  }))
}

const orders: Orders = {
  ...disputeOrders,
  ClaimReported: (claim) => [toClaimant(claim, 'guidance')],
  ReportReminded: (claim, { afterDays }) => [toClaimant(claim, 'report-reminder', { afterDays })],
  ClaimFiled: (claim, { filing }) => limitationPassed(claim, filing.receivedAt),
  ClaimAccepted: (claim) => [toClaimant(claim, 'acceptance')],
  DocumentsRequested: (claim, { n, items, workingDays }) => [
    toClaimant(claim, 'correction', { request: n, items: items.length, workingDays }),
  ],
  SupplementReminded: (claim, { percent }) => [reminder(claim, percent)],
  DocumentsSupplied: (claim) => stillMissing(claim),
  SupplementExtended: (claim) => [
    { ...toClaimant(claim, 'supplement-reminder'), channel: 'post' },
    toBranch('staff-work-item', 'supervisor', { task: 'supplement reminders were not delivered' }),
  ],
  ClaimWentDormant: (claim) => [toClaimant(claim, 'dormant', whyItRests(claim))],
  ClaimRevived: (claim) => [toClaimant(claim, 'revived'), ...limitationPassed(claim, claim.lastAt)],
  DuplicateSuspected: (claim, { otherClaimId }) => [
    toBranch('staff-work-item', 'intake-clerk', { ...copyTask(claim), copy: otherClaimId }),
  ],
  ComplexityProposed: () => [toBranch('staff-work-item', 'supervisor', { task: 'confirm that the claim is complex' })],
  ComplexityConfirmed: (claim) => [toClaimant(claim, 'complex')],
  SurveyTargetMissed: (claim) => [
    toBranch('staff-work-item', 'supervisor', {
      task: 'survey target missed: reassign',
      escalation: claim.escalationsRaised,
    }),
  ],
  ProposalApproved: (claim, _fact, context) => determined(claim, context),
  SmallClaimApproved: (claim, _fact, context) => determined(claim, context),
  OfferReminded: (claim, { percent }) => [toClaimant(claim, 'offer-reminder', { percent })],
  InvoiceRefuted: (_claim, fact) => invoiceRefuted(fact),
  ...paymentOrders,
  ...payeeOrders,
  ClaimPaid: (claim) => [toClaimant(claim, 'survey')],
  ClaimWithdrawn: (claim) => [toClaimant(claim, 'withdrawal')],
  ClaimCancelled: (claim) => [toClaimant(claim, 'cancellation')],
  ClaimReopened: (claim) => [toClaimant(claim, 'reopened')],
  FeedbackAnswered: (claim) => [toClaimant(claim, 'feedback-answer')],
  PolicyRelinked: (claim) => [toClaimant(claim, 'policy-correction')],
  ClockEscalated: (claim, fact) => {
    const told = escalation(claim, fact)
    const tasks = workItems(hold.holdBeforeDetermination(claim, fact))
    return [...told, ...tasks.filter(({ audience }) => told.every((other) => other.audience !== audience))]
  },
  ...holdOrders,
  EscalationUnanswered: (claim, { escalation: n, next }) => unanswered(claim, n, next),
  NoticeDispatched: (claim, { n }) => slip(claim, n),
  NoticeFailed: (claim, { n, cause }) => nextTry(claim, n, cause),
  CopyAbsorbed: (_claim, { copyClaimId, leftOut = 0 }) =>
    leftOut === 0
      ? []
      : [toBranch('staff-work-item', 'supervisor', { task: 'copy not wholly taken in', copy: copyClaimId, leftOut })],
  FactDisregarded: (_claim, fact) => overtakenFact(fact),
}

function overtakenFact({ fact, reason, reference }: FactOf<'FactDisregarded'>): readonly Draft[] {
  if (fact === 'FraudScored' && reason === foundLate) return workItems(hold.scoredLate(reference))
  // The documents of a copy that was handed to a claim which is no more, or is full: somebody has to find them a home.
  return fact === 'AbsorbCopy' && reason !== nothingNew
    ? [toBranch('staff-work-item', 'supervisor', { task: 'copy not taken in', copy: reference })]
    : []
}

/** Of a report no acceptance answer is due yet. */
const copyTask = ({ filing }: Claim): { readonly task: string } =>
  filing === undefined
    ? { task: 'possible copy: decide before it is filed' }
    : { task: 'possible copy: decide before the acceptance answer is due' }

const drafts = (claim: Claim, told: readonly AdvanceNotice[]): Draft[] =>
  told.map((one) =>
    'kind' in one
      ? toClaimant(claim, one.kind, one.facts)
      : toBranch('staff-work-item', one.role, { ...one.facts, task: one.task }),
  )

/**
 * A reminder takes another channel than the request and the reminders of this supplement time (#12). Where the request
 * was tried by all, it differs from the reminders at least: silence never rests on one channel (#14).
 */
function reminder(claim: Claim, percent: number): Draft {
  const asked = askedBy(claim)
  const request = claim.notices.filter((notice) => firstTry(notice) === asked).map(({ channel }) => channel)
  const reminded = supplementReminders(claim).map(({ channel }) => channel)
  const draft = toClaimant(claim, 'supplement-reminder', { percent })
  const channel = nextChannel(claim, [...request, ...reminded]) ?? nextChannel(claim, reminded) ?? draft.channel
  return { ...draft, channel }
}

/**
 * #3, #15: a request after its limitation (C23) is taken up like any other, for it is a warning and never a gate: a person
 * decides whether it is raised, and compliance is told. The one that begins with the request is not the one it came after.
 */
function limitationPassed({ clocks }: Claim, at: Instant): Draft[] {
  const ran = clocks.findLast(
    ({ id, startedAt, state }) => (id === 'C23a' || id === 'C23b') && state !== 'void' && startedAt < at,
  )
  if (ran === undefined || at < ran.dueLegal) return []
  const facts = { clock: ran.id, dueAt: showInstant(ran.dueLegal) }
  return (['supervisor', 'compliance'] as const).map((audience) =>
    toBranch('staff-work-item', audience, { task: 'limitation passed: decide whether it is raised', ...facts }),
  )
}

/** #11: what arrived is not all: the customer reads at once what is still missing. */
function stillMissing(claim: Claim): Draft[] {
  if (claim.stage.status !== 'awaiting-documents') return []
  const missing = claim.stage.request.items.filter(isOutstanding).length
  return missing === 0 ? [] : [toClaimant(claim, 'supplement-reminder', { missing })]
}

function determined(claim: Claim, context: Known): Draft[] {
  const told = determinationNotice(claim, context)
  return told === null ? [] : [toClaimant(claim, told.kind, told.facts)]
}

function escalation(
  claim: Claim,
  { clock, n, level }: Pick<FactOf<'ClockEscalated'>, 'clock' | 'n' | 'level'>,
): Draft[] {
  const facts = { clock, instance: n, level, dueAt: dueAt(claim, clock, n) }
  const toStaff = { ...facts, escalation: claim.escalationsRaised }
  if (isConfidentialClock(clock)) return [toBranch('staff-escalation', confidant, toStaff)]
  const told = toldOf(ruleBook(claim.rules).clocks[clock])[level] ?? []
  const audiences = new Set(told.map((audience) => personOf(claim, clock, audience)))
  return [...audiences].map((audience) =>
    audience === 'claimant' ? toClaimant(claim, 'breach', facts) : toBranch('staff-escalation', audience, toStaff),
  )
}

function personOf(claim: Claim, clock: ClockId, audience: LatenessAudience): Role | 'claimant' {
  if (audience === 'step-owner') return stepOwnerOf(claim, clock)
  if (audience === 'next-step-up') return approverAbove(claim, 1)
  return audience === 'two-steps-up' ? approverAbove(claim, 2) : audience
}

/** A dispute is its handler's to decide, wherever the claim stands. */
const stepOwnerOf = (claim: Claim, clock: ClockId): Role =>
  (disputeClocks as readonly ClockId[]).includes(clock)
    ? 'dispute-handler'
    : (openly(claim.owner?.role ?? queueOf(claim)) ?? 'intake-clerk')

/** That compliance has the step is nobody's to learn: to all others the claim waits for the bank. */
const openly = (role: Role | null): Role | null => (role === confidant ? null : role)

/** The next level learns what those before it were told, and since when nobody has answered (#73). */
function unanswered(claim: Claim, n: number, next: Role): Draft[] {
  const escalation = claim.escalations.find((candidate) => candidate.n === n)
  if (escalation === undefined) return []
  const { subject, level, at } = escalation
  const silence = { escalation: n, toldAt: showInstant(at) }
  if (subject.kind === 'survey')
    return [toBranch('staff-work-item', next, { task: 'survey target missed: reassign', ...silence })]
  const { clock, instance } = subject
  return [
    toBranch('staff-escalation', next, {
      clock,
      instance,
      level,
      dueAt: dueAt(claim, clock, instance),
      ...silence,
    }),
  ]
}

const dueAt = ({ clocks }: Claim, id: ClockId, n: number): string =>
  showInstant(clocks.find((clock) => clock.id === id && clock.n === n)?.dueTarget ?? 0)

function nextTry(claim: Claim, n: number, cause: string): Draft[] {
  const failed = claim.notices.find((notice) => notice.n === n)
  if (failed === undefined || failed.audience !== 'claimant' || mayBeLost.has(failed.kind)) return []
  const tried = claim.notices.filter((notice) => firstTry(notice) === firstTry(failed))
  if (tried.some(({ state }) => state === 'delivered') || isMoot(claim, failed)) return []
  // A letter goes beside the other channels: it holds none of them up, and none goes on while another is out.
  const out = tried.filter((other) => other.n !== n && (isOnItsWay(other) || awaitsSlip(other)))
  if (out.some(({ channel }) => channel !== 'post')) return []
  const next = nextChannel(
    claim,
    tried.map(({ channel }) => channel),
  )
  if (next !== null) {
    const byPost = next !== 'post' && isLetterDue(claim, tried, cause) ? (['post'] as const) : []
    return [next, ...byPost].map((channel) => draftOf({ ...failed, channel, retryOf: firstTry(failed) }))
  }
  if (out.length > 0) return []
  return [toBranch('staff-work-item', 'supervisor', { task: 'deliver by hand', notice: n, kind: failed.kind })]
}

/**
 * #31, #7: a determination and a list of documents go by registered post beside the next channel as soon as one was silent
 * for its three working days, or a second one failed: at the latest three working days after the first that failed, for
 * C04 allows five in all, and the customer's time for his documents begins then (C14).
 */
function isLetterDue({ notices }: Claim, tried: readonly Notice[], cause: string): boolean {
  const [first] = tried
  if (first === undefined || !(first.kind === 'correction' || isTelling(notices, first.n))) return false
  return tried.every(({ channel }) => channel !== 'post') && (cause === noAnswer || tried.length > 1)
}

/** Registered post answers nobody: a person keeps the slip and records it. */
function slip({ notices }: Claim, n: number): Draft[] {
  const sent = notices.find((notice) => notice.n === n)
  if (sent === undefined || !awaitsSlip(sent)) return []
  return [toBranch('staff-work-item', 'intake-clerk', { task: 'record the proof of registered post', notice: n })]
}

/** Not worth another channel: the list nobody waits for, the decision that was overtaken, the news of a claim that ended. */
const isMoot = (claim: Claim, notice: Notice): boolean => overtaken[notice.kind]?.(claim, notice) ?? false

const overtaken: { readonly [K in NoticeKind]?: (claim: Claim, notice: Notice) => boolean } = {
  guidance: ({ stage, filing }) => 'endedAt' in stage || filing !== undefined,
  acceptance: (claim) => 'endedAt' in claim.stage || !isAccepted(claim),
  complex: (claim) => 'endedAt' in claim.stage || !isAccepted(claim),
  correction: (claim, notice) => askedBy(claim) !== firstTry(notice),
  dormant: ({ stage }) => stage.status !== 'dormant',
  revived: ({ stage }) => 'endedAt' in stage || stage.status === 'dormant',
  result: isRedecided,
  refusal: isRedecided,
  withdrawal: ({ stage }) => stage.status !== 'withdrawn',
  'account-trouble': ({ payments }, { facts }) =>
    !payments.some(({ n, state }) => n === facts['payment'] && state === 'fix-account'),
  'policy-correction': ({ stage }) => 'endedAt' in stage,
  reopened: ({ stage }) => 'endedAt' in stage,
}

function isRedecided({ stage, notices }: Claim, { n }: Notice): boolean {
  return stage.status !== 'decided' || !tellingNotices(notices).some((notice) => notice.n === n)
}

/** The customer's own channels in their order, then SMS, phone, registered post. */
function nextChannel(claim: Claim, tried: readonly NoticeChannel[]): NoticeChannel | null {
  const order: NoticeChannel[] = [...ownChannels(claim), 'sms', 'phone', 'post']
  return order.find((channel) => !tried.includes(channel)) ?? null
}

const draftOf = ({ kind, channel, audience, facts, retryOf }: Draft): Draft =>
  retryOf === undefined ? { kind, channel, audience, facts } : { kind, channel, audience, facts, retryOf }
