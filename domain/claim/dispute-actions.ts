import type { RefusalCode } from './decision.ts'
import type { DisputeCommand } from './dispute-commands.ts'
import { commandsInDispute, disputeFor, openDispute } from './dispute-place.ts'
import type { Claim } from './state.ts'

type Block = (claim: Claim) => RefusalCode | null

/** What stands in the way of the commands of a dispute today, whoever asks. */
export const disputeBlocks: { readonly [T in DisputeCommand['type']]?: Block } & {
  readonly ReopenClaim: Block
  readonly VoteProposal: Block
} = {
  ...Object.fromEntries(commandsInDispute.map((command) => [command, placeOf(command)])),
  // What waits for the committee head office may send back.
  DecideDispute: placeToDecide,
  VoteProposal: voteBarredBy,
  DisagreeOffer: alreadyOpen,
  RaiseDispute: alreadyOpen,
  FileLitigation: (claim) => (openDispute(claim)?.state === 'litigation' ? 'DISPUTE_STATE' : null),
  ReopenClaim: alreadyOpen,
}

function alreadyOpen(claim: Claim): RefusalCode | null {
  return openDispute(claim) === null ? null : 'DISPUTE_OPEN'
}

function placeOf(command: (typeof commandsInDispute)[number]): Block {
  return (claim) => {
    const found = disputeFor(claim, command)
    if ('refusal' in found) return found.refusal.code
    return null
  }
}

/** Why nothing of a dispute can be decided today, or null. */
function placeToDecide(claim: Claim): RefusalCode | null {
  const found = disputeFor(claim, 'DecideDispute')
  if ('refusal' in found) return found.refusal.code
  return found.dispute.proposal ? null : 'DISPUTE_STATE'
}

/** Whether how a dispute ends is the committee's to decide: then its members vote. */
const isForCommittee = (claim: Claim): boolean => openDispute(claim)?.proposal?.requiredLevel === 5

/** Of a proposal, or behind the determination of what is to end a dispute. */
function voteBarredBy(claim: Claim): RefusalCode | null {
  const { stage } = claim
  if (stage.status === 'awaiting-approval') return stage.proposal.requiredLevel === 5 ? null : 'COMMITTEE_NOT_NEEDED'
  return placeToDecide(claim) ?? (isForCommittee(claim) ? null : 'COMMITTEE_NOT_NEEDED')
}
