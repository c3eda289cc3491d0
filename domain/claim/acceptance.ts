import type { Actor, CommandOf } from './commands.ts'
import type { Context, Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import { denialFallback } from './deadlines.ts'
import { suspected } from './duplicates.ts'
import { diagnosisFault } from './one-day.ts'
import { refusalProposal } from './refusal.ts'
import { taking } from './reserve.ts'
import type { Claim } from './state.ts'

/** #5: the check of a received claim begins once; nothing else changes. */
export function startCheck(claim: Claim): Outcome {
  return isBeingChecked(claim)
    ? refuse(claim, 'WRONG_STATUS', 'the check has begun already')
    : happens({ type: 'CheckStarted' })
}

/** True from the beginning of the desk's check (#5) until the claim leaves `received`. */
export const isBeingChecked = ({ stage }: Claim): boolean =>
  stage.status === 'received' && stage.checkStartedAt !== undefined

/** #6: complete and compliant. A suspected copy waits until a person has looked. */
export function acceptClaim(claim: Claim, { diagnosis }: CommandOf<'AcceptClaim'>): Outcome {
  const open = suspected(claim, 'the claim may be a copy of another: resolve that first')
  return open ?? diagnosisFault(claim, diagnosis) ?? happens(taking(claim, 'complete', diagnosis))
}

/** #8, #9: a denial at acceptance is a proposal; a person with the authority to refuse approves it, or C02 overtakes it. */
export function proposeDenial(
  claim: Claim,
  command: CommandOf<'ProposeDenial'>,
  actor: Actor,
  context: Context,
): Outcome {
  const fallback = denialFallback(claim, context)
  if (fallback === null || fallback <= context.now) {
    const message = 'the acceptance answer is due too soon for an approval: accept the claim and decide in review'
    return refuse(claim, 'TOO_LATE_TO_DENY', message)
  }
  const proposed = refusalProposal(claim, { kind: 'deny', refusal: command, actor }, context)
  return 'proposal' in proposed ? happens({ type: 'RefusalProposed', proposal: proposed.proposal }) : proposed
}
