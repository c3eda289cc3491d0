import type { Refusal } from './decision.ts'
import { refuse } from './decision.ts'
import type { DisputeCommand } from './dispute-commands.ts'
import type { Claim, Dispute, DisputeState } from './state.ts'

/** Commands of an open dispute, each with where the dispute must stand. */
const places = {
  InvestigateDispute: ['raised'],
  AppointAssessor: ['investigating'],
  RecordAppraisal: ['investigating'],
  EvaluateDispute: ['investigating'],
  DecideDispute: ['evaluated', 'mediation', 'litigation'],
  StartMediation: ['investigating', 'evaluated'],
  EndMediation: ['mediation'],
  AdjudicateDispute: ['mediation-failed'],
  RecordCourtDate: ['litigation'],
  RecordJudgment: ['litigation'],
} as const satisfies { readonly [T in DisputeCommand['type']]?: readonly DisputeState[] }

export type CommandInDispute = keyof typeof places
export const commandsInDispute = Object.keys(places) as readonly CommandInDispute[]

/** The dispute that waits for its end, or null. */
export const openDispute = ({ dispute }: Pick<Claim, 'dispute'>): Dispute | null =>
  dispute === undefined || dispute.state === 'ended' ? null : dispute

/** The dispute that is over when what it is about is decided anew; a court that has the case goes on whatever we decide. */
export function overtakenDispute(claim: Pick<Claim, 'dispute'>): Dispute | null {
  const dispute = openDispute(claim)
  return dispute === null || dispute.state === 'litigation' ? null : dispute
}

/** Whether this person took the decision that is disputed, alone or in the committee, or it was taken in his name. */
export const tookDecision = ({ about }: Pick<Dispute, 'about'>, personId: string): boolean =>
  about.decidedBy === personId || about.onBehalfOf === personId || about.votedBy?.includes(personId) === true

/** The open dispute where it stands right for this command, or the refusal that says where it stands. */
export function disputeFor(
  claim: Claim,
  command: CommandInDispute,
): { readonly dispute: Dispute } | { readonly refusal: Refusal } {
  const dispute = openDispute(claim)
  if (dispute === null) {
    return refuse(claim, 'NO_DISPUTE', 'no dispute of this claim is open', { resolvedBy: 'RaiseDispute' })
  }
  const wanted: readonly DisputeState[] = places[command]
  if (wanted.includes(dispute.state)) return { dispute }
  const message = `${command} is for a dispute that is ${wanted.join(' or ')}: this one is ${dispute.state}`
  return refuse(claim, 'DISPUTE_STATE', message)
}
