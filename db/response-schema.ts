import { sql } from 'drizzle-orm'
import { boolean, date, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'

import type { ClaimLine } from '../domain/claim/codes.ts'
import type { Call, CareOffer, ContactSource, Wish } from '../domain/emergency/contact-task.ts'
import type { ResponsePlan } from '../domain/emergency/plan.ts'
import type { ListKind } from '../domain/emergency/public-list.ts'
import type { ResponseEntry } from '../domain/emergency/response-state.ts'
import { bytes, hostTime, instant } from './columns.ts'

/** Response plans (应急预案), whole in each version; every version is kept, the newest is in force. Append-only. */
export const responsePlans = pgTable(
  'response_plans',
  {
    planId: text('plan_id').notNull(),
    version: integer('version').notNull(),
    plan: jsonb('plan').$type<ResponsePlan>().notNull(),
    putBy: text('put_by').notNull(),
    putAt: hostTime('put_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.planId, table.version] })],
)

/** The response to each event (处置记录), fact by fact. Append-only: bulletins stay as they were published. */
export const emergencyEntries = pgTable(
  'emergency_entries',
  {
    eventId: text('event_id').notNull(),
    n: integer('n').notNull(),
    type: text('type').$type<ResponseEntry['type']>().notNull(),
    entry: jsonb('entry').$type<ResponseEntry>().notNull(),
    commandId: text('command_id').notNull(),
    bodyHash: text('body_hash').notNull(),
    recordedAt: hostTime('recorded_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.eventId, table.n] }),
    uniqueIndex('emergency_entries_command').on(table.eventId, table.commandId),
    // What is to be done better is looked after when all else of its event is over.
    index('emergency_entries_lessons')
      .on(table.eventId)
      .where(sql`type in ('LessonAssigned', 'LessonDone')`),
  ],
)

/** People to be contacted: one row for each person and event. */
export const contactTasks = pgTable(
  'contact_tasks',
  {
    eventId: text('event_id').notNull(),
    personId: text('person_id').notNull(),
    sources: text('sources').array().$type<ContactSource[]>().notNull(),
    byPerson: boolean('by_person').notNull(),
    raisedAt: instant('raised_at').notNull(),
    dueAt: instant('due_at').notNull(),
    calls: integer('calls').notNull().default(0),
    contactedAt: instant('contacted_at'),
    wish: text('wish').$type<Wish>(),
    nextCallAt: instant('next_call_at'),
    offers: text('offers').array().$type<CareOffer[]>().notNull().default([]),
    claimId: text('claim_id'),
  },
  (table) => [
    primaryKey({ columns: [table.eventId, table.personId] }),
    // Whom to call next: everybody not reached yet, and whoever asked to be called later.
    index('contact_tasks_to_call')
      .on(table.eventId, sql`coalesce(next_call_at, due_at)`, table.personId)
      .where(sql`contacted_at is null or next_call_at is not null`),
  ],
)

/** Under which contracts those people stand; the number is sealed. */
export const contactPolicies = pgTable(
  'contact_policies',
  {
    eventId: text('event_id').notNull(),
    personId: text('person_id').notNull(),
    policyIndex: text('policy_index').notNull(),
    line: text('line').$type<ClaimLine>().notNull(),
    branch: text('branch').notNull(),
    keyId: text('key_id').notNull(),
    ciphertext: bytes('ciphertext').notNull(),
  },
  (table) => [primaryKey({ columns: [table.eventId, table.personId, table.policyIndex] })],
)

/** Every call with its outcome and what was wished. Append-only. */
export const contactCalls = pgTable(
  'contact_calls',
  {
    eventId: text('event_id').notNull(),
    personId: text('person_id').notNull(),
    n: integer('n').notNull(),
    at: instant('at').notNull(),
    call: jsonb('call').$type<Call>().notNull(),
    commandId: text('command_id').notNull(),
    bodyHash: text('body_hash').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.eventId, table.personId, table.n] }),
    uniqueIndex('contact_calls_command').on(table.commandId),
  ],
)

/** How far the policies of a zone have been searched. */
export const policySearches = pgTable(
  'policy_searches',
  {
    eventId: text('event_id').notNull(),
    zone: text('zone').notNull(),
    firstDay: date('first_day', { mode: 'string' }).notNull(),
    lastDay: date('last_day', { mode: 'string' }).notNull(),
    /** In the order of their codes, empty for every line; null of a search that began before they were kept. */
    lines: text('lines').array().$type<ClaimLine[]>(),
    /** Null before the first page, and when all are read. */
    cursor: text('cursor'),
    pages: integer('pages').notNull().default(0),
    policies: integer('policies').notNull().default(0),
    state: text('state').$type<'pending' | 'done'>().notNull().default('pending'),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: hostTime('next_attempt_at').notNull().defaultNow(),
    startedBy: text('started_by').notNull(),
    startedAt: hostTime('started_at').notNull().defaultNow(),
    doneAt: hostTime('done_at'),
  },
  (table) => [
    primaryKey({ columns: [table.eventId, table.zone] }),
    index('policy_searches_pending')
      .on(table.nextAttemptAt)
      .where(sql`state = 'pending'`),
  ],
)

/** Lists of people affected (公布名单) that were uploaded, with counts that outlive the rows. */
export const affectedLists = pgTable(
  'affected_lists',
  {
    listId: text('list_id').primaryKey(),
    eventId: text('event_id').notNull(),
    kind: text('kind').$type<ListKind>().notNull(),
    /** Code of who published it. */
    publisher: text('publisher').notNull(),
    sha256: text('sha256').notNull(),
    sizeBytes: integer('size_bytes').notNull(),
    people: integer('people').notNull(),
    matched: integer('matched').notNull().default(0),
    erased: integer('erased').notNull().default(0),
    uploadedBy: text('uploaded_by').notNull(),
    uploadedAt: hostTime('uploaded_at').notNull().defaultNow(),
  },
  (table) => [uniqueIndex('affected_lists_file').on(table.eventId, table.kind, table.sha256)],
)

/** Their rows, sealed. Who stands under no contract is looked for again once a day, and erased within seven days. */
export const affectedRows = pgTable(
  'affected_rows',
  {
    listId: text('list_id').notNull(),
    line: integer('line').notNull(),
    state: text('state').$type<'pending' | 'matched'>().notNull().default('pending'),
    personId: text('person_id'),
    keyId: text('key_id').notNull(),
    ciphertext: bytes('ciphertext').notNull(),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: hostTime('next_attempt_at').notNull().defaultNow(),
    uploadedAt: hostTime('uploaded_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.listId, table.line] }),
    index('affected_rows_pending')
      .on(table.nextAttemptAt)
      .where(sql`state = 'pending'`),
    index('affected_rows_of_person')
      .on(table.personId)
      .where(sql`person_id is not null`),
  ],
)
