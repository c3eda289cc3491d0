import type { ClaimListPage } from '../../db/claim-list.ts'
import { listClaims } from '../../db/claim-list.ts'
import type { ListedClaim } from '../../db/claim-summary.ts'
import { readEvents } from '../../db/event-log.ts'
import type { Actor } from '../../domain/claim/commands.ts'
import { decide } from '../../domain/claim/decide.ts'
import type { RefusalCode } from '../../domain/claim/decision.ts'
import { fold } from '../../domain/claim/evolve.ts'
import type { ApiDependencies } from '../dependencies.ts'
import type { WaitingClaim } from '../wire/commands/approval-queue.ts'

export interface QueueAsk {
  readonly actor: Actor
  /** Branch and everything below it. */
  readonly branchPrefix: string
  readonly limit: number
  readonly cursor?: string | undefined
}

type QueueDependencies = Pick<ApiDependencies, 'db' | 'servicePolicy' | 'calendars'>

/**
 * What waits for this person's decision, least time left first: within the branch and the authority, without what the
 * person proposed, worked on, or claims for themselves. Such claims are left out of a page, not made up for.
 */
export async function approvalQueue(
  deps: QueueDependencies,
  { actor, branchPrefix, limit, cursor }: QueueAsk,
): Promise<{ readonly waiting: readonly WaitingClaim[]; readonly next: ClaimListPage['next'] }> {
  const filter = { statuses: ['awaiting-approval'], branchPrefix, maxRequiredLevel: actor.authorityLevel } as const
  const page = await listClaims(deps.db, { filter, sort: 'time-left', cursor, limit })
  const waiting = await Promise.all(page.claims.map((listed) => readWaiting(deps, listed, actor)))
  return { waiting: waiting.filter((claim) => claim !== null), next: page.next }
}

/** Refusals that are about the person, not about the claim. */
const personal: readonly (RefusalCode | null)[] = ['SEPARATION_OF_DUTIES', 'OWN_CLAIM', 'AUTHORITY_EXCEEDED']

/** What would come of an approval now, by the rules themselves; the claim is folded from its events: one read a row. */
async function readWaiting(
  { db, servicePolicy: policy, calendars }: QueueDependencies,
  listed: ListedClaim,
  actor: Actor,
): Promise<WaitingClaim | null> {
  const claim = fold(null, await readEvents(db, listed.claimId))
  // Decided since the list was read.
  if (claim.stage.status !== 'awaiting-approval') return null
  const decision = decide(
    claim,
    { actor, command: { type: 'ApproveProposal' } },
    { now: listed.asOf, calendar: await calendars.current(), policy },
  )
  const code = 'refusal' in decision ? decision.refusal.code : null
  if (personal.includes(code)) return null
  return { listed, proposal: claim.stage.proposal, blockedBy: code === null ? [] : [code] }
}
