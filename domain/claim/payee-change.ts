import type { CommandOf } from './commands.ts'
import type { Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import { isOfClaim, originOf } from './payment-region.ts'
import { canBeCalledOff, openAdvance, paymentOf } from './prepaid.ts'
import type { Claim, ClaimStatus, Payee, Payment } from './state.ts'

/**
 * #75: the claimant dies, payees change, a guardian is appointed, the claim is assigned (interpretation III art. 13). Payees
 * are thawed with the documents that show it. Payments of theirs that have not been let out are void, and with them their
 * approval: whoever is named next is approved anew. The determination, C05, C06 and C10 are not touched. Where no payees
 * are named yet it is on record for who names them, and an advance that has not been let out is called off.
 */
export function unfreezePayees(claim: Claim, { reason, documents, payeeIds }: CommandOf<'UnfreezePayees'>): Outcome {
  if (documents.length === 0)
    return refuse(claim, 'EVIDENCE_MISSING', 'name the documents that show the change', { field: '/documents' })
  const unknown = documents.findIndex((id) => !claim.documents.some(({ documentId }) => documentId === id))
  if (unknown >= 0) {
    const field = `/documents/${unknown}`
    return refuse(claim, 'EVIDENCE_UNKNOWN', 'evidence is a document on this file', { field })
  }
  const frozen = named.has(claim.stage.status) ? claim.payees : []
  const stranger = (payeeIds ?? []).findIndex((id) => !frozen.some(({ payeeId }) => payeeId === id))
  if (stranger >= 0)
    return refuse(claim, 'PAYEE_UNKNOWN', 'the claim has no such payee', { field: `/payeeIds/${stranger}` })
  const isMeant = ({ payeeId }: Payee): boolean => payeeIds === undefined || payeeIds.includes(payeeId)
  const thawed = frozen.filter((payee) => isMeant(payee) && !isOut(claim, payee))
  const out = frozen.find((payee) => payeeIds?.includes(payee.payeeId) === true && isOut(claim, payee))
  if (out !== undefined || (frozen.length > 0 && thawed.length === 0)) {
    const message = 'the money of this payee is on its way or has arrived: it is not taken back by another name'
    return refuse(claim, 'PAYMENT_UNDER_WAY', message, { field: '/payeeIds' })
  }
  return happens({
    type: 'PayeesUnfrozen',
    reason,
    documents: [...new Set(documents)],
    payees: thawed.map(({ payeeId }) => payeeId),
    payments: frozen.length === 0 ? advanceToCallOff(claim) : paymentsToVoid(claim, thawed),
  })
}

/** Money of an agreement that another one has followed, or that is being decided anew: no thaw reaches its payee. */
export const isOfFormer = (claim: Claim, payment: Payment): boolean =>
  isOfClaim(payment) && !(named.has(claim.stage.status) && claim.payees.some((payee) => stands(claim, payee, payment)))

/** Whether the payment is of the chain in which this agreement's money for the payee stands. */
function stands(claim: Claim, payee: Payee, payment: Payment): boolean {
  const latest = latestOf(claim, payee)
  return latest !== undefined && originOf(latest) === originOf(payment)
}

/** True where the bank has or may have had money of the agreement that is paid. */
export const hasLeft = (claim: Claim): boolean => claim.payees.some((payee) => isOut(claim, payee))

/** The payments of that agreement that can still be given up, of every payee. */
export const unsentPayments = (claim: Claim): readonly number[] => paymentsToVoid(claim, claim.payees)

const paymentsToVoid = (claim: Claim, thawed: readonly Payee[]): readonly number[] =>
  claim.payments.filter((payment) => thawed.some((payee) => isOpenFor(claim, payee, payment))).map(({ n }) => n)

/** Before payees are named only an advance binds one: the payment of it that has not been let out. */
function advanceToCallOff(claim: Claim): readonly number[] {
  const open = openAdvance(claim)
  const payment = open === null || !canBeCalledOff(claim, open) ? undefined : paymentOf(claim, open)
  return payment === undefined ? [] : [payment.n]
}

/** Payees are named, and some of them perhaps still without their money. */
const named: ReadonlySet<ClaimStatus> = new Set<ClaimStatus>(['paying', 'paid', 'closed'])

/** From clearing on the bank may have it: only its own word ends that. */
const outStates: ReadonlySet<Payment['state']> = new Set<Payment['state']>(['cleared', 'sent', 'unknown', 'settled'])

/** What is final: another payment took over, or its payee was thawed before. */
const goneStates: ReadonlySet<Payment['state']> = new Set<Payment['state']>([
  'rejected',
  'returned',
  'recalled',
  'void',
])

function isOut(claim: Claim, payee: Payee): boolean {
  const latest = latestOf(claim, payee)
  return latest !== undefined && outStates.has(latest.state)
}

const isOpenFor = (claim: Claim, payee: Payee, payment: Payment): boolean =>
  payment === latestOf(claim, payee) && !outStates.has(payment.state) && !goneStates.has(payment.state)

/**
 * The payment in which this agreement's money for the payee stands: the end of the chain that began last, for earlier ones
 * are of an earlier agreement, and what paying late costs is owed to whom was paid late. Whose share came to nothing has none.
 */
function latestOf({ payments }: Claim, { payeeId, amountFen }: Payee): Payment | undefined {
  const own = amountFen === 0 ? [] : payments.filter((payment) => payment.payeeId === payeeId && isOfClaim(payment))
  const origin = Math.max(...own.map(originOf))
  return own.findLast((payment) => originOf(payment) === origin)
}
