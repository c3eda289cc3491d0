import { and, countDistinct, eq, inArray, isNull, sql } from 'drizzle-orm'

import type { Clock } from '../domain/clocks/clock.ts'
import { dependsOnCalendar } from '../domain/clocks/recount.ts'
import { currentRules, ruleBook } from '../domain/rules.ts'
import type { Session } from './database.ts'
import { claimClocks, claims } from './schema.ts'

/** How many open claims have a date that was counted by each version, whether they were told of it or began with it. */
export async function openClaimsByCalendar(session: Session): Promise<ReadonlyMap<string, number>> {
  const version = sql<string>`${claimClocks.clock} ->> 'calendarVersion'`
  const rows = await session
    .select({ version, claims: countDistinct(claimClocks.claimId) })
    .from(claimClocks)
    .innerJoin(claims, eq(claims.claimId, claimClocks.claimId))
    .where(and(isNull(claimClocks.endedAt), isNull(claims.restedAt), inArray(claimClocks.clockId, dated())))
    .groupBy(version)
  return new Map(rows.map((row) => [row.version, row.claims]))
}

/** Clocks of hours name the calendar of their start for ever: no version moves them. */
const dated = (): Clock['id'][] =>
  Object.values(ruleBook(currentRules).clocks)
    .filter(dependsOnCalendar)
    .map(({ id }) => id)
