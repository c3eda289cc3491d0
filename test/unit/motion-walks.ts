import type { CommandOf } from '../../domain/claim/commands.ts'
import { openMotions } from '../../domain/claim/motions.ts'
import type { Claim, Motion } from '../../domain/claim/state.ts'
import type { Dice } from '../../local/dice.ts'

/** The word of a member of the committee, mostly on what waits for it. */
export const likelyVote = (claim: Claim, dice: Dice): CommandOf<'VoteProposal'> => ({
  type: 'VoteProposal',
  vote: dice.pick(['for', 'for', 'against', 'abstain'] as const),
  reasonTextId: 'txt_why',
  ...likelyMotion(claim, dice),
})

/** Back goes the proposal, or what waits beside it. */
export function likelyReturn(claim: Claim, dice: Dice): CommandOf<'ReturnProposal'> {
  const open = openMotions(claim)
  const isBeside = open.length > 0 && (claim.stage.status !== 'awaiting-approval' || dice.below(2) === 0)
  return { type: 'ReturnProposal', questionTextId: 'txt_why', ...(isBeside ? { on: dice.pick(open) } : {}) }
}

/** Beside the proposals something may wait for the committee, too; sometimes it is asked of what does not. */
function likelyMotion(claim: Claim, dice: Dice): { readonly on?: Motion } {
  const open = openMotions(claim)
  if (open.length > 0 && dice.below(4) > 0) return { on: dice.pick(open) }
  const strange = [
    { kind: 'reserve', reserveFen: 1 },
    { kind: 'advance', n: 1 },
  ] as const
  return dice.below(8) === 0 ? { on: dice.pick(strange) } : {}
}
