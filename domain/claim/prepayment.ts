import type { LadderStep } from '../authority.ts'
import { limitOf, requiredLevel } from '../authority.ts'
import type { Fen } from '../money.ts'
import { isFen, wholeShare } from '../money.ts'
import type { ServicePolicy } from '../service-policy.ts'
import { isC11Open } from './advance-due.ts'
import { authorityOf, authorityUsed, returnBarred } from './authority-bar.ts'
import { advanceNeed } from './authority-need.ts'
import type { Actor, CommandOf } from './commands.ts'
import type { Ballot } from './committee.ts'
import type { Context, Outcome, Refusal } from './decision.ts'
import { happens, refuse } from './decision.ts'
import { suspected } from './duplicates.ts'
import { isAdvancePromised, isProvenByEstimate } from './emergency-advance.ts'
import type { FactOf } from './events.ts'
import { blockedByHold } from './hold.ts'
import type { AdvancePayee } from './payee-commands.ts'
import { advancePayeeFault, reimbursed, unidentified } from './payee-rules.ts'
import { nextPaymentNumber, paymentReference } from './payment-region.ts'
import { openAdvance, paidBeforeFen, prepaidFen } from './prepaid.ts'
import { ladderOf } from './raised-authority.ts'
import { stepsByFactor } from './rerouting.ts'
import type { AuthorityUsed, Claim, Payment, Prepayment } from './state.ts'

/**
 * #58: somebody who works the claim proposes to pay in advance what the documents prove at least, and names who gets it.
 * Voluntary while treatment goes on or a large loss is slow to fix; owed by day 60 (Insurance Law 25).
 */
export function requestPrepayment(
  claim: Claim,
  { why, amountFen, evidence, payee, textId }: CommandOf<'RequestPrepayment'>,
  actor: Actor,
  { now, policy, raised }: Context,
): Outcome {
  const fault =
    occasionFault(claim, why) ??
    amountFault(claim, amountFen) ??
    evidenceFault(claim, { why, amountFen, evidence }) ??
    advancePayeeFault(claim, payee, { amountFen, policy })
  if (fault !== null) return fault
  const need = advanceNeed(claim, amountFen)
  const prepayment: Prepayment = {
    n: (claim.prepayments ?? []).length + 1,
    why,
    amountFen,
    evidence,
    ...advancedTo(payee),
    ...reimbursing(claim, payee),
    state: 'requested',
    requestedBy: actor.id,
    requestedAt: now,
    requiredLevel: requiredLevel(policy.ladder, need),
    ...stepsByFactor(raised?.base ?? policy.ladder, need),
  }
  return happens({ type: 'PrepaymentRequested', prepayment, ...(textId === undefined ? {} : { textId }) })
}

/** Where the insured is advanced what he has paid a third party: on which proofs, and how much they prove. */
function reimbursing(claim: Claim, payee: AdvancePayee): Pick<Prepayment, 'reimburses'> {
  const reimburses = reimbursed(claim, { ...payee, share: wholeShare })
  return reimburses === undefined ? {} : { reimburses }
}

const advancedTo = ({
  payeeId,
  as,
  through,
  evidence,
  identityDocumentId,
  receiver,
}: AdvancePayee): Pick<
  Prepayment,
  'payeeId' | 'as' | 'through' | 'payeeEvidence' | 'identityDocumentId' | 'receiver'
> => ({
  payeeId,
  ...(as === undefined ? {} : { as }),
  ...(through === undefined ? {} : { through }),
  ...(evidence === undefined ? {} : { payeeEvidence: evidence }),
  ...(identityDocumentId === undefined ? {} : { identityDocumentId }),
  ...(receiver === undefined ? {} : { receiver }),
})

/** #58: a person with the authority for all advances of this claim together lets it be paid, or sends it back to who proposed it. */
export function decidePrepayment(
  claim: Claim,
  { n, verdict, amountFen, reasonTextId }: CommandOf<'DecidePrepayment'>,
  actor: Actor,
  context: Context,
): Outcome {
  const asked = askedFor(claim, n)
  if ('refusal' in asked) return asked
  if (verdict === 'return') {
    const barred = returnBarred(claim, advanceNeed(claim, asked.amountFen), actor, context)
    if (barred !== null) return barred
    if (reasonTextId !== undefined) return happens({ type: 'PrepaymentReturned', n, reasonTextId })
    return refuse(claim, 'REASON_MISSING', 'say why the advance goes back', { field: '/reason' })
  }
  const approved = amountFen ?? asked.amountFen
  const fault = payableFault(claim, asked, approved, context.policy)
  if (fault !== null) return fault
  const authority = authorityOf(claim, advanceNeed(claim, approved), actor, context)
  if ('refusal' in authority) return authority
  return happens(advanceApproved(claim, { ...asked, amountFen: approved }, authority, ladderOf(actor, context)))
}

/** #28, #58: what the committee votes on, and what its majority brings about: all that was asked for, or nothing. */
export function advanceBallot(
  claim: Claim,
  n: number,
  actor: Actor,
  context: Context,
): Ballot | { readonly refusal: Refusal } {
  const asked = askedFor(claim, n)
  if ('refusal' in asked) return asked
  const approved = advanceApproved(claim, asked, authorityUsed(5, actor, context), ladderOf(actor, context))
  return {
    need: advanceNeed(claim, asked.amountFen),
    votes: asked.votes ?? [],
    carried: payableFault(claim, asked, asked.amountFen, context.policy) ?? happens(approved),
    lost: (reasonTextId) => ({ type: 'PrepaymentReturned', n, reasonTextId }),
  }
}

