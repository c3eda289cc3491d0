import { index, integer, jsonb, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'

import type { AuthorityLevel } from '../domain/authority.ts'
import type { AuthorityRow } from '../domain/authority-limits.ts'
import type { Lending } from '../domain/delegation.ts'
import { hostTime } from './columns.ts'

/** The table of limits, whole in each version; every version is kept, the newest is in force. Append-only. */
export const authorityLimits = pgTable('authority_limits', {
  version: integer('version').primaryKey(),
  rows: jsonb('rows').$type<readonly AuthorityRow[]>().notNull(),
  /** Opaque id of who put it. */
  putBy: text('put_by').notNull(),
  putAt: hostTime('put_at').notNull().defaultNow(),
})

/** What each person lends of his authority; every version is kept, the newest of each person is in force. Append-only. */
export const delegations = pgTable(
  'delegations',
  {
    personId: text('person_id').notNull(),
    version: integer('version').notNull(),
    /** The person's own step when this was put. */
    level: smallint('level').$type<AuthorityLevel>().notNull(),
    branch: text('branch').notNull(),
    lendings: jsonb('lendings').$type<readonly Lending[]>().notNull(),
    /** The last day of any of them: what is over is not read again. Null where nothing is lent. */
    lastDay: text('last_day'),
    putBy: text('put_by').notNull(),
    putAt: hostTime('put_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.personId, table.version] }),
    index('delegations_last_day').on(table.lastDay),
  ],
)
