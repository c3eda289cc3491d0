import type { AuthorityNeed } from '../authority.ts'
import { authorityKinds, kindsOf, mayDecide } from '../authority.ts'
import type { AuthorityRow } from '../authority-limits.ts'
import type { Delegation } from '../delegation.ts'
import { lentTo } from '../delegation.ts'
import { branchAndAbove } from '../duty/roster.ts'
import { dateOf } from '../time.ts'
import { advanceNeed, authorityNeed, reserveNeed, writeOffNeed } from './authority-need.ts'
import type { Actor, ClaimCommand, ClaimCommandType } from './commands.ts'
import type { Request } from './decide.ts'
import type { Context } from './decision.ts'
import { ladderFor } from './ladder.ts'
import { openDispute } from './dispute-place.ts'
import { isBarred } from './permission.ts'
import { underMultipliers } from './raised-authority.ts'
import { resolutionNeed, rulingNeed } from './resolution.ts'
import type { Claim } from './state.ts'

/** What the insurer's tables say of authority, told with a request: rows with their days, so that the claim picks by its own now. */
export interface ToldAuthority {
  /** Absent while nobody has put a table: then the ladder of the service policy stands. */
  readonly limits?: { readonly version: number; readonly rows: readonly AuthorityRow[] }
  /** What whoever asks was lent. */
  readonly delegations: readonly Delegation[]
}

/** A request with the step its actor decides by today, and the ladder this claim is under today. */
export function underAuthority(
  claim: Claim | null,
  request: Request,
  context: Context,
): { readonly request: Request; readonly context: Context } {
  if (claim === null) return { request, context }
  const under = underLadder(claim, request.command.type, context)
  if (context.authority === undefined) return { request, context: under }
  return { request: { ...request, actor: withLent(claim, request, under) }, context: under }
}

/** The context of one kind of command: by the table of limits, and by what an event has raised them by. */
export function underLadder(claim: Claim, type: ClaimCommandType, context: Context): Context {
  const told =
    context.authority === undefined
      ? context
      : { ...context, policy: { ...context.policy, ladder: ladderFor(claim, context) } }
  return underMultipliers(claim, type, told)
}

/**
 * Who was lent a higher step decides by it, as long as its owner might decide here himself: what he prepared or claims
 * for himself he lends to nobody.
 */
function withLent(claim: Claim, { actor, command }: Request, context: Context): Actor {
  const need = needOf(claim, command)
  // Nothing is borrowed where the own step is enough.
  if (need !== null && mayDecide(context.policy.ladder, actor.authorityLevel, need)) return actor
  const { authority, now } = context
  const places = branchAndAbove(claim.report.branch)
  const usable = (authority?.delegations ?? []).filter(
    ({ fromPersonId, fromBranch }) => places.includes(fromBranch) && !isBarred(claim, fromPersonId, command.type),
  )
  // What has no kind of its own takes what was lent for all of them.
  const measured = need === null ? [] : kindsOf(need)
  const kinds = measured.length === 0 ? authorityKinds : measured
  const lent = lentTo(usable, { personId: actor.id, ownLevel: actor.authorityLevel, day: dateOf(now), kinds })
  return lent === null ? actor : { ...actor, authorityLevel: lent.fromLevel, onBehalfOf: lent.fromPersonId }
}

/** What a command that decides is measured by on this claim; null for every other, and where nothing waits for it. */
function needOf(claim: Claim, command: ClaimCommand): AuthorityNeed | null {
  const { stage } = claim
  if (command.type === 'DecidePrepayment' || command.type === 'WriteOffRecovery')
    return needBesideProposal(claim, command)
  if (command.type === 'DecideDispute' || command.type === 'AdjudicateDispute')
    return needInDispute(claim, command.type)
  if (command.type === 'SetReserve') return reserveNeed(command.reserveFen)
  const onProposal =
    command.type === 'ApproveProposal' || (command.type === 'ReturnProposal' && command.on === undefined)
  return onProposal && stage.status === 'awaiting-approval' ? authorityNeed(claim, stage.proposal) : null
}

/** Of an advance or a recovery, which wait for their own decision beside the claim's. */
function needBesideProposal(
  claim: Claim,
  command: Extract<ClaimCommand, { type: 'DecidePrepayment' | 'WriteOffRecovery' }>,
): AuthorityNeed | null {
  const { prepayments = [], recoveries = [] } = claim
  if (command.type === 'WriteOffRecovery') {
    const open = recoveries.find(({ n }) => n === command.n)
    return open === undefined ? null : writeOffNeed(claim, open)
  }
  const asked = prepayments.find(({ n }) => n === command.n)
  return asked === undefined ? null : advanceNeed(claim, command.amountFen ?? asked.amountFen)
}

function needInDispute(claim: Claim, type: 'DecideDispute' | 'AdjudicateDispute'): AuthorityNeed | null {
  const dispute = openDispute(claim)
  if (dispute === null) return null
  if (type === 'AdjudicateDispute') return rulingNeed(dispute)
  return dispute.proposal ? resolutionNeed(claim, dispute.proposal) : null
}
