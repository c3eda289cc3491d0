import type { ClaimListPage } from '../../db/claim-list.ts'
import { listClaims } from '../../db/claim-list.ts'
import type { ListedClaim } from '../../db/claim-summary.ts'
import type { Session } from '../../db/database.ts'
import { readEvents } from '../../db/event-log.ts'
import { fold } from '../../domain/claim/evolve.ts'
import { nextActions } from '../../domain/claim/next-actions.ts'
import { barredBy } from '../../domain/claim/permission.ts'
import type { Claim } from '../../domain/claim/state.ts'
import type { WaitingClaim } from '../wire/commands/approval-queue.ts'

export interface QueueAsk {
  readonly personId: string
  readonly authorityLevel: number
  /** Branch and everything below it. */
  readonly branchPrefix: string
  readonly limit: number
  readonly cursor?: string | undefined
}

/**
 * What waits for this person's decision, least time left first: within the branch and the authority, without what the
 * person proposed, worked on, or claims for themselves. Such claims are left out of a page, not counted in it.
 */
export async function approvalQueue(
  session: Session,
  { personId, authorityLevel, branchPrefix, limit, cursor }: QueueAsk,
): Promise<{ readonly waiting: readonly WaitingClaim[]; readonly next: ClaimListPage['next'] }> {
  const filter = { statuses: ['awaiting-approval'], branchPrefix, maxRequiredLevel: authorityLevel } as const
  const page = await listClaims(session, { filter, sort: 'time-left', cursor, limit })
  const others = page.claims.filter(({ claimantId, insuredId }) => claimantId !== personId && insuredId !== personId)
  const waiting = await Promise.all(others.map((listed) => readWaiting(session, listed, personId)))
  return { waiting: waiting.filter((claim) => claim !== null), next: page.next }
}

/** The proposal and who worked on the claim stand in its events alone: one small read a row. */
async function readWaiting(session: Session, listed: ListedClaim, personId: string): Promise<WaitingClaim | null> {
  const events = await readEvents(session, listed.claimId)
  const claim: Claim = fold(null, events)
  // Decided since the list was read, or not for this person to decide.
  if (claim.stage.status !== 'awaiting-approval' || barredBy(claim, personId, 'approver') !== null) return null
  const approval = nextActions(claim).actions.find(({ command }) => command === 'ApproveProposal')
  return { listed, proposal: claim.stage.proposal, blockedBy: approval?.blockedBy ? [approval.blockedBy] : [] }
}
