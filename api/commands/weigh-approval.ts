import { readRosters } from '../../db/duty-rosters.ts'
import type { ListedClaim } from '../../db/claim-summary.ts'
import { readEvents } from '../../db/event-log.ts'
import type { AuthorityLevel, AuthorityNeed } from '../../domain/authority.ts'
import { kindsOf, requiredLevel } from '../../domain/authority.ts'
import { authorityNeed } from '../../domain/claim/authority-need.ts'
import { decide } from '../../domain/claim/decide.ts'
import type { Request } from '../../domain/claim/decide.ts'
import type { Decision } from '../../domain/claim/decision.ts'
import { fold } from '../../domain/claim/evolve.ts'
import type { CastVote, Claim, Proposal } from '../../domain/claim/state.ts'
import { underLadder } from '../../domain/claim/told-authority.ts'
import type { ActingApprover } from '../../domain/duty/acting-approvers.ts'
import { actingApprovers } from '../../domain/duty/acting-approvers.ts'
import { branchAndAbove } from '../../domain/duty/roster.ts'
import { dateOf } from '../../domain/time.ts'
import type { ApiDependencies } from '../dependencies.ts'
import type { AuthorityTables } from './told-authority.ts'
import { toldOf } from './told-authority.ts'

/** What would come of a decision now, by the rules themselves, and for whom it waits. */
export interface WeighedApproval {
  readonly listed: ListedClaim
  readonly claim: Claim
  readonly decision: Decision
  /** Null where nothing waits for a decision. */
  readonly waiting: WaitingProposal | null
}

export interface WaitingProposal {
  readonly proposal: Proposal
  readonly votes: readonly CastVote[]
  readonly need: AuthorityNeed
  /** The lowest step that suffices by the limits of today. */
  readonly level: AuthorityLevel
  /** The first is for whom it waits, the others may as well. */
  readonly whoMay: readonly ActingApprover[]
}

export type WeighingDependencies = Pick<ApiDependencies, 'db' | 'servicePolicy' | 'calendars'>

/** The proposal that waits, what it takes and for whom it waits; null where none does. */
export async function waitingProposal(
  { db, servicePolicy: policy, calendars }: WeighingDependencies,
  tables: AuthorityTables,
  { listed, claim }: { readonly listed: ListedClaim; readonly claim: Claim },
): Promise<WaitingProposal | null> {
  const { stage } = claim
  if (stage.status !== 'awaiting-approval') return null
  const { branch, asOf: now } = listed
  const { proposal, votes = [] } = stage
  const need = authorityNeed(claim, proposal)
  // Nobody in particular asks: what a caller was lent is no part of whom it waits for.
  const told = toldOf(tables, { branch, personId: '' })
  const context = { now, calendar: await calendars.current(), policy, ...told }
  const level = requiredLevel(underLadder(claim, 'ApproveProposal', context).policy.ladder, need)
  const places = branchAndAbove(branch)
  const rosters = await readRosters(db, places)
  const delegations = tables.delegations.filter(({ fromBranch }) => places.includes(fromBranch))
  const acting = { level, kinds: kindsOf(need), day: dateOf(now), rosters, delegations }
  return { proposal, votes, need, level, whoMay: actingApprovers(acting) }
}

/** The claim is folded from its events, nothing is asked of its workflow and nothing happens. */
export async function weighApproval(
  deps: WeighingDependencies,
  tables: AuthorityTables,
  { listed, request }: { readonly listed: ListedClaim; readonly request: Request },
): Promise<WeighedApproval> {
  const { db, servicePolicy: policy, calendars } = deps
  const { claimId, branch, asOf: now } = listed
  const claim = fold(null, await readEvents(db, claimId))
  const told = toldOf(tables, { branch, personId: request.actor.id })
  const context = { now, calendar: await calendars.current(), policy, ...told }
  const decision = decide(claim, request, context)
  return { listed, claim, decision, waiting: await waitingProposal(deps, tables, { listed, claim }) }
}
