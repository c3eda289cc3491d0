import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'

import type { AuthorityLevel } from '../domain/authority.ts'
import type { ClaimChannel, ClaimLane, ClaimLine, LossCause, Role } from '../domain/claim/codes.ts'
import type { ClaimEvent, ClaimEventType } from '../domain/claim/events.ts'
import type { ClaimStatus } from '../domain/claim/state.ts'
import type { Clock } from '../domain/clocks/clock.ts'
import { bytes, createdAt, fen, hostTime, instant } from './columns.ts'

/**
 * What happened, for ever. Rows are written by `record_events` alone, which chains them: each hash covers its row and the
 * hash before it. Numbers of `global_seq` are given before commit, so a reader may see 7 before 6.
 */
export const claimEvents = pgTable(
  'claim_events',
  {
    globalSeq: bigserial('global_seq', { mode: 'number' }).notNull().unique(),
    claimId: text('claim_id').notNull(),
    position: integer('position').notNull(),
    type: text('type').$type<ClaimEventType>().notNull(),
    at: instant('at').notNull(),
    actorId: text('actor_id').notNull(),
    actorRole: text('actor_role').$type<Role | 'system'>().notNull(),
    event: jsonb('event').$type<ClaimEvent>().notNull(),
    commandId: text('command_id'),
    bodyHash: text('body_hash'),
    /** The answer to the command: the claim as it stood when the command was done. */
    answerVersion: integer('answer_version'),
    answerDecisionVersion: integer('answer_decision_version'),
    answerStatus: text('answer_status').$type<ClaimStatus>(),
    prevHash: text('prev_hash').notNull(),
    hash: text('hash').notNull(),
    recordedAt: hostTime('recorded_at').notNull(),
    /** Event instant minus the host's clock at recording: how far the claim's own clock is ahead. */
    clockAheadMs: bigint('clock_ahead_ms', { mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.claimId, table.position] }),
    uniqueIndex('claim_events_command')
      .on(table.claimId, table.commandId)
      .where(sql`command_id is not null`),
  ],
)

/** The claim in one row (read model), with the head of its chain of events. Written by `record_events` alone. */
export const claims = pgTable(
  'claims',
  {
    claimId: text('claim_id').primaryKey(),
    rules: integer('rules').notNull(),
    status: text('status').$type<ClaimStatus>().notNull(),
    version: integer('version').notNull(),
    decisionVersion: integer('decision_version').notNull(),
    line: text('line').$type<ClaimLine>().notNull(),
    lane: text('lane').$type<ClaimLane>(),
    branch: text('branch').notNull(),
    region: text('region').notNull(),
    channel: text('channel').$type<ClaimChannel>().notNull(),
    cause: text('cause').$type<LossCause>().notNull(),
    eventDate: text('event_date').notNull(),
    claimantId: text('claimant_id').notNull(),
    insuredId: text('insured_id').notNull(),
    /** Whose own claims were joined to this one; null in rows of a build that knew of none. */
    coClaimantIds: text('co_claimant_ids').array(),
    integratorId: text('integrator_id'),
    ownerId: text('owner_id'),
    queue: text('queue').$type<Role>(),
    requiredLevel: smallint('required_level').$type<AuthorityLevel>(),
    /** What it waits for somebody to decide; null where nothing is, so that few rows stand in the index. */
    decisions: text('decisions').array(),
    escalated: boolean('escalated').notNull(),
    suspectedCopyOf: text('suspected_copy_of'),
    claimedFen: fen('claimed_fen'),
    approvedFen: fen('approved_fen'),
    paidFen: fen('paid_fen').notNull(),
    reportedAt: instant('reported_at').notNull(),
    receivedAt: instant('received_at'),
    lastAt: instant('last_at').notNull(),
    nextDeadlineAt: instant('next_deadline_at'),
    nextDeadlineSummary: text('next_deadline_summary'),
    restedAt: instant('rested_at'),
    /** Blind index of the policy the claim stands under. */
    policyIndex: text('policy_index'),
    headHash: text('head_hash').notNull(),
    /** Never negative: an event recorded late does not put the claim's clock back. */
    clockAheadMs: bigint('clock_ahead_ms', { mode: 'number' }).notNull(),
    updatedAt: hostTime('updated_at').notNull(),
  },
  (table) => [
    index('claims_newest').on(table.reportedAt, table.claimId),
    index('claims_time_left').on(sql`(coalesce(next_deadline_at, 9000000000000000) - clock_ahead_ms)`, table.claimId),
    // What waits to be decided: few claims of all.
    index('claims_deciding')
      .on(sql`(coalesce(next_deadline_at, 9000000000000000) - clock_ahead_ms)`, table.claimId)
      .where(sql`decisions is not null`),
    // Locally only: production keeps the claims' clocks with the host's.
    index('claims_ahead')
      .on(table.claimId)
      .where(sql`clock_ahead_ms > 60000`),
    index('claims_claimant').on(table.claimantId, table.reportedAt),
    index('claims_integrator').on(table.integratorId, table.reportedAt),
    index('claims_owner')
      .on(table.ownerId)
      .where(sql`owner_id is not null`),
    index('claims_queue').on(table.queue, table.status),
    index('claims_policy')
      .on(table.policyIndex, table.eventDate)
      .where(sql`policy_index is not null`),
  ],
)

