import type { DocumentKind } from '../domain/claim/codes.ts'
import { isOutstanding, requiredDocuments } from '../domain/claim/document-checklist.ts'
import { measuresOf } from '../domain/claim/emergency.ts'
import type { ClaimEvent } from '../domain/claim/events.ts'
import { fold } from '../domain/claim/evolve.ts'
import type { Claim, Notice, NoticeKind, NoticeTemplate } from '../domain/claim/state.ts'
import { noticeVariant } from '../domain/claim/notice-variant.ts'
import { originOf } from '../domain/claim/payment-region.ts'
import { isOfAgreement } from '../domain/claim/prepaid.ts'
import type { Clock, ClockId } from '../domain/clocks/clock.ts'

/** What a notice tells beside its own facts. Texts are ids here: who sends the notice reads them. */
export interface NoticeDetails {
  readonly facts: Notice['facts']
  readonly documents?: readonly DocumentKind[]
  readonly items?: readonly { readonly kind: DocumentKind; readonly reasonTextId: string }[]
  readonly reasonTextId?: string
  readonly variant: NoticeTemplate['variant']
  /** Who has the step, where it is he who is told. */
  readonly ownerId?: string | undefined
}

type Details = Omit<NoticeDetails, 'variant' | 'ownerId'>

/**
 * The details of a notice from the claim as it stood when the notice was first ordered: the same words on every retry and
 * on every channel, whatever happened since. Null while that event is not in the log.
 */
export function noticeDetails(notice: Notice, events: readonly ClaimEvent[]): NoticeDetails | null {
  const first = notice.retryOf ?? notice.n
  const ordering = events.findIndex(({ notices }) => notices?.some(({ n }) => n === first))
  const event = events[ordering]
  if (event === undefined) return null
  const claim = fold(null, events.slice(0, ordering + 1))
  const { facts, ...more } = detailsOf[notice.kind]?.(claim, event) ?? { facts: {} }
  const ownerId = stepOwnerOf(claim, notice)
  return { ...more, facts: withoutNothing({ ...facts, ...notice.facts }), variant: noticeVariant(claim), ownerId }
}

/** A dispute has its handler, whoever owns the claim. */
function stepOwnerOf({ owner, dispute }: Claim, { audience, facts }: Notice): string | undefined {
  // An approval that fell, and a proposal that came back, is told to whoever made it, or who stands in for him.
  const author = facts['approver'] ?? facts['proposer']
  if (typeof author === 'string') return author
  if (audience === 'dispute-handler') return dispute?.handlerId
  return owner?.role === audience ? owner.personId : undefined
}

const detailsOf: { readonly [K in NoticeKind]?: (claim: Claim, event: ClaimEvent) => Details } = {
  guidance: ({ report }) => ({
    facts: {},
    documents: requiredDocuments(report.line, report.facts, report.capacity).map(({ kind }) => kind),
  }),
  acceptance,
  complex: (claim) => ({ facts: dueOrLate(claim, ['C06'], 'decide') }),
  correction,
  'supplement-reminder': (claim) => ({
    facts: dueOf(claim, ['C14'], 'supplyBy'),
    items: itemsAsked(claim).filter(isOutstanding),
  }),
  revived,
  result: determination,
  refusal: determination,
  'offer-reminder': determination,
  reopened: (claim, event) => ({
    facts: {
      ...dueOrLate(claim, ['C06'], 'decide'),
      ...(event.type === 'ClaimReopened' ? { because: event.reason } : {}),
    },
  }),
  payment: paymentDue,
  'prepayment-netted': (claim) => ({ facts: dueOrLate(claim, ['C10'], 'pay') }),
  'dispute-received': (claim) => ({ facts: dueOrLate(claim, ['C16b'], 'decide') }),
  'dispute-answer': (claim, event) => ({
    facts: dueOrLate(claim, ['C16b'], 'decide'),
    ...(event.type === 'DisputeAnswered' ? { reasonTextId: event.answerTextId } : {}),
  }),
  'dispute-decision': (claim, event) => ({ facts: owedByDispute(claim, event), ...wordsOf(event) }),
  'prepayment-none': (_claim, event) => ({
    facts: {},
    ...(event.type === 'NothingProvable' ? { reasonTextId: event.reasonTextId } : {}),
  }),
  'recovery-result': (_claim, event) => ({
    facts: {},
    ...(event.type === 'RecoveryWrittenOff' ? { reasonTextId: event.reasonTextId } : {}),
  }),
  'feedback-answer': (_claim, event) => ({
    facts: {},
    ...(event.type === 'FeedbackAnswered' ? { reasonTextId: event.textId } : {}),
  }),
  emergency: waivedNow,
  'green-channel': waivedNow,
  'objection-answer': (_claim, event) => ({
    facts: {},
    ...(event.type === 'ObjectionAnswered' ? { reasonTextId: event.textId } : {}),
  }),
  cancellation: (_claim, event) => {
    const original = event.type === 'ClaimCancelled' ? event.originalClaimId : undefined
    return { facts: original === undefined ? {} : { originalClaimId: original } }
  },
}

