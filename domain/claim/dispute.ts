import type { AuthorityLevel } from '../authority.ts'
import { requiredLevel } from '../authority.ts'
import { endOfNaturalDay } from '../clocks/engine.ts'
import { isFen } from '../money.ts'
import type { Instant } from '../time.ts'
import type { Actor, CommandOf } from './commands.ts'
import type { Context, Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import type { Objection } from './dispute-commands.ts'
import { disputeFor, openDispute } from './dispute-place.ts'
import type { ClaimFact } from './events.ts'
import { tellingNotices } from './notice.ts'
import { concessionFault, resolutionNeed } from './resolution.ts'
import type { Claim, Determination, Dispute, DisputeBeginning, ResolutionProposal } from './state.ts'

/**
 * #35: the offer is not accepted. What was determined is agreed and paid; the rest stays in dispute. What was said at a
 * counter or written in a letter counts from then on, as an agreement does.
 */
export const disagreeOffer = (
  claim: Claim,
  command: CommandOf<'DisagreeOffer'>,
  _actor: Actor,
  { now }: Context,
): Outcome => objected(claim, command, 'disagreed', now)

/** #60: a decision is disputed, also long after it was told. */
export const raiseDispute = (
  claim: Claim,
  command: CommandOf<'RaiseDispute'>,
  _actor: Actor,
  { now }: Context,
): Outcome => objected(claim, command, 'raised', now)

/** #61: somebody who had no part in the decision takes the dispute up and answers the claimant. */
export function investigateDispute(claim: Claim, { answerTextId }: CommandOf<'InvestigateDispute'>): Outcome {
  const found = disputeFor(claim, 'InvestigateDispute')
  return 'refusal' in found ? found : happens({ type: 'DisputeAnswered', answerTextId })
}

/** Assessors one dispute may have: each side may appoint its own, and both a third. */
const appraisalsMost = 5

/** #61: an independent loss assessor (Insurance Law 129). The complaint's days stand still while he is at work. */
export function appointAssessor(claim: Claim, { appointedBy, assessorId }: CommandOf<'AppointAssessor'>): Outcome {
  const found = disputeFor(claim, 'AppointAssessor')
  if ('refusal' in found) return found
  const { appraisals } = found.dispute
  if (isBeingAppraised(found.dispute)) return stillAtWork(claim)
  if (appraisals.length >= appraisalsMost) {
    return refuse(claim, 'DISPUTE_FULL', `a dispute has at most ${appraisalsMost} appraisals`)
  }
  return happens({ type: 'AssessorAppointed', appointedBy, assessorId })
}

/** #61: what the assessor found; the complaint's days run on. */
export function recordAppraisal(claim: Claim, { textId, assessedFen }: CommandOf<'RecordAppraisal'>): Outcome {
  const found = disputeFor(claim, 'RecordAppraisal')
  if ('refusal' in found) return found
  if (!isBeingAppraised(found.dispute)) {
    return refuse(claim, 'DISPUTE_STATE', 'no assessor is at work: appoint one first', {
      resolvedBy: 'AppointAssessor',
    })
  }
  if (assessedFen !== undefined && !isFen(assessedFen)) return notFen(claim, '/assessedFen')
  return happens({ type: 'AppraisalRecorded', textId, ...(assessedFen === undefined ? {} : { assessedFen }) })
}

/** #61: what the handler finds. It takes effect when somebody with the authority decides so (#62). */
export function evaluateDispute(
  claim: Claim,
  command: CommandOf<'EvaluateDispute'>,
  actor: Actor,
  { now, policy }: Context,
): Outcome {
  const found = disputeFor(claim, 'EvaluateDispute')
  if ('refusal' in found) return found
  if (isBeingAppraised(found.dispute)) return stillAtWork(claim)
  const { outcome } = command
  const fault = 'payFen' in command ? concessionFault(claim, command.payFen) : null
  if (fault !== null) return fault
  const payFen = 'payFen' in command ? command.payFen : 0
  const { level } = found.dispute.about
  const need = resolutionNeed(claim, { outcome, payFen, requiredLevel: judgedBy(level) })
  const proposal: ResolutionProposal = {
    outcome,
    payFen,
    refuseFen: 0,
    evidence: [],
    reasonTextId: command.findingTextId,
    proposedBy: actor.id,
    proposedAt: now,
    requiredLevel: need.payFen === null ? (need.leastLevel ?? 5) : requiredLevel(policy.ladder, need),
  }
  return happens({ type: 'DisputeEvaluated', proposal })
}

export const isBeingAppraised = ({ appraisals }: Dispute): boolean => appraisals.some(({ to }) => to === undefined)

const stillAtWork = (claim: Claim): Outcome =>
  refuse(claim, 'DISPUTE_STATE', 'an assessor is at work: record what he found first', {
    resolvedBy: 'RecordAppraisal',
  })

const notFen = (claim: Claim, field: string): Outcome =>
  refuse(claim, 'AMOUNT_NOT_FEN', 'an amount is a whole number of fen, not negative', { field })

/** Whether a decision stands is judged by its own step at least: a person for what rules decided, head office for a committee. */
const judgedBy = (level: number): AuthorityLevel => Math.min(4, Math.max(1, level)) as AuthorityLevel

function objected(claim: Claim, objection: Objection, how: DisputeBeginning, now: Instant): Outcome {
  const { identityChecked, claimedFen, ageMs = 0 } = objection
  if (openDispute(claim) !== null) {
    return refuse(claim, 'DISPUTE_OPEN', 'a dispute of this claim is open already: it is decided first', {
      resolvedBy: 'DecideDispute',
    })
  }
  if (!identityChecked) {
    return refuse(claim, 'IDENTITY_UNCHECKED', 'a decision is disputed only by somebody whose identity was checked', {
      field: '/identityChecked',
    })
  }
  if (claimedFen !== undefined && !isFen(claimedFen)) return notFen(claim, '/claimedFen')
  const fault = instantFault(claim, now - ageMs, { how, now })
  return fault ?? happens(...disputed(claim, objection, { how, at: now - ageMs, now }))
}

/** Nobody disputes what he was not told yet, nor after now, nor before his last dispute was over. */
function instantFault(
  claim: Claim,
  at: Instant,
  { how, now }: { readonly how: DisputeBeginning; readonly now: Instant },
): Outcome | null {
  const field = how === 'disagreed' ? '/disagreedAt' : '/raisedAt'
  if (at > now) return refuse(claim, 'IN_THE_FUTURE', 'nobody disputes a decision after now', { field })
  const { stage, dispute } = claim
  const told = stage.status === 'offered' ? stage.offeredAt : (toldAt(claim) ?? determinationOf(claim).approvedAt)
  if (at >= Math.min(now, Math.max(told, dispute?.endedAt ?? told))) return null
  return refuse(claim, 'BEFORE_THE_ACT', 'nobody disputes a decision before it was told him', { field })
}

/** The facts of a dispute that begins: of an offer, what was determined is agreed at once (#35). */
export function disputed(
  claim: Claim,
  { reasonTextId, claimedFen }: Pick<Objection, 'reasonTextId' | 'claimedFen'>,
  { how, now, at = now }: { readonly how: DisputeBeginning; readonly now: Instant; readonly at?: Instant },
): readonly ClaimFact[] {
  const { approvedBy: decidedBy, approvedAt: decidedAt, approverLevel: level, ...more } = determinationOf(claim)
  const { votes, onBehalfOf } = more
  const lender = onBehalfOf === undefined ? {} : { onBehalfOf }
  const voters = votes === undefined ? {} : { votedBy: votes.map(({ personId }) => personId) }
  const fast = at <= endOfNaturalDay(toldAt(claim) ?? decidedAt, fastWindowDays)
  const amount = claimedFen === undefined ? {} : { claimedFen }
  const n = (claim.dispute?.n ?? 0) + 1
  return [
    {
      type: 'DisputeRaised',
      n,
      how,
      fast,
      reasonTextId,
      ...amount,
      about: { decidedBy, decidedAt, level, ...lender, ...voters },
      ...(at < now ? { raisedAt: at } : {}),
    },
    ...(claim.stage.status === 'offered' ? [undisputed(at < now ? at : undefined)] : []),
  ]
}

const undisputed = (agreedAt: Instant | undefined): ClaimFact => ({
  type: 'OfferAgreed',
  how: 'undisputed',
  ...(agreedAt === undefined ? {} : { agreedAt }),
})

/** Natural days behind the answer in which a dispute is looked into first. Later ones are taken as well. */
const fastWindowDays = 30

/** When the customer was proven told what was decided, as far as the claim still has it at hand. */
function toldAt({ notices }: Claim): Instant | null {
  const times = tellingNotices(notices).flatMap(({ deliveredAt }) => (deliveredAt === undefined ? [] : [deliveredAt]))
  return times.length === 0 ? null : Math.min(...times)
}

/** The statuses of the command table in which something may be disputed all carry what was decided. */
function determinationOf({ stage }: Claim): Determination {
  if ('determination' in stage) return stage.determination
  throw new Error(`nothing is decided in status ${stage.status}`)
}
