import type { AuthorityNeed } from '../authority.ts'
import { mayDecide, requiredLevel } from '../authority.ts'
import { approvalBlock } from './approval-blocks.ts'
import { approvedBy } from './approval.ts'
import { nobodyMay, whoMayDecide } from './authority-bar.ts'
import { authorityNeed } from './authority-need.ts'
import type { Actor, CommandOf } from './commands.ts'
import type { Context, Outcome, Refusal } from './decision.ts'
import { happens, refuse } from './decision.ts'
import type { ClaimFact } from './events.ts'
import type { CastVote, Claim, Motion, StageOf } from './state.ts'

/** At least so many members say their word, whatever they say. */
const quorum = 3

/** With so many words and no majority for it, a proposal is not carried. */
const mostVotes = 7

/**
 * #28 by the committee (A5): each member says his word once; the vote that makes the majority decides. More than half of
 * all who voted must be for it: who abstains is counted, and is not for it.
 * What stands in the way of an approver stands in the way of the vote that would carry it.
 */
export function voteProposal(
  claim: Claim,
  { vote, reasonTextId }: CommandOf<'VoteProposal'>,
  actor: Actor,
  context: Context,
): Outcome {
  const { proposal, votes = [] } = claim.stage as StageOf<'awaiting-approval'>
  const carried = approvalBlock(claim, proposal) ?? happens(approvedBy(5, actor, context))
  const need = authorityNeed(claim, proposal)
  const lost = (questionTextId: string): ClaimFact => ({ type: 'ProposalReturned', questionTextId })
  return voteOn(claim, { need, votes, carried, lost }, { vote, reasonTextId, actor, context })
}

/** What the committee decides on. */
export interface Ballot {
  readonly need: AuthorityNeed
  /** Cast before. */
  readonly votes: readonly CastVote[]
  /** What a majority for it brings about, or what stands in its way. */
  readonly carried: Outcome
  /** What it brings about that there is none, by the last reason given. */
  readonly lost: (reasonTextId: string) => ClaimFact
  /** Where it is neither a proposal nor the end of a dispute. */
  readonly on?: Motion
  /** Who brought it before the committee, where nobody did so by proposing it. */
  readonly broughtBy?: string
}

interface Word extends Pick<CommandOf<'VoteProposal'>, 'vote'> {
  readonly reasonTextId: string | undefined
  readonly actor: Actor
  readonly context: Context
}

/** One member's word on what waits for the committee. */
export function voteOn(claim: Claim, ballot: Ballot, { vote, reasonTextId, actor, context }: Word): Outcome {
  const { votes, carried, lost, on } = ballot
  const voters = votes.map(({ personId }) => personId)
  const fault =
    notForCommittee(claim, ballot.need, context) ?? brought(claim, ballot, actor) ?? votedBefore(claim, voters, actor)
  if (fault !== null) return fault
  if (vote !== 'for' && reasonTextId === undefined)
    return refuse(claim, 'REASON_MISSING', 'who is not for a proposal says why', { field: '/reason' })
  const reason = reasonTextId === undefined ? {} : { reasonTextId }
  const cast: ClaimFact = { type: 'VoteCast', vote, ...reason, ...(on === undefined ? {} : { on }) }
  const all = [...votes, { personId: actor.id, vote, at: context.now, ...reason }]
  const outcome = outcomeOf(all)
  if (outcome === 'open') return happens(cast)
  if (outcome === 'lost') return happens(cast, lost(lastReason(all)))
  if ('facts' in carried) return happens(cast, ...carried.facts)
  // Who is not for it is heard all the same: or nothing would ever send back what can never be approved.
  return vote === 'for' ? carried : happens(cast)
}

/** Whether the votes decide, and how. Every lost vote has at least one reason in it. */
export function outcomeOf(votes: readonly Pick<CastVote, 'vote'>[]): 'open' | 'carried' | 'lost' {
  if (votes.length < quorum) return 'open'
  const of = (vote: CastVote['vote']): number => votes.filter((cast) => cast.vote === vote).length
  if (2 * of('for') > votes.length) return 'carried'
  return 2 * of('against') > votes.length || votes.length >= mostVotes ? 'lost' : 'open'
}

/** Why the committee does not decide this, or null. */
export function notForCommittee(
  claim: Claim,
  need: AuthorityNeed,
  { policy: { ladder } }: Context,
): { refusal: Refusal } | null {
  const whoMay = whoMayDecide(ladder, need)
  if (!mayDecide(ladder, 5, need)) return refuse(claim, 'AUTHORITY_EXCEEDED', nobodyMay, { whoMay })
  const level = requiredLevel(ladder, need)
  if (level === 5) return null
  return refuse(claim, 'COMMITTEE_NOT_NEEDED', `step A${level} suffices for this decision`, { whoMay })
}

/** Who brought it before the committee has no vote on it, whatever else he is, or null. */
function brought(claim: Claim, { broughtBy }: Ballot, actor: Actor): { readonly refusal: Refusal } | null {
  if (broughtBy !== actor.id) return null
  const whoMay = ['another member of the committee']
  return refuse(claim, 'SEPARATION_OF_DUTIES', 'who brought it before the committee does not vote on it', { whoMay })
}

/** The refusal of a second word of one member, or null. */
export function votedBefore(claim: Claim, voters: readonly string[], actor: Actor): { refusal: Refusal } | null {
  if (!voters.includes(actor.id)) return null
  const whoMay = ['another member of the committee']
  return refuse(claim, 'DOUBLE_VOTE', 'this member of the committee has voted on the proposal', { whoMay })
}

const lastReason = (votes: readonly CastVote[]): string =>
  votes.findLast(({ reasonTextId }) => reasonTextId !== undefined)?.reasonTextId ?? ''
