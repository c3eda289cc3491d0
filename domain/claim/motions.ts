import { returnBarred } from './authority-bar.ts'
import { commandTable } from './command-table.ts'
import type { Actor, ClaimCommandType, CommandOf } from './commands.ts'
import type { Ballot } from './committee.ts'
import { notForCommittee, voteOn } from './committee.ts'
import { compensationBallot } from './compensation.ts'
import type { Context, Outcome, Refusal } from './decision.ts'
import { happens, refuse } from './decision.ts'
import { openCompensations } from './payment-region.ts'
import { advanceBallot } from './prepayment.ts'
import { writeOffBallot } from './recovery.ts'
import { reserveBallot } from './reserve.ts'
import type { Claim, Motion } from './state.ts'

/**
 * #28 beside the proposals: one member's word on an advance (#58), a compensation (#47), a write-off (#71) or a reserve that
 * nobody decides alone, wherever one person could decide a smaller one.
 */
export function voteMotion(
  claim: Claim,
  on: Motion,
  { vote, reasonTextId }: CommandOf<'VoteProposal'>,
  { actor, context }: { readonly actor: Actor; readonly context: Context },
): Outcome {
  const ballot = ballotOn(claim, on, { actor, context })
  if ('refusal' in ballot) return ballot
  return voteOn(claim, { ...ballot, on }, { vote, reasonTextId, actor, context })
}

/** #30 beside the proposals: what the members are too few for, or divided on, goes back by head office as by their last vote. */
export function returnMotion(
  claim: Claim,
  on: Motion,
  { questionTextId }: CommandOf<'ReturnProposal'>,
  { actor, context }: { readonly actor: Actor; readonly context: Context },
): Outcome {
  const ballot = ballotOn(claim, on, { actor, context })
  if ('refusal' in ballot) return ballot
  const { need, lost } = ballot
  const fault = notForCommittee(claim, need, context) ?? returnBarred(claim, need, actor, context)
  return fault ?? happens(lost(questionTextId))
}

/** What waits for the votes of the committee beside proposals and disputes, oldest kind first. */
export function openMotions(claim: Claim): readonly Motion[] {
  const { prepayments = [], recoveries = [], proposedReserve, stage } = claim
  const motions: readonly Motion[] = [
    ...prepayments
      .filter(({ state, requiredLevel }) => state === 'requested' && requiredLevel === 5)
      .map(({ n }) => ({ kind: 'advance', n }) as const),
    ...openCompensations(claim)
      .filter(({ requiredLevel }) => requiredLevel === 5)
      .map(({ n }) => ({ kind: 'compensation', n }) as const),
    ...recoveries
      .filter(({ state, writeOff }) => state === 'open' && writeOff)
      .map(({ n }) => ({ kind: 'write-off', n }) as const),
    ...(proposedReserve ? [{ kind: 'reserve', reserveFen: proposedReserve.reserveFen } as const] : []),
  ]
  return motions.filter(({ kind }) => commandTable[decidedAlone[kind]].statuses.includes(stage.status))
}

function ballotOn(
  claim: Claim,
  on: Motion,
  { actor, context }: { readonly actor: Actor; readonly context: Context },
): Ballot | { readonly refusal: Refusal } {
  const { status } = claim.stage
  if (!commandTable[decidedAlone[on.kind]].statuses.includes(status)) {
    return refuse(claim, 'WRONG_STATUS', `nobody decides on ${words[on.kind]} while the claim is ${status}`)
  }
  if (on.kind === 'reserve') return reserveBallot(claim, on, actor, context)
  return numbered[on.kind](claim, on.n, actor, context)
}

const numbered = { advance: advanceBallot, compensation: compensationBallot, 'write-off': writeOffBallot } as const

/** The command by which one person decides the same where his step is enough. */
const decidedAlone: Readonly<Record<Motion['kind'], ClaimCommandType>> = {
  advance: 'DecidePrepayment',
  compensation: 'ApproveCompensation',
  'write-off': 'WriteOffRecovery',
  reserve: 'SetReserve',
}

const words: Readonly<Record<Motion['kind'], string>> = {
  advance: 'an advance',
  compensation: 'a compensation',
  'write-off': 'a write-off',
  reserve: 'a reserve',
}
