import type { StoredLimits } from '../../db/authority-limits.ts'
import { readLimits } from '../../db/authority-limits.ts'
import type { Session } from '../../db/database.ts'
import { openDelegations } from '../../db/delegations.ts'
import { limitsFor } from '../../db/told-limits.ts'
import type { ClaimCommandType } from '../../domain/claim/commands.ts'
import type { ToldAuthority } from '../../domain/claim/told-authority.ts'
import type { Delegation } from '../../domain/delegation.ts'
import { dateOf } from '../../domain/time.ts'

/** The tables of authority as they stand: read when something is decided, never kept. */
export interface AuthorityTables {
  readonly limits: StoredLimits | null
  readonly delegations: readonly Delegation[]
}

/** Of which claim, to whom. */
interface Told {
  readonly branch: string
  readonly personId: string
}

/** Commands whose outcome rests on the ladder: what they propose is routed by it, what they decide is measured by it. */
const resting: ReadonlySet<ClaimCommandType> = new Set<ClaimCommandType>([
  // A small claim that is accepted the system may decide at once (#18).
  'AcceptClaim',
  'ProposeDenial',
  'ProposeRefusal',
  'AssessLoss',
  'ApproveProposal',
  'ReturnProposal',
  'VoteProposal',
  'RequestPrepayment',
  'DecidePrepayment',
  'AnswerAdvance',
  'WriteOffRecovery',
  'ApproveCompensation',
  'SetReserve',
  'ProposeConcession',
  'EvaluateDispute',
  'EndMediation',
  'RecordJudgment',
  'ProveFraud',
  'DecideDispute',
  'AdjudicateDispute',
])

/** What a claim is told of authority with a command; nothing for a command that does not rest on it. */
export async function authorityFor(
  session: Session,
  command: ClaimCommandType,
  told: Told,
): Promise<{ readonly authority?: ToldAuthority }> {
  return resting.has(command) ? toldOf(await readAuthority(session), told) : {}
}

export async function readAuthority(session: Session): Promise<AuthorityTables> {
  const [limits, delegations] = await Promise.all([readLimits(session), openDelegations(session, dateOf(Date.now()))])
  return { limits, delegations }
}

/** The rows that may concern the claim, and what its caller was lent. Without rows the service policy stands: that is told too. */
export function toldOf(
  { limits, delegations }: AuthorityTables,
  { branch, personId }: Told,
): { readonly authority: ToldAuthority } {
  const lent = delegations.filter(({ toPersonId }) => toPersonId === personId)
  const told = limits === null ? {} : { limits: limitsFor(limits, branch) }
  return { authority: { ...told, delegations: lent } }
}
