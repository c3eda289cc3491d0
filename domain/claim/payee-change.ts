import type { CommandOf } from './commands.ts'
import type { Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import type { Claim, Payee, Payment } from './state.ts'

/**
 * #75: the claimant dies, payees change, a guardian is appointed, the claim is assigned (interpretation III art. 13). Payees
 * are thawed with the documents that show it. Payments of theirs that have not been let out are void, and with them their
 * approval: whoever is named next is approved anew. The determination, C05, C06 and C10 are not touched. Where no payees
 * are named yet it is on record for who names them.
 */
export function unfreezePayees(claim: Claim, { reason, documents, payeeIds }: CommandOf<'UnfreezePayees'>): Outcome {
  if (documents.length === 0)
    return refuse(claim, 'EVIDENCE_MISSING', 'name the documents that show the change', { field: '/documents' })
  const unknown = documents.findIndex((id) => !claim.documents.some(({ documentId }) => documentId === id))
  if (unknown >= 0) {
    const field = `/documents/${unknown}`
    return refuse(claim, 'EVIDENCE_UNKNOWN', 'evidence is a document on this file', { field })
  }
  const frozen = claim.stage.status === 'paying' ? claim.payees : []
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
    payments: claim.payments.filter((payment) => thawed.some((payee) => isOpenFor(payee, payment))).map(({ n }) => n),
  })
}

/** From clearing on the bank may have it: only its own word ends that. */
const outStates: ReadonlySet<Payment['state']> = new Set<Payment['state']>(['cleared', 'sent', 'unknown', 'settled'])

/** By the latest payment to him: earlier ones are of an earlier agreement. */
function isOut({ payments }: Claim, { payeeId }: Payee): boolean {
  const latest = payments.findLast((payment) => payment.payeeId === payeeId)
  return latest !== undefined && outStates.has(latest.state)
}

const isOpenFor = ({ payeeId }: Payee, payment: Payment): boolean =>
  payment.payeeId === payeeId && payment.state !== 'void' && !outStates.has(payment.state)
