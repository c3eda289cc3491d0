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
  | 'complex'
  | 'result'
  | 'refusal'
  | 'offer-reminder'
  | 'payment'
  | 'survey'
  | 'withdrawal'
  | 'cancellation'
  | 'breach'
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
  /** Clock, level, amount...: facts the template needs, never personal data. */
  readonly facts: Readonly<Record<string, string | number>>
}

/** The notices that tell the customer the latest determination, one per channel it was tried by. */
export function tellingNotices(notices: readonly Notice[]): readonly Notice[] {
  const first = notices.findLast(
    ({ kind, retryOf }) => retryOf === undefined && (kind === 'result' || kind === 'refusal'),
  )
  return first === undefined ? [] : notices.filter(({ n, retryOf }) => (retryOf ?? n) === first.n)
}
