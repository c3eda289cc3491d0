import type { Instant } from '../time.ts'
import type { NoticeChannel, Role } from './codes.ts'

/** What a notice tells; one template each. */
export type NoticeKind =
  | 'guidance'
  | 'report-reminder'
  | 'acceptance'
  | 'correction'
  | 'supplement-reminder'
  | 'dormant'
  | 'revived'
  | 'complex'
  | 'result'
  | 'refusal'
  | 'offer-reminder'
  | 'payment'
  | 'account-trouble'
  | 'account-named'
  | 'payment-held'
  | 'compensation'
  | 'survey'
  | 'withdrawal'
  | 'cancellation'
  | 'policy-correction'
  | 'reopened'
  | 'feedback-answer'
  | 'dispute-received'
  | 'dispute-answer'
  | 'dispute-pause'
  | 'dispute-decision'
  | 'breach'
  | 'prepayment'
  | 'prepayment-paid'
  | 'prepayment-none'
  | 'prepayment-offer'
  | 'prepayment-netted'
  | 'recovery'
  | 'recovery-result'
  | 'payee-change'
  | 'objection-answer'
  | 'emergency'
  | 'green-channel'
  | 'staff-escalation'
  | 'staff-work-item'

/** One message to one addressee with its proof. A failed channel begets the next one's notice (`retryOf`). */
export interface Notice {
  readonly n: number
  readonly kind: NoticeKind
  readonly channel: NoticeChannel
  /** `claimant`, or the role of the branch that is told. */
  readonly audience: 'claimant' | Role
  readonly state: 'queued' | 'dispatched' | 'delivered' | 'failed'
  readonly orderedAt: Instant
  readonly retryOf?: number
  readonly messageId?: string
  readonly dispatchedAt?: Instant
  readonly deliveredAt?: Instant
  /** The colleague the duty roster named when it was sent. */
  readonly to?: NoticeRecipient
  readonly template?: NoticeTemplate
  /** Clock, level, amount...: facts the template needs, never personal data. */
  readonly facts: Readonly<Record<string, string | number>>
}

/** A colleague by his opaque id, and whom he stands in for (代班) where he does. */
export interface NoticeRecipient {
  readonly personId: string
  readonly standsInFor?: string
}

/** Which words it was sent in: a changed text is another version. */
export interface NoticeTemplate {
  readonly version: string
  readonly variant: 'detailed' | 'short'
  readonly language: 'zh' | 'en'
}

/** What is known of a notice when it leaves. */
export interface NoticeSending {
  readonly to?: NoticeRecipient
  readonly template?: NoticeTemplate
}

/** The notices that tell the customer the latest determination, one per channel it was tried by. */
export function tellingNotices(notices: readonly Notice[]): readonly Notice[] {
  const first = notices.findLast(
    ({ kind, retryOf }) => retryOf === undefined && (kind === 'result' || kind === 'refusal'),
  )
  return first === undefined ? [] : notices.filter((notice) => firstTry(notice) === first.n)
}

/** True of a notice that tells the latest determination, by whichever channel. */
export const isTelling = (notices: readonly Notice[], n: number): boolean =>
  tellingNotices(notices).some((notice) => notice.n === n)

/** The number of the notice a chain of retries began with: all of them tell the same thing. */
export const firstTry = ({ n, retryOf }: Notice): number => retryOf ?? n

/** Sent by a channel that answers, and not answered. Registered post is proven by hand only. */
export const isSilent = ({ state, channel }: Notice): boolean => state === 'dispatched' && channel !== 'post'

/** Why a message failed that its provider never answered. */
export const noAnswer = 'no proof of delivery'

/** In the air: still to be sent, or sent and its answer is to come. */
export const isOnItsWay = (notice: Notice): boolean => notice.state === 'queued' || isSilent(notice)

/**
 * Sent by registered post, and nobody has recorded the slip that proves it. A reminder of documents is not sent again,
 * but whether it arrived is counted (#14).
 */
export const awaitsSlip = ({ state, channel, kind }: Notice): boolean =>
  state === 'dispatched' && channel === 'post' && (kind === 'supplement-reminder' || !mayBeLost.has(kind))

/** Asked once: what fails here is not sent again. Every other kind goes on until registered post and a person's hand. */
export const mayBeLost: ReadonlySet<NoticeKind> = new Set<NoticeKind>([
  'report-reminder',
  'supplement-reminder',
  'offer-reminder',
  'survey',
])

/** Notices that answer the customer whether the claim is taken up; a result that overtakes them answers too. */
export const answersAcceptance: ReadonlySet<NoticeKind> = new Set<NoticeKind>(['acceptance', 'refusal', 'result'])
