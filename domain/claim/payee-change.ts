import { ruleBook } from '../rules.ts'
import type { DocumentKind } from './codes.ts'
import type { CommandOf } from './commands.ts'
import type { Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import type { NamedPayee } from './payee-commands.ts'
import { kindOf, proves } from './payee-proofs.ts'
import type { PayeeChangeReason } from './payee-state.ts'
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
  const unshown = changeFault(claim, reason, documents)
  if (unshown !== null) return unshown
  const frozen = named.has(claim.stage.status) ? claim.payees : []
  const stranger = (payeeIds ?? []).findIndex((id) => !frozen.some(({ payeeId }) => payeeId === id))
  if (stranger >= 0)
    return refuse(claim, 'PAYEE_UNKNOWN', 'the claim has no such payee', { field: `/payeeIds/${stranger}` })
  const isEntitled = ruleBook(claim.rules).payees === 'entitled'
  // Who has had his part already is named anew only where somebody means him.
  const isMeant = ({ payeeId, amountFen }: Payee): boolean =>
    payeeIds === undefined ? !isEntitled || amountFen > 0 : payeeIds.includes(payeeId)
  const thawed = frozen.filter((payee) => isMeant(payee) && !isOut(claim, payee))
  const out = frozen.find((payee) => payeeIds?.includes(payee.payeeId) === true && isOut(claim, payee))
  if (out !== undefined || (frozen.length > 0 && thawed.length === 0)) {
    const message = 'the money of this payee is on its way or has arrived: it is not taken back by another name'
    return refuse(claim, 'PAYMENT_UNDER_WAY', message, { field: '/payeeIds' })
  }
  const together = isEntitled ? togetherFault(claim, thawed, reason) : null
  if (together !== null) return together
  return happens({
    type: 'PayeesUnfrozen',
    reason,
    documents: [...new Set(documents)],
    payees: thawed.map(({ payeeId }) => payeeId),
    payments: frozen.length === 0 ? advanceToCallOff(claim) : paymentsToVoid(claim, thawed),
  })
}

/** What shows the change; that payees were named wrongly any document may show. */
const shownBy: Readonly<Record<PayeeChangeReason, readonly DocumentKind[]>> = {
  'claimant-died': ['death-certificate', 'government-list'],
  'guardian-appointed': ['relationship-proof'],
  'claim-assigned': ['assignment-deed'],
  'payee-changed': [],
}

function changeFault(claim: Claim, reason: PayeeChangeReason, documents: readonly string[]): Outcome | null {
  if (documents.length === 0)
    return refuse(claim, 'EVIDENCE_MISSING', 'name the documents that show the change', { field: '/documents' })
  const unknown = documents.findIndex((id) => kindOf(claim, id) === null)
  if (unknown >= 0) {
    const field = `/documents/${unknown}`
    return refuse(claim, 'EVIDENCE_UNKNOWN', 'evidence is a document on this file', { field })
  }
  const kinds = shownBy[reason]
  if (ruleBook(claim.rules).payees === 'named' || kinds.length === 0 || proves(claim, documents, kinds)) return null
  const message = `${reason} is shown by a document of the kind ${kinds.join(' or ')}`
  return refuse(claim, 'EVIDENCE_MISSING', message, { field: '/documents' })
}

/**
 * Those who are named next share one sum by their shares, and by one reason: where that would give one of them what is left to
 * another, or a right that was another's, they are thawed one after the other.
 */
function togetherFault(claim: Claim, thawed: readonly Payee[], reason: PayeeChangeReason): Outcome | null {
  const { thaw } = claim
  if (thawed.length === 0) return null
  if (thaw && thaw.reason !== reason) {
    const message = `payees are thawed because of ${thaw.reason}: name those first who come after them`
    return refuse(claim, 'THAW_ONE_BY_ONE', message, { field: '/reason', resolvedBy: 'FreezePayees' })
  }
  const isUneven = thaw?.hadFen !== undefined || thawed.some(({ hadFen }) => hadFen !== undefined)
  if (!isUneven || thawed.length + (thaw ? 1 : 0) === 1) return null
  const message =
    'what went out before counts against the part of one of them: thaw each, and name who comes after him, by himself'
  return refuse(claim, 'THAW_ONE_BY_ONE', message, { field: '/payeeIds' })
}

/**
 * #75: whoever comes after a payee has the standing that the reason of the thaw gives him, or null. Of a change that was told
 * before anybody was named nobody knows whom it concerns but the one who would be paid as himself.
 */
export function nextPayeeFault(claim: Claim, { payees }: CommandOf<'FreezePayees'>): Outcome | null {
  const reason = claim.thaw?.reason ?? claim.changeTold
  if (!reason || ruleBook(claim.rules).payees === 'named') return null
  for (const [index, payee] of payees.entries()) {
    const isMeant = payee.as !== 'provider' && (claim.thaw || isHimself(payee, reason))
    const lacking = isMeant ? missingAfter[reason](claim, payee) : null
    if (lacking !== null) return refuse(claim, lacking[0], lacking[2], { field: `/payees/${index}${lacking[1]}` })
  }
  return null
}

/** A minor is paid through his guardian whatever is told (#36). */
const isHimself = ({ as }: NamedPayee, reason: PayeeChangeReason): boolean =>
  (as === undefined || as === 'insured') && reason !== 'guardian-appointed'

type Missing = readonly [
  code: 'STANDING_NOT_POSSIBLE' | 'GUARDIAN_MISSING' | 'EVIDENCE_MISSING',
  field: string,
  message: string,
]

const missingAfter: Readonly<
  Record<PayeeChangeReason, (claim: Pick<Claim, 'report'>, payee: NamedPayee) => Missing | null>
> = {
  // The insured may outlive a claimant who was another: then he is named as the insured.
  'claimant-died': ({ report }, { as }) =>
    as === undefined || (as === 'insured' && report.insuredId === report.claimantId)
      ? ['STANDING_NOT_POSSIBLE', '/as', 'the claimant has died: who comes after him is named as heir, and proves it']
      : null,
  'guardian-appointed': (_claim, { receiver }) =>
    receiver?.as === 'guardian'
      ? null
      : ['GUARDIAN_MISSING', '/receiver', 'a guardian was appointed: name the guardian with the proof of it'],
  'claim-assigned': (_claim, { receiver }) =>
    receiver?.as === 'assignee'
      ? null
      : ['EVIDENCE_MISSING', '/receiver', 'the claim was assigned: name the assignee with the proof of it'],
  'payee-changed': () => null,
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
