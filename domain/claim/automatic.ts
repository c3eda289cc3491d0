import { compensationDue } from './compensation.ts'
import type { Context } from './decision.ts'
import { isOutstanding } from './document-checklist.ts'
import { emergencyAdvance } from './emergency-advance.ts'
import { notAskedFor, waivedBy } from './emergency-documents.ts'
import { surveyWaived } from './emergency-survey.ts'
import { greenByRule } from './green-channel.ts'
import type { ClaimFact } from './events.ts'
import { openRequestOf } from './evolve-stage.ts'
import { needsAnswer } from './feedback.ts'
import { tellingNotices } from './notice.ts'
import { isOwedAsItStands, payoutFen } from './payout.ts'
import { owedBack } from './recovery.ts'
import { advanceRerouted, rerouted } from './rerouting.ts'
import { paidInAdvanceWhole } from './settling.ts'
import { approveSmallClaim, paySmallClaim } from './small-claim.ts'
import { orderSurvey } from './survey.ts'
import { isHeld, isOwed, isPaying } from './payment-region.ts'
import type { Claim, ClaimStatus, Payment, Stage, StageOf } from './state.ts'
import { triageOf } from './triage.ts'

/** What follows by itself from how the claim stands: the steps no person takes. Null when it waits for somebody. */
export function automatic(claim: Claim, context: Context): ClaimFact | null {
  const askedBack = owedBack(claim)
  if (askedBack !== null) return askedBack
  const green = greenByRule(claim)
  if (green !== null) return green
  const step = steps[claim.stage.status] as Step<Stage> | undefined
  const next = compensationDue(claim, context) ?? (step === undefined ? null : step(claim, claim.stage, context))
  // What it can decide or pay of itself it does; only where it waits is anything paid in advance.
  return next ?? advanceRerouted(claim, context) ?? emergencyAdvance(claim)
}

type Step<S> = (claim: Claim, stage: S, context: Context) => ClaimFact | null

const steps: { readonly [S in ClaimStatus]?: Step<StageOf<S>> } = {
  'awaiting-documents': (claim, stage, context) => waive(claim) ?? completed(stage, context),
  dormant: (claim, stage) => waive(claim) ?? woken(stage),
  accepted: (claim, _stage, context) => triaged(claim, context),
  triaged: decidedOrRouted,
  investigating: surveyWaived,
  'awaiting-approval': rerouted,
  decided: (claim, stage) => told(claim, stage),
  offered: owed,
  agreed: (claim, { determination }) => paidInAdvanceWhole(claim, payoutFen(determination)),
  paying: (claim, stage) => (claim.thaw ? null : (paidBy(claim.payments) ?? paidBySystem(claim, stage))),
  paid: ({ payments }, { partial }) => (partial === true && isPaid(payments) ? { type: 'ClaimPaid' } : null),
  feedback: (claim, stage, context) => (isPaying(claim) ? null : heard(stage, context)),
}

/** #72: what an event takes off the list, or lets another paper prove, is not waited for any more. */
function waive(claim: Claim): ClaimFact | null {
  const asking = openRequestOf(claim.stage)
  if (asking === null) return null
  const notAsked = notAskedFor(claim)
  const { n, items } = asking.request
  const kinds = items.filter((item) => isOutstanding(item) && notAsked.includes(item.kind)).map(({ kind }) => kind)
  if (kinds.length === 0) return null
  return { type: 'DocumentsWaived', request: n, kinds, ...waivedBy(claim, kinds) }
}

/** #15: with the last listed document waived a sleeping claim goes on as if all had arrived. */
function woken({ from }: StageOf<'dormant'>): ClaimFact | null {
  if (from.status === 'reported' || from.request.items.some(isOutstanding)) return null
  return { type: 'ClaimRevived', withDocuments: true }
}

/** #10: complete since the last arrived or was waived, though that became known later. */
function completed({ request }: StageOf<'awaiting-documents'>, { now }: Context): ClaimFact | null {
  const { n, items } = request
  if (items.some(isOutstanding)) return null
  const arrivedAt = Math.max(...items.map((item) => Math.min(item.arrivedAt ?? now, item.waivedAt ?? now)))
  return { type: 'DocumentsCompleted', request: n, ...(arrivedAt < now ? { arrivedAt } : {}) }
}

/** #17: rules triage as soon as the policy is known; until then a reviewer may. */
function triaged(claim: Claim, context: Context): ClaimFact | null {
  return claim.policy.known === 'found' ? { type: 'ClaimTriaged', triage: triageOf(claim, context) } : null
}

/** #18: a small claim the system may decide is decided as soon as it is triaged. */
function decidedOrRouted(claim: Claim, stage: StageOf<'triaged'>, context: Context): ClaimFact | null {
  return approveSmallClaim(claim, context) ?? routed(claim, stage, context)
}

/** #19, #20: the complex lane waits for a reviewer to say how it goes on, every other lane goes by rule. */
function routed(claim: Claim, { survey }: StageOf<'triaged'>, context: Context): ClaimFact | null {
  const { triage } = claim
  if (!triage || (triage.lane === 'complex' && triage.decidedBy === 'rules')) return null
  if (!triage.needsSurvey || isSurveyed(claim)) return { type: 'ReviewBegun' }
  return { type: 'SurveyOrdered', survey: survey ?? orderSurvey(claim, context) }
}

/** A report of this life of the claim, filed before it was relinked: what was seen does not depend on the policy (#53). */
const isSurveyed = ({ surveyReport, acceptedAt }: Claim): boolean =>
  surveyReport !== undefined && typeof acceptedAt === 'number' && surveyReport.reportedAt >= acceptedAt

/** #31, #32: what was decided takes effect for the customer when the notice is proven delivered. */
function told(claim: Claim, { determination }: StageOf<'decided'>): ClaimFact | null {
  if (!tellingNotices(claim.notices).some(({ state }) => state === 'delivered')) return null
  const { kind } = determination
  if (payoutFen(determination) > 0 || kind === 'pay' || kind === 'part') return { type: 'ClaimOffered' }
  return kind === 'deny' ? { type: 'ClaimDenied' } : { type: 'ClaimDeclined' }
}

/** #33: what is owed as it stands is agreed at once. */
function owed(claim: Claim, { determination }: StageOf<'offered'>): ClaimFact | null {
  return isOwedAsItStands(claim, determination) ? { type: 'OfferAgreed', how: 'fixed-benefit' } : null
}

/** #18: what the system approved itself is its to pay. */
const paidBySystem = (claim: Claim, { determination }: StageOf<'paying'>): ClaimFact | null =>
  determination.approverLevel === 0 ? paySmallClaim(claim) : null

/** #45, #46: everybody has his money, or all but those it is held for. */
function paidBy(payments: readonly Payment[]): ClaimFact | null {
  if (isPaid(payments)) return { type: 'ClaimPaid' }
  return payments.filter(isOwed).every((payment) => payment.state === 'settled' || isHeld(payment))
    ? { type: 'ClaimPaidInPart' }
    : null
}

const isPaid = (payments: readonly Payment[]): boolean =>
  payments.filter(isOwed).every(({ state }) => state === 'settled')

/** #50: closed when the customer answered well and had nothing to say, or when what he said has been answered. */
function heard({ feedback }: StageOf<'feedback'>, { policy }: Context): ClaimFact | null {
  if (feedback.answeredAt !== undefined) return { type: 'ClaimClosed', because: 'feedback-answered' }
  return needsAnswer(feedback, policy) ? null : { type: 'ClaimClosed', because: 'answered-well' }
}
