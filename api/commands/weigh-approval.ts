import { readRosters } from '../../db/duty-rosters.ts'
import type { ListedClaim } from '../../db/claim-summary.ts'
import { readEvents } from '../../db/event-log.ts'
import type { AuthorityLevel } from '../../domain/authority.ts'
import { kindsOf, requiredLevel } from '../../domain/authority.ts'
import type { AskedDecision, Decided } from '../../domain/claim/asked-decision.ts'
import { askedDecision, decidedBy } from '../../domain/claim/asked-decision.ts'
import type { ClaimCommand } from '../../domain/claim/commands.ts'
import { decide } from '../../domain/claim/decide.ts'
import type { Request } from '../../domain/claim/decide.ts'
import type { Context, Decision } from '../../domain/claim/decision.ts'
import { fold } from '../../domain/claim/evolve.ts'
import type { Claim } from '../../domain/claim/state.ts'
import { underLadder } from '../../domain/claim/told-authority.ts'
import type { WaitingDecision } from '../../domain/claim/waiting-decisions.ts'
import type { ActingApprover } from '../../domain/duty/acting-approvers.ts'
import { actingApprovers, actingChecker } from '../../domain/duty/acting-approvers.ts'
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
  readonly waiting: WaitingFor | null
}

/** One decision that waits, and for whom. */
export interface WaitingFor extends AskedDecision {
  readonly what: WaitingDecision
  /** The lowest step that suffices by the limits of today; null where a second person is enough. */
  readonly level: AuthorityLevel | null
  /** The first is for whom it waits, the others may as well. */
  readonly whoMay: readonly ActingApprover[]
}

export type WeighingDependencies = Pick<ApiDependencies, 'db' | 'servicePolicy' | 'calendars'>

/** A claim as its events tell it, with the row of lists that names its own now. */
interface Standing {
  readonly listed: ListedClaim
  readonly claim: Claim
}

/** What waits under this name, what it takes and for whom it waits; null where nothing does. */
export async function waitingFor(
  deps: WeighingDependencies,
  tables: AuthorityTables,
  { listed, claim }: Standing,
  what: WaitingDecision,
): Promise<WaitingFor | null> {
  const asked = askedDecision(claim, what)
  return asked === null ? null : takenOn(deps, tables, { listed, claim }, { what, asked })
}

/** What a decision takes, and for whom it waits. */
async function takenOn(
  deps: WeighingDependencies,
  tables: AuthorityTables,
  { listed, claim }: Standing,
  { what, asked }: Decided,
): Promise<WaitingFor> {
  // Nobody in particular asks: what a caller was lent is no part of whom it waits for.
  const context = await contextOf(deps, tables, listed, '')
  const places = branchAndAbove(listed.branch)
  const rosters = await readRosters(deps.db, places)
  const day = dateOf(listed.asOf)
  const { need } = asked
  if (need === null) return { ...asked, what, level: null, whoMay: [actingChecker(rosters, day)] }
  const level = requiredLevel(underLadder(claim, decidingCommand[what.subject], context).policy.ladder, need)
  const delegations = tables.delegations.filter(({ fromBranch }) => places.includes(fromBranch))
  return { ...asked, what, level, whoMay: actingApprovers({ level, kinds: kindsOf(need), day, rosters, delegations }) }
}

/** The claim is folded from its events, nothing is asked of its workflow and nothing happens. */
export async function weighApproval(
  deps: WeighingDependencies,
  tables: AuthorityTables,
  { listed, request }: { readonly listed: ListedClaim; readonly request: Request },
): Promise<WeighedApproval> {
  const claim = await readClaim(deps, listed)
  const decision = await weigh(deps, tables, { listed, claim }, request)
  const decided = decidedBy(claim, request.command)
  const waiting = decided === null ? null : await takenOn(deps, tables, { listed, claim }, decided)
  return { listed, claim, decision, waiting }
}

/** What would come of this on the claim as it stands. */
export async function weigh(
  deps: WeighingDependencies,
  tables: AuthorityTables,
  { listed, claim }: Standing,
  request: Request,
): Promise<Decision> {
  return decide(claim, request, await contextOf(deps, tables, listed, request.actor.id))
}

export const readClaim = async ({ db }: WeighingDependencies, { claimId }: ListedClaim): Promise<Claim> =>
  fold(null, await readEvents(db, claimId))

async function contextOf(
  { servicePolicy: policy, calendars }: WeighingDependencies,
  tables: AuthorityTables,
  { branch, asOf: now }: ListedClaim,
  personId: string,
): Promise<Context> {
  return { now, calendar: await calendars.current(), policy, ...toldOf(tables, { branch, personId }) }
}

/** What decides each: an event raises the limits of some. */
const decidingCommand: Readonly<Record<WaitingDecision['subject'], ClaimCommand['type']>> = {
  proposal: 'ApproveProposal',
  advance: 'DecidePrepayment',
  compensation: 'ApproveCompensation',
  reserve: 'SetReserve',
  'write-off': 'WriteOffRecovery',
  dispute: 'DecideDispute',
  ruling: 'AdjudicateDispute',
  payment: 'CheckPayment',
}
