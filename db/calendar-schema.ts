import { sql } from 'drizzle-orm'
import { date, foreignKey, index, integer, pgTable, primaryKey, serial, text } from 'drizzle-orm/pg-core'

import { hostTime } from './columns.ts'

/** A date without a time, as text. */
const day = (name: string) => date(name, { mode: 'string' })

/** Versions of the working-day calendar (工作日历). Append-only; the greatest edition counts. */
export const calendars = pgTable('calendars', {
  version: text('version').primaryKey(),
  edition: serial('edition').notNull().unique(),
  coveredFrom: day('covered_from').notNull(),
  coveredTo: day('covered_to').notNull(),
  /** Opaque id of the calendar officer; `system` for what came with a migration. */
  publishedBy: text('published_by').notNull(),
  publishedAt: hostTime('published_at').notNull().defaultNow(),
})

/** The exceptions to the Monday-Friday week: of the office and of the banks, of the country ('') or of one province. */
export const calendarDays = pgTable(
  'calendar_days',
  {
    version: text('version').notNull(),
    calendar: text('calendar').$type<'office' | 'bank'>().notNull(),
    branchPrefix: text('branch_prefix').notNull().default(''),
    date: day('date').notNull(),
    kind: text('kind').$type<'off' | 'work'>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.version, table.calendar, table.branchPrefix, table.date] }),
    foreignKey({ columns: [table.version], foreignColumns: [calendars.version] }),
  ],
)

/** Which notice each year was taken from; for a province, the notice of its government, with year 0. */
export const calendarNotices = pgTable(
  'calendar_notices',
  {
    version: text('version').notNull(),
    branchPrefix: text('branch_prefix').notNull().default(''),
    year: integer('year').notNull(),
    notice: text('notice').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.version, table.branchPrefix, table.year, table.notice] }),
    foreignKey({ columns: [table.version], foreignColumns: [calendars.version] }),
  ],
)

/** How far the claims there are have been listed to be told of a version: round 2 finds whoever slipped through round 1. */
export const calendarSweeps = pgTable(
  'calendar_sweeps',
  {
    version: text('version').primaryKey(),
    round: integer('round').notNull().default(1),
    /** The last claim listed in this round. */
    cursor: text('cursor').notNull().default(''),
    state: text('state').$type<'pending' | 'done'>().notNull().default('pending'),
    notBefore: hostTime('not_before').notNull().defaultNow(),
  },
  (table) => [foreignKey({ columns: [table.version], foreignColumns: [calendars.version] })],
)

/** Claims to be told of a version: of the newest only, one row each. */
export const calendarTellings = pgTable(
  'calendar_tellings',
  {
    claimId: text('claim_id').primaryKey(),
    version: text('version').notNull(),
    state: text('state').$type<'pending' | 'told' | 'ended'>().notNull().default('pending'),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: hostTime('next_attempt_at').notNull().defaultNow(),
    listedAt: hostTime('listed_at').notNull().defaultNow(),
    toldAt: hostTime('told_at'),
  },
  (table) => [
    index('calendar_tellings_pending')
      .on(table.nextAttemptAt)
      .where(sql`state = 'pending'`),
  ],
)
