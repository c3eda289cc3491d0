import type { Contestant } from '../contestant.ts'
import { createTwin } from '../twin/create-twin.ts'

/** What a team would write in a week: the way Temporal claim demos are written. */
export const naive = createTwin({
  name: 'naive',
  tables: `
    create table if not exists naive.payments (
      reference text primary key,
      claim_id text not null,
      amount_fen bigint not null,
      created_at timestamptz not null default clock_timestamp()
    );
    create table if not exists naive.steps (
      claim_id text not null,
      n int not null,
      status text not null,
      created_at timestamptz not null default clock_timestamp(),
      primary key (claim_id, n)
    )`,
}) satisfies Contestant
