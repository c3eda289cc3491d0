import type { CommandOf } from '../domain/claim/commands.ts'
import type { Motion, Vote } from '../domain/claim/state.ts'
import { DAY, HOUR } from '../domain/time.ts'
import type { Scene } from './claim-story.ts'
import { given } from './claim-story.ts'
import { member, voted, voting } from './committee-claims.ts'
import { advanceAsked } from './example-advances.ts'
import * as example from './example-claims.ts'
import { check, submit } from './payment-examples.ts'

/** More than anybody decides alone. */
const beyondFen = 500_000_001
const rich = { claimedFen: null, policy: { sumInsuredFen: 10 ** 12 } } as const

export const votingOn = (on: Motion, vote: Vote = 'for'): CommandOf<'VoteProposal'> => ({ ...voting(vote), on })

/** Members vote on it one after the other, each a person of his own. */
export const votedOn = (scene: Scene, on: Motion, ...votes: readonly Vote[]): Scene =>
  votes.reduce<Scene>((before, vote, at) => before.when(votingOn(on, vote), member(at)), scene)

export const reserveBeyond: CommandOf<'SetReserve'> = {
  type: 'SetReserve',
  reserveFen: beyondFen,
  reasonTextId: 'txt_reserve',
}

/** Head office asks for a reserve that nobody sets alone. */
export const reserveBrought = (): Scene => given(example.reviewing(rich)).when(reserveBeyond)

/** An advance that nobody approves alone. */
export const advanceBeyond = (): Scene => advanceAsked(beyondFen, example.reviewing(rich))

/** Paid by a decision of the committee, and late: what that costs is the committee's as well. */
export const compensationBeyond = (): Scene => paidBeyond(30 * DAY)

function paidBeyond(later: number): Scene {
  const awaiting = example.assessing(rich).after(HOUR).when(example.assessLoss(beyondFen))
  const offered = example.deliver(voted(awaiting, 'for', 'for', 'for'), 'result')
  const agreed = offered.when({ type: 'AgreeOffer', identityChecked: true })
  const sent = agreed.and(example.freezePayees('pty_only'), submit, check(1)).learns(example.bankSays('never-seen'))
  return sent.learns(example.bankSays('accepted')).after(later).learns(example.bankSays('settled'))
}

/** So much of what somebody else is liable for is to be given up that the committee votes on it. */
export const writeOff: CommandOf<'WriteOffRecovery'> = { type: 'WriteOffRecovery', n: 1, reasonTextId: 'txt_lost' }

export const lostBeyond = (): Scene =>
  paidBeyond(HOUR).when({
    type: 'OpenRecovery',
    cause: 'clawback',
    amountFen: beyondFen,
    evidence: [],
    reasonTextId: 'txt_why',
  })
