import type { Instant } from '../time.ts'
import { countedBy, hearOfCalendar } from './calendar.ts'
import type { ClaimReceipt, ReceiptOf } from './commands.ts'
import type { Context } from './decision.ts'
import { absorbCopy } from './duplicates.ts'
import { hearOfEvent } from './emergency.ts'
import type { ClaimFact } from './events.ts'
import { codesOf, fraudScored } from './fraud-score.ts'
import { invoiceChecked } from './invoices.ts'
import { isForgotten } from './memory.ts'
import { bankAnswered } from './payment.ts'
import { payeeHit } from './screening.ts'
import type { Claim, Notice } from './state.ts'
import { isUndecided } from './statuses.ts'
import type { Unfolding } from './unfold.ts'
import { passDeadlines, system, unfold } from './unfold.ts'

/**
 * What a receipt does to the claim. It happened `ageMs` ago by its own system, never before the act it answers: only
 * the deadlines up to then pass first, so an answer that was in time is not made late by the way it took. A receipt
 * that does not apply becomes an event with its reason: nothing that arrived is lost in silence.
 */
export function learn(claim: Claim, receipt: ClaimReceipt, context: Context): Unfolding {
  const told = receipt.type === 'BankAnswered' && receipt.authority ? { authority: receipt.authority } : {}
  const heard = countedBy(claim, { ...context, ...told, now: Math.max(context.now, claim.lastAt) })
  const at = instantOf(claim, receipt, heard.now)
  const passed = passDeadlines({ claim, events: [] }, at, heard)
  const learned = learnedFrom(passed.claim ?? claim, receipt, heard)
  if (typeof learned === 'string') return disregard(passed, receipt, learned, heard)
  const done = unfold(passed, learned, { by: system, at }, { ...heard, now: at })
  return passDeadlines(done, heard.now, countedBy(done.claim, heard))
}

/** That something did not apply is news of the day it came in, whatever day it speaks of. */
function disregard(passed: Unfolding, receipt: ClaimReceipt, reason: string, context: Context): Unfolding {
  const until = passDeadlines(passed, context.now, context)
  const fact: ClaimFact = { type: 'FactDisregarded', fact: receipt.type, reason, reference: referenceOf(receipt) }
  return unfold(until, [fact], { by: system, at: context.now }, context)
}

/** When it happened: never after now, whatever the other system's clock says. */
function instantOf(claim: Claim, receipt: ClaimReceipt, now: Instant): Instant {
  if (receipt.type !== 'NoticeReceipt' && receipt.type !== 'BankAnswered') return now
  const said = Math.min(now, now - receipt.ageMs)
  // Money moved when the bank says, but never before we decided that it should: the last event is the floor.
  if (receipt.type === 'BankAnswered') return Math.max(said, claim.lastAt)
  const notice = noticeOf(claim, receipt.n)
  return Math.max(said, notice?.dispatchedAt ?? notice?.orderedAt ?? now)
}

const learnedFrom = (claim: Claim, receipt: ClaimReceipt, context: Context): readonly ClaimFact[] | string =>
  (learners[receipt.type] as Learner<ClaimReceipt>)(claim, receipt, context)

/** Facts, or the reason why the receipt does not apply. */
type Learner<R> = (claim: Claim, receipt: R, context: Context) => readonly ClaimFact[] | string

const learners: { readonly [T in ClaimReceipt['type']]: Learner<ReceiptOf<T>> } = {
  PolicyAnswered: (claim, { policyId, policy }, { now }) => {
    if (policyId !== claim.policyId) return 'the claim stands under another policy by now'
    if (claim.policy.known === 'found' || (claim.policy.known === 'unknown' && policy === null))
      return 'the policy system has said so already'
    return [{ type: 'PolicyLookedUp', policy: policy ?? { known: 'unknown', askedAt: now } }]
  },
  NoticeSentOut: (claim, { type: _type, ...sent }) => {
    const { n } = sent
    const notice = noticeOf(claim, n)
    // The receipt may overtake our own word that it was sent: delivered says that too, but not whom the roster named.
    if (notice?.state === 'delivered') {
      const isNews = notice.dispatchedAt === undefined && (sent.to ?? sent.template) !== undefined
      return isNews ? [{ type: 'NoticeDispatched', ...sent }] : []
    }
    return notice?.state === 'queued' ? [{ type: 'NoticeDispatched', ...sent }] : 'the notice is not waiting to be sent'
  },
  NoticeReceipt: noticeReceipt,
  BankAnswered: (claim, receipt, context) =>
    bankAnswered(claim, receipt, context) ?? 'the payment does not wait for this answer',
  PayeeScreened: (claim, receipt, context) =>
    payeeHit(claim, receipt, context) ?? 'the payment is not about to be sent',
  AbsorbCopy: absorbCopy,
  HandoverDone: ({ handover }, { toClaimId }) =>
    handover?.done === false && handover.toClaimId === toClaimId
      ? [{ type: 'CopyHandedOver', toClaimId }]
      : 'nothing waits to be handed over there',
  DuplicateFound: (claim, { otherClaimId }) => {
    if (claim.suspicion || claim.notCopiesOf.includes(otherClaimId))
      return 'a person has looked at this, or is about to'
    return isUndecided(claim.stage.status) ? [{ type: 'DuplicateSuspected', otherClaimId }] : 'the claim is decided'
  },
  CalendarPublished: (claim, { calendar }, context) => hearOfCalendar(claim, calendar, context),
  FraudScored: fraudScored,
  InvoiceChecked: invoiceChecked,
  EventTold: (claim, { word }) => hearOfEvent(claim, word),
}

const noticeOf = (claim: Claim, n: number): Notice | undefined => claim.notices.find((notice) => notice.n === n)

function noticeReceipt(
  claim: Claim,
  { n, outcome, cause, proof }: ReceiptOf<'NoticeReceipt'>,
): readonly ClaimFact[] | string {
  const notice = noticeOf(claim, n)
  // No rule reads a notice the claim has let go of, but its proof belongs into the log.
  if (isForgotten(claim, n))
    return outcome === 'delivered' ? [{ type: 'NoticeDelivered', n, proof }] : `notice ${n} is not at hand any more`
  if (notice === undefined) return `there is no notice ${n}`
  if (notice.state === 'delivered') return `notice ${n} is proven delivered already`
  if (outcome === 'delivered') return [{ type: 'NoticeDelivered', n, proof }]
  return notice.state === 'failed'
    ? `notice ${n} failed already`
    : [{ type: 'NoticeFailed', n, cause: cause ?? 'not delivered' }]
}

function referenceOf(receipt: ClaimReceipt): string {
  if ('n' in receipt) return String(receipt.n)
  if ('word' in receipt) return `${receipt.word.eventId}/${receipt.word.version}`
  if ('copyClaimId' in receipt) return receipt.copyClaimId
  if ('invoiceId' in receipt) return receipt.invoiceId
  if ('hardRules' in receipt) return codesOf(receipt).join(' ')
  return 'otherClaimId' in receipt ? receipt.otherClaimId : ''
}
