import type { RefusalCode } from './decision.ts'
import type { DisputeCommand } from './dispute-commands.ts'
import { commandsInDispute, disputeFor, openDispute } from './dispute-place.ts'
import type { Claim } from './state.ts'

type Block = (claim: Claim) => RefusalCode | null

/** What stands in the way of the commands of a dispute today, whoever asks. */
export const disputeBlocks: { readonly [T in DisputeCommand['type']]?: Block } & { readonly ReopenClaim: Block } = {
  ...Object.fromEntries(commandsInDispute.map((command) => [command, placeOf(command)])),
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
    const nothingToDecide = command === 'DecideDispute' && !found.dispute.proposal
    return nothingToDecide ? 'DISPUTE_STATE' : null
  }
}
