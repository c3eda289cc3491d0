import { sql } from 'drizzle-orm'

import type { Session } from './database.ts'

/** Whether the log of a claim says that it has belonged to an exercise: `isOfExercise` of the rules, asked of the record. */
export async function isOfExercise(session: Session, claimId: string): Promise<boolean> {
  const { rows } = await session.execute<{ exercised: boolean }>(sql`
    select exists (
      select from claim_events where claim_id = ${claimId} and type = 'EventApplied'
        and event -> 'word' ->> 'drill' = 'true' and event ->> 'joins' <> 'not'
    ) as exercised`)
  return rows[0]?.exercised === true
}
