import type { ClaimEvent, ClaimEventType } from './events.ts'
import type { CastVote, Determination, Proposal } from './state.ts'

type EventOf<T extends ClaimEventType> = Extract<ClaimEvent, { readonly type: T }>

/** A proposal with who let it take effect, by which authority, and by which votes where it was the committee. */
export function determined(
  proposal: Proposal,
  {
    at,
    by,
    level,
    limits,
    limitsVersion,
    onBehalfOf,
    multiplier,
  }: EventOf<'ProposalApproved' | 'DisputeSettled' | 'DisputeJudged'>,
  votes: readonly CastVote[] | undefined,
): Determination {
  return {
    ...proposal,
    approvedBy: by.id,
    approvedAt: at,
    approverLevel: level,
    limits,
    ...(limitsVersion === undefined ? {} : { limitsVersion }),
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    ...(multiplier === undefined ? {} : { multiplier }),
    ...(votes === undefined ? {} : { votes }),
  }
}

/** A vote as the file keeps it. */
export const castVote = ({ at, by, vote, reasonTextId }: EventOf<'VoteCast'>): CastVote => ({
  personId: by.id,
  vote,
  at,
  ...(reasonTextId === undefined ? {} : { reasonTextId }),
})