/** What need not be brought while the measures hold. */
function waivedNow(claim: Claim): Details {
  const { waivedDocuments } = measuresOf(claim)
  return waivedDocuments.length === 0 ? { facts: {} } : { facts: {}, documents: waivedDocuments }
}

/** What documents that wake a claim leave missing is told with them; who only asks for it to go on reads it here (#15). */
function revived(claim: Claim, event: ClaimEvent): Details {
  const facts = dueOf(claim, ['C14'], 'supplyBy')
  if (event.type === 'ClaimRevived' && event.withDocuments === true) return { facts }
  const items = itemsAsked(claim).filter(isOutstanding)
  return { facts: { ...facts, missing: items.length }, items }
}

/** The first list is complete, the only one, and stops the law; a further one is none of that (#16). */
function correction(claim: Claim): Details {
  const items = itemsAsked(claim)
  const isFurther = claim.stage.status === 'awaiting-documents' && claim.stage.request.n > 1
  return { facts: isFurther ? { furtherItems: items.length } : { onlyItems: items.length }, items }
}

/** The finding, the ruling or the agreement in the words of whoever wrote it. */
function wordsOf(event: ClaimEvent): Pick<Details, 'reasonTextId'> {
  if (event.type === 'DisputeDecided') return { reasonTextId: event.findingTextId }
  return event.type === 'DisputeAdjudicated' ? { reasonTextId: event.rulingTextId } : {}
}

/** Until when a settlement or a judgment is paid: by the law, our promise, or the date it names. */
function owedByDispute(claim: Claim, { type }: ClaimEvent): Notice['facts'] {
  const isOwed = (type === 'DisputeSettled' || type === 'DisputeJudged') && claim.stage.status === 'agreed'
  return isOwed && claim.stage.agreement.how !== 'undisputed' ? dueOrLate(claim, ['C10'], 'pay') : {}
}

/**
 * The earliest of the clocks that bind the determination is what we aim at, and what the customer is told. A list that was
 * asked for has stopped the law already, and a further one will not (#16).
 */
function acceptance(claim: Claim): Details {
  const { decideBy, ...other } = dueOrLate(claim, ['C05', 'C06', 'C08'], 'decide')
  if (decideBy === undefined) return { facts: other }
  return { facts: claim.requestsMade === 0 ? { decideBy } : { decideSuppliedBy: decideBy } }
}

/** Until when this payee had to have his money, by the law, his contract or our promise. */
function paymentDue(claim: Claim, event: ClaimEvent): Details {
  const payment = event.type === 'PaymentSettled' ? claim.payments.find(({ n }) => n === event.n) : undefined
  if (payment === undefined || !isOfAgreement(claim, payment)) return { facts: {} }
  const owed = claim.clocks.filter(({ id, payeeId }) => id === 'C10' && payeeId === payment.payeeId)
  // Money that came back is owed by a clock of its own (#44).
  const own = owed.findLast((clock) => clock.payment === originOf(payment))
  const clock = own ?? owed.findLast((other) => other.payment === undefined)
  return { facts: clock === undefined ? {} : { payDueBy: clock.dueTarget } }
}

function itemsAsked({ stage }: Claim) {
  return stage.status === 'awaiting-documents' ? stage.request.items : []
}

function determination({ stage, assessment }: Claim): Details {
  if (!('determination' in stage)) return { facts: {} }
  const { payFen, refuseFen, clause, reasonTextId, stillDueFen } = stage.determination
  const cut = refuseFen > 0 ? assessment?.items.find((item) => item.ground !== undefined) : undefined
  const ground = stage.determination.ground ?? cut?.ground
  return {
    facts: {
      amountFen: payFen,
      refusedFen: refuseFen,
      ...(ground === undefined ? {} : { ground }),
      ...(clause === undefined || clause === '' ? {} : { clause }),
      ...(stillDueFen === undefined ? {} : { stillDueFen }),
    },
    ...(reasonTextId === undefined ? {} : { reasonTextId }),
  }
}

function dueOf({ clocks }: Claim, ids: readonly ClockId[], name: 'supplyBy'): Notice['facts'] {
  const running = clocks.filter(({ id, state }) => ids.includes(id) && state === 'running')
  return running.length === 0 ? {} : { [name]: Math.min(...running.map(({ dueTarget }) => dueTarget)) }
}

/** The same, and where none of them runs until when it stood still, or since when it is late: no notice leaves the time open. */
function dueOrLate(claim: Claim, ids: readonly ClockId[], act: 'decide' | 'pay'): Notice['facts'] {
  const open = (state: Clock['state']): number[] =>
    claim.clocks.filter((clock) => ids.includes(clock.id) && clock.state === state).map(({ dueTarget }) => dueTarget)
  const [running, paused, breached] = [open('running'), open('paused'), open('breached')]
  if (running.length > 0) return { [`${act}By`]: Math.min(...running) }
  if (paused.length > 0) return { [`${act}PausedBy`]: Math.min(...paused) }
  return breached.length > 0 ? { [`${act}LateAt`]: Math.min(...breached) } : {}
}

/** Nothing was refused: then the notice does not speak of it. */
const withoutNothing = (facts: Notice['facts']): Notice['facts'] =>
  Object.fromEntries(Object.entries(facts).filter(([name, value]) => name !== 'refusedFen' || value !== 0))
