import type { AuthorityKind, LadderStep } from '../authority.ts'
import { authorityKinds, kindsOf, mayDecide } from '../authority.ts'
import type { AuthorityRow } from '../authority-limits.ts'
import { ladderInForce } from '../authority-limits.ts'
import type { Delegation } from '../delegation.ts'
import { lentTo } from '../delegation.ts'
import { branchAndAbove } from '../duty/roster.ts'
import { dateOf } from '../time.ts'
import { authorityNeed } from './authority-need.ts'
import type { Actor, ClaimCommandType } from './commands.ts'
import type { Request } from './decide.ts'
import type { Context } from './decision.ts'
import { isBarred } from './permission.ts'
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
  if (claim === null || context.authority === undefined) return { request, context }
  const under = { ...context, policy: { ...context.policy, ladder: ladderFor(claim, context) } }
  return { request: { ...request, actor: withLent(claim, request, under) }, context: under }
}

/** The ladder this claim is under now: by the table, or while there is none, by the service policy. */
export function ladderFor(
  { policy: terms, report }: Claim,
  { authority, now, policy }: Context,
): readonly LadderStep[] {
  const line = terms.known === 'found' ? terms.line : report.line
  const rows = authority?.limits?.rows
  return rows === undefined ? policy.ladder : ladderInForce(rows, { line, branch: report.branch, day: dateOf(now) })
}

/**
 * Who was lent a higher step decides by it, as long as its owner might decide here himself: what he prepared or claims
 * for himself he lends to nobody.
 */
function withLent(claim: Claim, { actor, command }: Request, context: Context): Actor {
  if (sufficesAlone(claim, { actor, command }, context)) return actor
  const { authority, now } = context
  const places = branchAndAbove(claim.report.branch)
  const usable = (authority?.delegations ?? []).filter(
    ({ fromPersonId, fromBranch }) => places.includes(fromBranch) && !isBarred(claim, fromPersonId, command.type),
  )
  const kinds = kindsDecided(claim, command.type)
  const lent = lentTo(usable, { personId: actor.id, ownLevel: actor.authorityLevel, day: dateOf(now), kinds })
  return lent === null ? actor : { ...actor, authorityLevel: lent.fromLevel, onBehalfOf: lent.fromPersonId }
}

/** Kinds of limit a command is measured by; of one that has no kind of its own, all of them. */
function kindsDecided(claim: Claim, command: ClaimCommandType): readonly AuthorityKind[] {
  const { stage } = claim
  if (stage.status !== 'awaiting-approval' || !onProposals.has(command)) return authorityKinds
  return kindsOf(authorityNeed(claim, stage.proposal))
}

/** Nothing is borrowed where the own step is enough. */
function sufficesAlone(claim: Claim, { actor, command }: Request, { policy }: Context): boolean {
  const { stage } = claim
  if (stage.status !== 'awaiting-approval' || !onProposals.has(command.type)) return false
  return mayDecide(policy.ladder, actor.authorityLevel, authorityNeed(claim, stage.proposal))
}

const onProposals: ReadonlySet<ClaimCommandType> = new Set<ClaimCommandType>(['ApproveProposal', 'ReturnProposal'])
