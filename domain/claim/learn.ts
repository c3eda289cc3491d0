import type { Instant } from '../time.ts'
import type { ClaimReceipt, ReceiptOf } from './commands.ts'
import type { Context } from './decision.ts'
import type { ClaimFact } from './events.ts'
import { bankAnswered } from './payment.ts'
import type { Claim, Notice } from './state.ts'
import type { Unfolding } from './unfold.ts'
import { passDeadlines, system, unfold } from './unfold.ts'

/**
 * What a receipt does to the claim. It happened `ageMs` ago by its own system, never before the act it answers: only
 * the deadlines up to then pass first, so an answer that was in time is not made late by the way it took. A receipt
 * that does not apply becomes an event with its reason: nothing that arrived is lost in silence.
 */
export function learn(claim: Claim, receipt: ClaimReceipt, context: Context): Unfolding {
  const at = instantOf(claim, receipt, context.now)
  const passed = passDeadlines({ claim, events: [] }, at, context)
  const facts = factsOf(passed.claim ?? claim, receipt, { ...context, now: at })
  const done = unfold(passed, facts, { by: system, at }, { ...context, now: at })
  return passDeadlines(done, context.now, context)
}

function instantOf(claim: Claim, receipt: ClaimReceipt, now: Instant): Instant {
  if (receipt.type === 'NoticeReceipt') {
    const notice = claim.notices.find(({ n }) => n === receipt.n)
    return Math.max(now - receipt.ageMs, notice?.dispatchedAt ?? notice?.orderedAt ?? 0)
  }
  // Money moved when the bank says, but never before we decided that it should: the last event is the floor.
  return receipt.type === 'BankAnswered' ? Math.max(now - receipt.ageMs, claim.lastAt) : Math.max(now, claim.lastAt)
}

function factsOf(claim: Claim, receipt: ClaimReceipt, context: Context): readonly ClaimFact[] {
  const learned = (learners[receipt.type] as Learner<ClaimReceipt>)(claim, receipt, context)
  if (typeof learned !== 'string') return learned
  return [{ type: 'FactDisregarded', fact: receipt.type, reason: learned, reference: referenceOf(receipt) }]
}

/** Facts, or the reason why the receipt does not apply. */
type Learner<R> = (claim: Claim, receipt: R, context: Context) => readonly ClaimFact[] | string

const learners: { readonly [T in ClaimReceipt['type']]: Learner<ReceiptOf<T>> } = {
  PolicyAnswered: (claim, { policy }, { now }) => {
    if (claim.policy.known === 'found') return 'the policy is known already'
    return [{ type: 'PolicyLookedUp', policy: policy ?? { known: 'unknown', askedAt: now } }]
  },
  NoticeSentOut: (claim, { n, messageId }) => {
    const notice = noticeOf(claim, n)
    return notice?.state === 'queued'
      ? [{ type: 'NoticeDispatched', n, messageId }]
      : 'the notice is not waiting to be sent'
  },
  NoticeReceipt: noticeReceipt,
  BankAnswered: (claim, receipt, context) =>
    bankAnswered(claim, receipt, context) ?? 'the payment does not wait for this answer',
  AbsorbCopy: (claim, { copyClaimId, receivedAt, documents }) => {
    if (claim.stage.status === 'cancelled') return 'the claim was cancelled itself'
    const known = new Set(claim.documents.map(({ documentId }) => documentId))
    const added = documents.filter(({ documentId }) => !known.has(documentId))
    return [
      { type: 'CopyAbsorbed', copyClaimId, documents: added, ...(receivedAt === undefined ? {} : { receivedAt }) },
    ]
  },
  HandoverDone: ({ handover }, { toClaimId }) =>
    handover?.done === false ? [{ type: 'CopyHandedOver', toClaimId }] : 'nothing waits to be handed over',
  DuplicateFound: (claim, { otherClaimId }) => {
    if (claim.suspicion || claim.notCopiesOf.includes(otherClaimId))
      return 'a person has looked at this, or is about to'
    return undecided.has(claim.stage.status) ? [{ type: 'DuplicateSuspected', otherClaimId }] : 'the claim is decided'
  },
}

/** #4: a suspicion is raised until the claim is decided. */
const undecided: ReadonlySet<string> = new Set([
  'reported',
  'received',
  'awaiting-documents',
  'dormant',
  'accepted',
  'triaged',
  'investigating',
  'reviewing',
  'assessing',
  'awaiting-approval',
])

const noticeOf = (claim: Claim, n: number): Notice | undefined => claim.notices.find((notice) => notice.n === n)

function noticeReceipt(
  claim: Claim,
  { n, outcome, cause, proof }: ReceiptOf<'NoticeReceipt'>,
): readonly ClaimFact[] | string {
  const notice = noticeOf(claim, n)
  if (notice === undefined) return `there is no notice ${n}`
  if (notice.state === 'delivered') return `notice ${n} is proven delivered already`
  if (outcome === 'delivered') return [{ type: 'NoticeDelivered', n, proof }]
  return notice.state === 'failed'
    ? `notice ${n} failed already`
    : [{ type: 'NoticeFailed', n, cause: cause ?? 'not delivered' }]
}

function referenceOf(receipt: ClaimReceipt): string {
  if ('n' in receipt) return String(receipt.n)
  if ('copyClaimId' in receipt) return receipt.copyClaimId
  return 'otherClaimId' in receipt ? receipt.otherClaimId : ''
}
