import type { Actor, CommandOf } from './commands.ts'
import type { Context, Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import { diagnosisFault } from './one-day.ts'
import { refusalProposal } from './refusal.ts'
import type { Claim, ReviewPart } from './state.ts'

/** Parts of a review in the order the norm names them; each is kept with the person who did it. */
const reviewParts: readonly ReviewPart[] = ['preliminary', 'detailed', 'risk']

/** Parts of the review nobody has done yet. */
export const missingParts = ({ review }: Claim): readonly ReviewPart[] =>
  reviewParts.filter((part) => review[part] === undefined)

/**
 * Parts of the review (审核) as they are done, each once and with its author, and what the medical proof says of a critical illness,
 * as often as somebody reads it anew. Refused: no part named (`REVIEW_INCOMPLETE`), a part that is recorded (`REVIEW_PART_TAKEN`), a
 * diagnosis without its proof (`EVIDENCE_UNKNOWN`, `EVIDENCE_MISSING`).
 */
export function recordReview(claim: Claim, { parts, textId, diagnosis }: CommandOf<'RecordReview'>): Outcome {
  if (parts.length === 0 && diagnosis === undefined)
    return refuse(claim, 'REVIEW_INCOMPLETE', 'name the parts of the review that were done', { field: '/parts' })
  const taken = parts.findIndex((part) => claim.review[part] !== undefined)
  if (taken >= 0) {
    return refuse(claim, 'REVIEW_PART_TAKEN', `the ${parts[taken]} part of the review is recorded already`, {
      field: `/parts/${taken}`,
    })
  }
  const more = { ...(textId === undefined ? {} : { textId }), ...(diagnosis === undefined ? {} : { diagnosis }) }
  return diagnosisFault(claim, diagnosis) ?? happens({ type: 'ReviewRecorded', parts, ...more })
}

/** #24: liability is fixed once all three parts are done; parts named here are recorded first. */
export function fixLiability(claim: Claim, command: CommandOf<'FixLiability'>): Outcome {
  const recorded = command.parts.length === 0 ? happens() : recordReview(claim, { ...command, type: 'RecordReview' })
  if ('refusal' in recorded) return recorded
  const missing = missingParts(claim).filter((part) => !command.parts.includes(part))
  if (missing.length > 0) {
    return refuse(claim, 'REVIEW_INCOMPLETE', `not reviewed yet: ${missing.join(', ')}`, { field: '/parts' })
  }
  return happens(...recorded.facts, { type: 'LiabilityFixed' })
}

/** #25: not covered. A proposal like any other: a person with the authority to refuse decides. */
export function proposeRefusal(
  claim: Claim,
  command: CommandOf<'ProposeRefusal'>,
  actor: Actor,
  context: Context,
): Outcome {
  const proposed = refusalProposal(claim, { kind: 'refuse', refusal: command, actor }, context)
  return 'proposal' in proposed ? happens({ type: 'RefusalProposed', proposal: proposed.proposal }) : proposed
}

/** #23, first half: the reviewer says why the case is complex. */
export function proposeComplexity(claim: Claim, { reasonTextId }: CommandOf<'ProposeComplexity'>): Outcome {
  if (claim.complexity) return refuse(claim, 'COMPLEXITY_KNOWN', 'the claim is already marked or proposed as complex')
  return happens({ type: 'ComplexityProposed', reasonTextId })
}

/** #23, second half: a supervisor, another person, confirms; the customer is told. */
export function confirmComplexity(claim: Claim, _command: CommandOf<'ConfirmComplexity'>, actor: Actor): Outcome {
  const { complexity } = claim
  if (!complexity) return refuse(claim, 'NO_COMPLEXITY_PROPOSED', 'no reviewer has proposed the claim as complex')
  if (complexity.confirmedAt !== undefined)
    return refuse(claim, 'COMPLEXITY_KNOWN', 'the claim is already marked as complex')
  if (complexity.proposedBy === actor.id) {
    return refuse(claim, 'SEPARATION_OF_DUTIES', 'who proposed it may not confirm it', {
      whoMay: ['another supervisor'],
    })
  }
  return happens({ type: 'ComplexityConfirmed' })
}
