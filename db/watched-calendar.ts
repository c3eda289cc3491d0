import { and, count, countDistinct, eq, isNull, notInArray, sql } from 'drizzle-orm'

import { isOfYears } from '../domain/clocks/engine.ts'
import { currentRules, ruleBook } from '../domain/rules.ts'
import type { WatchedCalendar } from '../domain/watchdog/calendar-findings.ts'
import { tellingGraceMs } from '../domain/watchdog/calendar-findings.ts'
import { calendarTellings } from './calendar-schema.ts'
import { newestVersion } from './calendars.ts'
import type { Session } from './database.ts'
import { readHostClock } from './host-clock.ts'
import { claimClocks, claims } from './schema.ts'

/** What the watchdog has to know of the newest calendar; null before there is any. */
export async function readWatchedCalendar(session: Session): Promise<WatchedCalendar | null> {
  const newest = await newestVersion(session)
  if (newest === null) return null
  const { version, coveredTo } = newest
  return {
    version,
    coveredTo,
    now: await readHostClock(session),
    provisionalClaims: await countProvisional(session),
    untoldClaims: await countUntold(session),
  }
}

/** Clocks of years lie behind every calendar there will be: no notice settles them, and nobody need be told of them. */
const ofYears = Object.values(ruleBook(currentRules).clocks)
  .filter(isOfYears)
  .map(({ id }) => id)

/** From the index of open provisional clocks, in whose words the condition is. */
async function countProvisional(session: Session): Promise<number> {
  const [row] = await session
    .select({ claims: countDistinct(claimClocks.claimId) })
    .from(claimClocks)
    .innerJoin(claims, eq(claims.claimId, claimClocks.claimId))
    .where(
      and(sql`provisional and ended_at is null`, notInArray(claimClocks.clockId, ofYears), isNull(claims.restedAt)),
    )
  return row?.claims ?? 0
}

async function countUntold(session: Session): Promise<number> {
  const { state, listedAt } = calendarTellings
  const [row] = await session
    .select({ claims: count() })
    .from(calendarTellings)
    .where(and(eq(state, 'pending'), sql`${listedAt} < now() - ${tellingGraceMs}::int * interval '1 millisecond'`))
  return row?.claims ?? 0
}
