import { and, desc, eq, gte, sql } from 'drizzle-orm'

import type { AuthorityLevel } from '../domain/authority.ts'
import type { Delegation, Lending } from '../domain/delegation.ts'
import type { DateText } from '../domain/time.ts'
import { delegations } from './authority-schema.ts'
import type { Session } from './database.ts'

/** What a person lends as it stands. Version 0: nothing was ever lent. */
export interface StoredDelegations {
  readonly personId: string
  readonly version: number
  readonly level: AuthorityLevel | null
  readonly lendings: readonly Lending[]
  readonly putBy: string | null
  /** Host time, epoch ms. */
  readonly putAt: number | null
}

export async function readDelegations(session: Session, personId: string): Promise<StoredDelegations> {
  const { version, level, lendings, putBy } = delegations
  const [row] = await session
    .select({ version, level, lendings, putBy, putAt: putAtMs })
    .from(delegations)
    .where(eq(delegations.personId, personId))
    .orderBy(desc(delegations.version))
    .limit(1)
  if (row === undefined) return { personId, version: 0, level: null, lendings: [], putBy: null, putAt: null }
  return { personId, ...row }
}

/** Everything anybody lends on or after a day. The claim's clock may be ahead of the host's, so days to come are with it. */
export async function openDelegations(session: Session, day: DateText): Promise<readonly Delegation[]> {
  const rows = await session
    .select({
      fromPersonId: delegations.personId,
      fromLevel: delegations.level,
      fromBranch: delegations.branch,
      lendings: delegations.lendings,
    })
    .from(delegations)
    .where(and(gte(delegations.lastDay, day), isNewest))
    .orderBy(delegations.personId)
  return rows.flatMap(({ lendings, ...from }) =>
    lendings.filter(({ to }) => to >= day).map((lending) => ({ ...from, ...lending })),
  )
}

/** Puts what a person lends behind the version it was made from; false when another was put meanwhile. */
export async function putDelegations(
  session: Session,
  put: {
    readonly personId: string
    readonly version: number
    readonly level: AuthorityLevel
    readonly branch: string
    readonly lendings: readonly Lending[]
    readonly putBy: string
  },
): Promise<boolean> {
  const lastDay =
    put.lendings
      .map(({ to }) => to)
      .toSorted()
      .at(-1) ?? null
  const rows = await session
    .insert(delegations)
    .values({ ...put, version: put.version + 1, lastDay })
    .onConflictDoNothing()
    .returning({ version: delegations.version })
  return rows.length === 1
}

const isNewest = sql`not exists (select 1 from ${delegations} newer
  where newer.person_id = ${delegations.personId} and newer.version > ${delegations.version})`

const putAtMs = sql`floor(extract(epoch from ${delegations.putAt}) * 1000)`.mapWith(Number)
