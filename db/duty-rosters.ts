import { desc, eq, inArray, sql } from 'drizzle-orm'

import type { DutyRoster } from '../domain/duty/roster.ts'
import type { Session } from './database.ts'
import { dutyRosters } from './work-schema.ts'

/** The roster of a branch as it stands. Version 0: nobody has put one yet. */
export interface StoredRoster extends DutyRoster {
  readonly branch: string
  readonly version: number
  readonly putBy: string | null
  /** Host time, epoch ms. */
  readonly putAt: number | null
}

export async function readRoster(session: Session, branch: string): Promise<StoredRoster> {
  const [row] = await session
    .select({ roster: dutyRosters.roster, version: dutyRosters.version, putBy: dutyRosters.putBy, putAt: putAtMs })
    .from(dutyRosters)
    .where(eq(dutyRosters.branch, branch))
    .orderBy(desc(dutyRosters.version))
    .limit(1)
  if (row === undefined) return { branch, version: 0, duties: [], standIns: [], putBy: null, putAt: null }
  const { roster, ...put } = row
  return { branch, ...roster, ...put }
}

/** The rosters in force of these branches, in their order; branches without one are left out. */
export async function readRosters(session: Session, branches: readonly string[]): Promise<readonly DutyRoster[]> {
  const rows = await session
    .selectDistinctOn([dutyRosters.branch], { branch: dutyRosters.branch, roster: dutyRosters.roster })
    .from(dutyRosters)
    .where(inArray(dutyRosters.branch, [...branches]))
    .orderBy(dutyRosters.branch, desc(dutyRosters.version))
  return branches.flatMap((branch) => rows.find((row) => row.branch === branch)?.roster ?? [])
}

/** Puts a roster in force behind the version it was made from; false when another was put meanwhile. */
export async function putRoster(
  session: Session,
  { branch, version, putBy, roster }: Pick<StoredRoster, 'branch' | 'version'> & { putBy: string; roster: DutyRoster },
): Promise<boolean> {
  const put = await session
    .insert(dutyRosters)
    .values({ branch, version: version + 1, roster, putBy })
    .onConflictDoNothing()
    .returning({ version: dutyRosters.version })
  return put.length === 1
}

const putAtMs = sql`floor(extract(epoch from ${dutyRosters.putAt}) * 1000)`.mapWith(Number)
