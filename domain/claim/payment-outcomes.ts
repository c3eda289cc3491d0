import type { ServicePolicy } from '../service-policy.ts'
import { paymentPolicy } from '../service-policy.ts'
import type { Instant } from '../time.ts'
import { HOUR, MINUTE } from '../time.ts'
import type { ClaimFact } from './events.ts'
import type { BankProof } from './payment-facts.ts'
import { successorOf } from './payment-region.ts'
import type { Claim, Payment } from './state.ts'

/** The causes for which only the payee can help: every other one is the bank's. */
const accountCauses: ReadonlySet<string> = new Set(['account-closed', 'name-mismatch'])

interface Heard {
  readonly now: Instant
  readonly policy: ServicePolicy
}

/** #39, #40: final for this reference. The payee names another account, or the bank is tried again under another reference. */
export function rejected(claim: Claim, payment: Payment, cause: string, heard: Heard): ClaimFact {
  const { n } = payment
  if (accountCauses.has(cause)) return { type: 'PaymentRejected', n, cause, contactDueAt: contactDueAt(heard) }
  return { type: 'PaymentRejected', n, cause, next: retried(claim, payment, heard) }
}

/** #44: the payee's bank gave the money back, however late; it is owed to him as before. */
export const bounced = ({ n }: Payment, cause: string, proof: BankProof, heard: Heard): ClaimFact => ({
  type: 'PaymentBounced',
  n,
  cause,
  contactDueAt: contactDueAt(heard),
  proof,
})

/** The order was taken back before it was credited: somebody had a reason, so two persons let it go anew. */
export const recalled = (claim: Claim, payment: Payment, cause: string): ClaimFact => ({
  type: 'PaymentRecalled',
  n: payment.n,
  cause,
  next: successorOf(claim, payment, { state: 'prepared' }),
})

/**
 * #40: after a while, then later, then by another rail. The approval binds payee, share and account, and none of them has
 * changed: it holds. When the policy's times are used up a maker decides when the bank can be tried again.
 */
function retried(claim: Claim, payment: Payment, { now, policy }: Heard): Payment {
  const { retryAfterMinutes, sameRailTimes } = paymentPolicy(policy)
  const refusals = (payment.refusals ?? 0) + 1
  const minutes = retryAfterMinutes[refusals - 1]
  if (minutes === undefined) return successorOf(claim, payment, { state: 'prepared' })
  return successorOf(claim, payment, {
    state: 'waiting',
    refusals,
    retryAt: now + minutes * MINUTE,
    ...letGoBy(payment),
    ...(refusals > sameRailTimes ? { rail: 'other' as const } : {}),
  })
}

const letGoBy = ({ submittedBy, checkedBy }: Payment): Partial<Payment> => ({
  ...(submittedBy === undefined ? {} : { submittedBy }),
  ...(checkedBy === undefined ? {} : { checkedBy }),
})

const contactDueAt = ({ now, policy }: Heard): Instant => now + paymentPolicy(policy).contactHours * HOUR
