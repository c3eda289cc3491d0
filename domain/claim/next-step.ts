import type { Fen } from '../money.ts'
import { dateOf } from '../time.ts'
import type { Instant } from '../time.ts'
import { countedBy } from './calendar.ts'
import type { Deadline } from './deadlines.ts'
import { deadlines } from './deadlines.ts'
import type { Context } from './decision.ts'
import type { FraudCase } from './fraud-score.ts'
import { fraudCaseOf } from './fraud-score.ts'
import { withheldPayments } from './hold.ts'
import { isHeldBack } from './screening.ts'
import { uncheckedInvoices } from './invoices.ts'
import type { Claim, ClaimDocument, Notice, Payment } from './state.ts'
import { isUndecided } from './statuses.ts'

/** What the claim needs from the outside world now, and until when it waits. The workflow obeys; it does not decide. */
export type NextStep =
  | { readonly kind: 'finish' }
  | {
      readonly kind: 'go-on'
      readonly effects: readonly Effect[]
      readonly wait: Pick<Deadline, 'at' | 'summary'> | null
    }

/**
 * Something to be done outside. `key` names it for the life of the claim: the same key is the same act, whoever
 * repeats it.
 */
export type Effect = { readonly key: string } & (
  | { readonly kind: 'look-up-policy'; readonly policyId: string; readonly on: string }
  | { readonly kind: 'find-duplicate' }
  | { readonly kind: 'score-fraud'; readonly fraudCase: FraudCase }
  | { readonly kind: 'check-invoice'; readonly invoiceId: string; readonly amountFen: Fen }
  | { readonly kind: 'send-notice'; readonly notice: Notice }
  | {
      readonly kind: 'hand-over'
      readonly toClaimId: string
      readonly receivedAt: Instant | null
      readonly documents: readonly ClaimDocument[]
      readonly claimants?: readonly string[]
    }
  | {
      readonly kind: 'prepare-payment' | 'send-payment' | 'query-payment'
      readonly payment: Payment
      readonly approvedBy: string
    }
)

/**
 * Everything the claim wants done outside as of `now`, and the next deadline to wake up for; a rested claim finishes. Asked again
 * after every event, it names an effect until an event says that it was done.
 */
export function nextStep(claim: Claim, given: Context): NextStep {
  if (typeof claim.restedAt === 'number') return { kind: 'finish' }
  const context = countedBy(claim, given)
  const next = deadlines(claim, context).find(({ at, facts }) => facts.length > 0 || at > context.now)
  return {
    kind: 'go-on',
    effects: effects(claim, context),
    wait: next === undefined ? null : { at: next.at, summary: next.summary },
  }
}

function effects(claim: Claim, context: Context): readonly Effect[] {
  return [
    ...lookUps(claim),
    ...fraudScore(claim, context),
    ...invoiceChecks(claim),
    ...notices(claim),
    ...handover(claim),
    ...payments(claim, context.now),
  ]
}

/** Asked once: whatever it finds, people look at the claim themselves from then on. */
function fraudScore(claim: Claim, { policy }: Context): Effect[] {
  const fraudCase = fraudCaseOf(claim, policy)
  return fraudCase === null ? [] : [{ key: 'fraud-score', kind: 'score-fraud', fraudCase }]
}

/**
 * A copy is looked for on the day a loss is reported and on the day it is filed, where that is another. A relinked claim is
 * looked up anew, wherever it stands: its copy may have been filed under the right policy (#53).
 */
function lookUps({ policy, policyId, formerPolicyIds, report, filing, suspicion, stage }: Claim): Effect[] {
  const relinks = formerPolicyIds.length
  const again = relinks === 0 ? '' : `-${relinks}`
  const asks: Effect[] =
    policy.known === 'pending'
      ? [{ key: `policy${again}`, kind: 'look-up-policy', policyId, on: report.eventDate }]
      : []
  const isNew = stage.status === 'reported' || stage.status === 'received'
  if (suspicion || !(isNew || (relinks > 0 && isUndecided(stage.status)))) return asks
  const entered = dateOf(filing?.receivedAt ?? report.reportedAt)
  return [...asks, { key: `duplicate-${entered}${again}`, kind: 'find-duplicate' }]
}

const invoiceChecks = (claim: Claim): Effect[] =>
  uncheckedInvoices(claim).map(({ invoiceId, amountFen }) => ({
    key: `invoice-${invoiceId}`,
    kind: 'check-invoice',
    invoiceId,
    amountFen,
  }))

const notices = (claim: Claim): Effect[] =>
  claim.notices
    .filter(({ state }) => state === 'queued')
    .map((notice) => ({ key: `notice-${notice.n}`, kind: 'send-notice', notice }))

function handover({ handover: due, filing, documents }: Claim): Effect[] {
  if (due === undefined || due.done) return []
  const { toClaimId, claimants } = due
  const goesAlong = { documents, ...(claimants === undefined ? {} : { claimants }) }
  const receivedAt = filing?.receivedAt ?? null
  return [{ key: `handover-${toClaimId}`, kind: 'hand-over', toClaimId, receivedAt, ...goesAlong }]
}

function payments(claim: Claim, now: Instant): Effect[] {
  const withheld = withheldPayments(claim)
  return claim.payments.flatMap((payment): Effect[] => {
    const { n, state, queries, checkedBy: approvedBy = 'unknown' } = payment
    const base = { payment, approvedBy }
    if (withheld.has(n)) return []
    if (goesOut(payment, now))
      return [{ ...base, key: `payment-${n}-prepare${again(payment)}`, kind: 'prepare-payment' }]
    if (state === 'cleared') return [{ ...base, key: `payment-${n}-send-${queries}`, kind: 'send-payment' }]
    if (isToBeAskedFor(payment, now)) return [{ ...base, key: `payment-${n}-query-${queries}`, kind: 'query-payment' }]
    return []
  })
}

function goesOut(payment: Payment, now: Instant): boolean {
  const { state, retryAt = now } = payment
  return (state === 'approved' && !isHeldBack(payment)) || (state === 'waiting' && retryAt <= now)
}

const isToBeAskedFor = ({ state, queryAt }: Payment, now: Instant): boolean =>
  (state === 'unknown' || state === 'sent') && typeof queryAt === 'number' && queryAt <= now

/** What compliance released is asked for anew: its payee is screened once more before it goes. */
const again = ({ screened }: Payment): string =>
  screened === undefined || screened.releases === 0 ? '' : `-${screened.releases}`
