import type { CommandOf } from '../domain/claim/commands.ts'
import type { Vote } from '../domain/claim/state.ts'
import { HOUR } from '../domain/time.ts'
import { person } from './claim-people.ts'
import type { Scene } from './claim-story.ts'
import { assessing, assessLoss } from './example-claims.ts'

/** So much money that the committee decides. */
export const awaitingCommittee = (): Scene =>
  assessing({ claimedFen: null, policy: { sumInsuredFen: 10 ** 12 } })
    .after(HOUR)
    .when(assessLoss(500_000_001))

/** The word of a member of the committee; who is not for it says why. */
export const voting = (vote: Vote, reasonTextId = 'txt_reason'): CommandOf<'VoteProposal'> => ({
  type: 'VoteProposal',
  vote,
  ...(vote === 'for' ? {} : { reasonTextId }),
})

/** Members vote one after the other, each a person of his own. */
export const voted = (scene: Scene, ...votes: readonly Vote[]): Scene =>
  votes.reduce<Scene>((before, vote, at) => before.when(voting(vote), member(at)), scene)

export const member = (at: number) => person('committee', `per_member_${at}`)
