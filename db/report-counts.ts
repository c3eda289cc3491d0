import { sql } from 'drizzle-orm'

import type { ReportCount } from '../domain/emergency/event-surge.ts'
import type { DateText } from '../domain/time.ts'
import type { Session } from './database.ts'

/** Reports of the last hour and of the day before it, by city and peril, and the day it is in Shanghai by the host's clock. */
export async function countReports(
  session: Session,
): Promise<{ readonly day: DateText; readonly counts: readonly ReportCount[] }> {
  const hour = sql`floor(extract(epoch from now()) * 1000)::bigint - 3600000`
  const { rows } = await session.execute<Record<string, unknown> & ReportCount & { readonly day: DateText }>(sql`
    select left(region, 4) as zone, cause, to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day,
      (count(*) filter (where reported_at >= ${hour}))::int as "lastHour",
      (count(*) filter (where reported_at < ${hour}))::int as "dayBefore"
    from claims where reported_at >= ${hour} - 86400000
    group by 1, 2 having count(*) filter (where reported_at >= ${hour}) > 0`)
  const counts = rows.map(({ zone, cause, lastHour, dayBefore }) => ({ zone, cause, lastHour, dayBefore }))
  return { day: rows[0]?.day ?? '', counts }
}
