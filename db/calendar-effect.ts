import { and, asc, gt, inArray, isNull } from 'drizzle-orm'

import type { Calendar } from '../domain/clocks/calendar.ts'
import type { CalendarEffect, DatedClaim } from '../domain/clocks/calendar-effect.ts'
import { addEffect, noEffect } from '../domain/clocks/calendar-effect.ts'
import type { Clock } from '../domain/clocks/clock.ts'
import type { Session } from './database.ts'
import { claimClocks, claims } from './schema.ts'

const pageSize = 500

/** What publishing a calendar would do to the claims that are open now. Reads page by page and stores nothing. */
export async function effectOf(
  session: Session,
  calendars: { readonly counting: Calendar; readonly published: Calendar },
): Promise<CalendarEffect> {
  let effect = noEffect
  for (let after = ''; ;) {
    const page = await openClaimsAfter(session, after)
    const last = page.at(-1)
    if (last === undefined) return effect
    effect = addEffect(effect, await withClocks(session, page), calendars)
    after = last.claimId
  }
}

type OpenClaim = Omit<DatedClaim, 'openClocks'> & { readonly claimId: string }

async function openClaimsAfter(session: Session, after: string): Promise<readonly OpenClaim[]> {
  const { claimId, branch, rules, restedAt } = claims
  return session
    .select({ claimId, branch, rules })
    .from(claims)
    .where(and(isNull(restedAt), gt(claimId, after)))
    .orderBy(asc(claimId))
    .limit(pageSize)
}

async function withClocks(session: Session, page: readonly OpenClaim[]): Promise<readonly DatedClaim[]> {
  const ids = page.map(({ claimId }) => claimId)
  const rows = await session
    .select({ claimId: claimClocks.claimId, clock: claimClocks.clock })
    .from(claimClocks)
    .where(and(inArray(claimClocks.claimId, ids), isNull(claimClocks.endedAt)))
  const clocks = new Map<string, Clock[]>(ids.map((claimId) => [claimId, []]))
  for (const { claimId, clock } of rows) clocks.get(claimId)?.push(clock)
  return page.map((claim) => ({ ...claim, openClocks: clocks.get(claim.claimId) ?? [] }))
}
