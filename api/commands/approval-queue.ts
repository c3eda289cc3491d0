import type { ClaimListPage } from '../../db/claim-list.ts'
import { listClaims } from '../../db/claim-list.ts'
import type { ListedClaim } from '../../db/claim-summary.ts'
import type { Actor, ClaimCommand } from '../../domain/claim/commands.ts'
import type { RefusalCode } from '../../domain/claim/decision.ts'
import type { WaitingClaim } from '../wire/commands/approval-queue.ts'
import type { AuthorityTables } from './told-authority.ts'
import { readAuthority } from './told-authority.ts'
import type { WeighingDependencies } from './weigh-approval.ts'
import { weighApproval } from './weigh-approval.ts'

interface QueueAsk {
  readonly actor: Actor
  /** Branch and everything below it. */
  readonly branchPrefix: string
  /** Also what this person may not decide, each with what is in the way. */
  readonly all: boolean
  readonly limit: number
  readonly cursor?: string | undefined
}

/**
 * What waits for this person's decision, least time left first: within the branch and the authority, his own and what he
 * was lent, without what the person proposed, worked on, or claims for themselves. Such claims are left out of a page, not
 * made up for.
 */
export async function approvalQueue(
  deps: WeighingDependencies,
  { actor, branchPrefix, all, limit, cursor }: QueueAsk,
): Promise<{ readonly waiting: readonly WaitingClaim[]; readonly next: ClaimListPage['next'] }> {
  const tables = await readAuthority(deps.db)
  const maxRequiredLevel = all ? undefined : highestStep(actor, tables)
  const filter = { statuses: ['awaiting-approval'], branchPrefix, maxRequiredLevel } as const
  const page = await listClaims(deps.db, { filter, sort: 'time-left', cursor, limit })
  const rows = await Promise.all(page.claims.map((listed) => readWaiting(deps, tables, { listed, actor })))
  const hidden = all ? never : personal
  return {
    waiting: rows.filter((row) => row !== null).filter(({ blockedBy }) => !blockedBy.some((code) => hidden.has(code))),
    next: page.next,
  }
}

/** What nobody is shown, and what is about the person, not about the claim. */
const never: ReadonlySet<string> = new Set<RefusalCode>(['OWN_CLAIM'])
const personal: ReadonlySet<string> = new Set<RefusalCode>([
  'OWN_CLAIM',
  'SEPARATION_OF_DUTIES',
  'AUTHORITY_EXCEEDED',
  'COMMITTEE_NOT_NEEDED',
  'DOUBLE_VOTE',
])

/** The highest step the person holds or was lent for anything: each claim then says whether it is enough. */
const highestStep = ({ id, authorityLevel }: Actor, { delegations }: AuthorityTables): number =>
  Math.max(
    authorityLevel,
    ...delegations.filter(({ toPersonId }) => toPersonId === id).map(({ fromLevel }) => fromLevel),
  )

async function readWaiting(
  deps: WeighingDependencies,
  tables: AuthorityTables,
  { listed, actor }: { readonly listed: ListedClaim; readonly actor: Actor },
): Promise<WaitingClaim | null> {
  const { decision, waiting } = await weighApproval(deps, tables, { listed, request: { actor, command: yesOf(actor) } })
  // Decided since the list was read.
  if (waiting === null) return null
  return { listed, ...waiting, blockedBy: 'refusal' in decision ? [decision.refusal.code] : [] }
}

/** A member of the committee decides by his vote. */
const yesOf = ({ role }: Actor): ClaimCommand =>
  role === 'committee' ? { type: 'VoteProposal', vote: 'for' } : { type: 'ApproveProposal' }