function askedFor(claim: Claim, n: number): Prepayment | { readonly refusal: Refusal } {
  const asked = (claim.prepayments ?? []).find((candidate) => candidate.n === n)
  if (asked?.state === 'requested') return asked
  return refuse(claim, 'PREPAYMENT_UNKNOWN', `no advance ${n} waits for a decision`, { field: '/n' })
}

function advanceApproved(
  claim: Claim,
  { n, payeeId, amountFen, reimburses }: Prepayment,
  authority: AuthorityUsed,
  ladder: readonly LadderStep[],
): FactOf<'PrepaymentApproved'> {
  const step = ladder.find((candidate) => candidate.level === authority.level)
  const limits = { prepaymentFen: step === undefined ? null : limitOf(step, 'prepayment') }
  const payment = { ...paymentFor(claim, payeeId, amountFen), ...(reimburses && { reimburses }) }
  return { type: 'PrepaymentApproved', n, amountFen, ...authority, limits, payment }
}

/** More than a claim needs: the file travels whole through every continue-as-new. */
const prepaymentsAtMost = 20

function occasionFault(claim: Claim, why: Prepayment['why']): Outcome | null {
  const { filing, prepayments = [], report } = claim
  if (filing === undefined) {
    return refuse(claim, 'WRONG_STATUS', 'this report was never filed: nothing is owed yet, and nothing is proven')
  }
  if (openAdvance(claim) !== null) {
    return refuse(claim, 'PREPAYMENT_OPEN', 'another advance is asked for, or approved and not paid yet')
  }
  if (prepayments.length >= prepaymentsAtMost) {
    return refuse(claim, 'TOO_MANY_PREPAYMENTS', `a claim has at most ${prepaymentsAtMost} advances`)
  }
  if (why === 'day-60' && !isC11Open(claim)) {
    return refuse(claim, 'ADVANCE_NOT_DUE', 'the sixty days of the law do not run (any more)', { field: '/why' })
  }
  if (why === 'unfinished-treatment' && report.facts.injury !== 'injury') {
    return refuse(claim, 'GROUND_CONDITION_UNMET', 'nobody is treated: no injury was reported', { field: '/why' })
  }
  if (why === 'emergency' && !isAdvancePromised(claim)) {
    const message = 'no event and no green channel of this claim promises an advance'
    return refuse(claim, 'GROUND_CONDITION_UNMET', message, { field: '/why' })
  }
  return null
}

function amountFault(claim: Claim, amountFen: Fen): Outcome | null {
  const field = '/amountFen'
  if (!isFen(amountFen) || amountFen === 0) {
    return refuse(claim, 'PREPAYMENT_AMOUNT', 'an advance is whole fen, and above zero', { field })
  }
  const limit = advanceLimit(claim)
  if (limit === null || amountFen <= limit) return null
  const message = 'an advance is at most what is left of the sum insured, or of what is determined already'
  return refuse(claim, 'PREPAYMENT_AMOUNT', message, { field })
}

function payableFault(claim: Claim, asked: Prepayment, approvedFen: Fen, policy: ServicePolicy): Outcome | null {
  if (claim.policy.known !== 'found') {
    return refuse(claim, 'POLICY_UNKNOWN', 'the terms of the policy are not known: nothing can be paid in advance')
  }
  const open = suspected(claim, 'the claim may be a copy of another: resolve that before paying')
  if (open !== null) return open
  if (approvedFen > asked.amountFen) {
    const message = 'more than was proposed is not approved: let it be proposed anew, with its proof'
    return refuse(claim, 'PREPAYMENT_AMOUNT', message, { field: '/amountFen' })
  }
  return (
    amountFault(claim, approvedFen) ??
    unidentified(claim, asked, { at: '/payee', amountFen: approvedFen, policy }) ??
    blockedByHold(claim, approvedFen)
  )
}

/** What may still be advanced: never more than the policy, or a determination, would pay. Null while the policy is not known. */
function advanceLimit(claim: Claim): Fen | null {
  const { stage, policy } = claim
  const paid = prepaidFen(claim)
  if ('determination' in stage) return Math.max(0, stage.determination.payFen - paid)
  return policy.known === 'found' ? Math.max(0, policy.sumInsuredFen - paidBeforeFen(claim) - paid) : null
}

function evidenceFault(
  claim: Claim,
  { why, amountFen, evidence }: Pick<Prepayment, 'why' | 'amountFen' | 'evidence'>,
): Outcome | null {
  if (evidence.length === 0) {
    if (why === 'emergency' && isProvenByEstimate(claim, amountFen)) return null
    const message = 'what is paid in advance is proven: name the documents of this claim that do'
    return refuse(claim, 'EVIDENCE_MISSING', message, { field: '/evidence' })
  }
  const onFile = new Set(claim.documents.map(({ documentId }) => documentId))
  const unknown = evidence.findIndex((id) => !onFile.has(id))
  if (unknown < 0) return null
  return refuse(claim, 'EVIDENCE_UNKNOWN', 'evidence is a document on this file', { field: `/evidence/${unknown}` })
}

/** It takes the way of every payment: a maker, a checker, a question to the bank before it is sent. */
function paymentFor(claim: Claim, payeeId: string, amountFen: Fen): Payment {
  const n = nextPaymentNumber(claim)
  const reference = paymentReference(claim.claimId, n)
  return { n, kind: 'prepayment', payeeId, amountFen, reference, state: 'prepared', queries: 0 }
}
