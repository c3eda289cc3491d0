import { sql } from 'drizzle-orm'

import type { ClaimLine } from '../domain/claim/codes.ts'
import type { ClaimEvent, ClaimEventType } from '../domain/claim/events.ts'
import type { ClaimSummary } from '../domain/claim/summary.ts'
import { isInScope } from '../domain/emergency/event-word.ts'
import type { Session } from './database.ts'
import { wordsIn } from './emergencies.ts'
import { listAnew } from './emergency-tellings.ts'

/** What was recorded of a claim, and the claim as it stands after it. */
interface Recorded {
  readonly claimId: string
  readonly events: readonly ClaimEvent[]
  readonly summary: Pick<ClaimSummary, 'line' | 'region' | 'eventDate' | 'cause' | 'restedAt'>
}

/** Until its policy is found a claim goes by the line of its report: it may be another one from here on. */
const namesLine: ReadonlySet<ClaimEventType> = new Set<ClaimEventType>(['PolicyLookedUp', 'PolicyRelinked'])

/**
 * Lists a claim whose line has just become another one for the running emergencies that are about some lines only: the sweeps
 * are over, and what it was told before it judged by the line it had. Repeating it tells once more, which changes nothing.
 */
export async function listByLine(session: Session, { claimId, events, summary }: Recorded): Promise<void> {
  if (summary.restedAt !== null || !events.some(({ type }) => namesLine.has(type))) return
  const words = (await wordsIn(session, summary.region)).filter(
    ({ scope }) => scope.lines.length > 0 && isInScope(scope, summary),
  )
  if (words.length === 0) return
  const reported = await readReported(session, claimId)
  // As reported it has been told by its line from the beginning.
  const isAsReported = summary.line === reported.line && !events.some(({ type }) => type === 'PolicyRelinked')
  if (isAsReported) return
  for (const { eventId, version, drill } of words) {
    if (drill === reported.isTest) await listAnew(session, { eventId, claimId, version })
  }
}

async function readReported(
  session: Session,
  claimId: string,
): Promise<{ readonly line: ClaimLine | null; readonly isTest: boolean }> {
  const { rows } = await session.execute<{ line: ClaimLine; test: boolean }>(sql`
    select event->'report'->>'line' as line, event->'report'->>'isTest' = 'true' as test
    from claim_events where claim_id = ${claimId} and position = 0`)
  return { line: rows[0]?.line ?? null, isTest: rows[0]?.test === true }
}