/** The clocks of each claim as they stand: what the watchdog and the list of open clocks read. */
export const claimClocks = pgTable(
  'claim_clocks',
  {
    claimId: text('claim_id').notNull(),
    clockId: text('clock_id').$type<Clock['id']>().notNull(),
    n: integer('n').notNull(),
    state: text('state').$type<Clock['state']>().notNull(),
    startedAt: instant('started_at').notNull(),
    dueTarget: instant('due_target').notNull(),
    dueLegal: instant('due_legal').notNull(),
    provisional: boolean('provisional').notNull(),
    endedAt: instant('ended_at'),
    clock: jsonb('clock').$type<Clock>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.claimId, table.clockId, table.n] }),
    index('claim_clocks_open')
      .on(table.dueTarget, table.claimId, table.clockId, table.n)
      .where(sql`ended_at is null`),
    // Those the end of the calendar leaves uncertain: what the watchdog counts.
    index('claim_clocks_provisional')
      .on(table.claimId)
      .where(sql`provisional and ended_at is null`),
  ],
)

/** Free text and other small personal data that events name by id, sealed. */
export const claimTexts = pgTable(
  'claim_texts',
  {
    claimId: text('claim_id').notNull(),
    textId: text('text_id').notNull(),
    field: text('field').notNull(),
    keyId: text('key_id').notNull(),
    ciphertext: bytes('ciphertext').notNull(),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.claimId, table.textId] })],
)

export type PartyKind = 'claimant' | 'co-claimant' | 'insured' | 'payee' | 'policy' | 'contact'

/** People and the policy of a claim, one sealed record each, found again by blind index. */
export const claimParties = pgTable(
  'claim_parties',
  {
    claimId: text('claim_id').notNull(),
    partyId: text('party_id').notNull(),
    kind: text('kind').$type<PartyKind>().notNull(),
    personId: text('person_id'),
    keyId: text('key_id').notNull(),
    ciphertext: bytes('ciphertext').notNull(),
    identityIndex: text('identity_index'),
    phoneIndex: text('phone_index'),
    policyIndex: text('policy_index'),
    /** Orders what was stored. */
    seq: bigserial('seq', { mode: 'number' }).notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.claimId, table.partyId] }),
    index('claim_parties_identity')
      .on(table.identityIndex)
      .where(sql`identity_index is not null`),
    index('claim_parties_phone')
      .on(table.phoneIndex)
      .where(sql`phone_index is not null`),
  ],
)
