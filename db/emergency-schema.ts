import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'

import type { EmergencyEvent, EmergencyEventType, EventStatus } from '../domain/emergency/event-state.ts'
import type { EventWord } from '../domain/emergency/event-word.ts'
import type { EventKind, EventLevel } from '../domain/emergency/grades.ts'
import type { Role } from '../domain/claim/codes.ts'
import { bytes, createdAt, hostTime, instant } from './columns.ts'

/** Emergencies as they stand (read model). */
export const emergencies = pgTable(
  'emergencies',
  {
    eventId: text('event_id').primaryKey(),
    status: text('status').$type<EventStatus>().notNull(),
    /** How often somebody decided something: the ETag. */
    version: integer('version').notNull(),
    kind: text('kind').$type<EventKind>().notNull(),
    level: text('level').$type<EventLevel>(),
    drill: boolean('drill').notNull(),
    /** Of the scope, or of the incident while nothing is declared. */
    zones: text('zones').array().notNull(),
    /** What claims are told now. */
    word: jsonb('word').$type<EventWord>(),
    knownAt: instant('known_at').notNull(),
    declaredAt: instant('declared_at'),
    endedAt: instant('ended_at'),
    updatedAt: hostTime('updated_at').notNull().defaultNow(),
  },
  (table) => [
    index('emergencies_newest').on(table.knownAt, table.eventId),
    index('emergencies_active')
      .on(table.eventId)
      .where(sql`status in ('declared', 'active')`),
  ],
)

/** What happened to each emergency, for ever. Append-only. */
export const emergencyEvents = pgTable(
  'emergency_events',
  {
    eventId: text('event_id').notNull(),
    position: integer('position').notNull(),
    type: text('type').$type<EmergencyEventType>().notNull(),
    at: instant('at').notNull(),
    actorId: text('actor_id').notNull(),
    actorRole: text('actor_role').$type<Role | 'system'>().notNull(),
    event: jsonb('event').$type<EmergencyEvent>().notNull(),
    commandId: text('command_id'),
    bodyHash: text('body_hash'),
    recordedAt: hostTime('recorded_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.eventId, table.position] }),
    uniqueIndex('emergency_events_command')
      .on(table.eventId, table.commandId)
      .where(sql`command_id is not null`),
  ],
)

/** Claims to be told of an emergency, and of which version they were told: one row for each claim and emergency. */
export const emergencyTellings = pgTable(
  'emergency_tellings',
  {
    eventId: text('event_id').notNull(),
    claimId: text('claim_id').notNull(),
    /** The version of the word. */
    version: integer('version').notNull(),
    state: text('state').$type<'pending' | 'told' | 'ended'>().notNull().default('pending'),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: hostTime('next_attempt_at').notNull().defaultNow(),
    listedAt: hostTime('listed_at').notNull().defaultNow(),
    toldAt: hostTime('told_at'),
  },
  (table) => [
    primaryKey({ columns: [table.eventId, table.claimId] }),
    index('emergency_tellings_pending')
      .on(table.nextAttemptAt)
      .where(sql`state = 'pending'`),
  ],
)

/** Reasons and descriptions that events name by id, sealed. */
export const emergencyTexts = pgTable(
  'emergency_texts',
  {
    eventId: text('event_id').notNull(),
    textId: text('text_id').notNull(),
    field: text('field').notNull(),
    keyId: text('key_id').notNull(),
    ciphertext: bytes('ciphertext').notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.eventId, table.textId] })],
)
