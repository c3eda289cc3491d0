import type { Contestant } from '../contestant.ts'
import { createTwin } from '../twin/create-twin.ts'

/** The limit: what the same messages and the same calls cost with Temporal and nothing else. */
export const bare = createTwin({
  name: 'bare',
  tables: `
    create table if not exists bare.payments (
      reference text primary key,
      claim_id text not null,
      amount_fen bigint not null,
      created_at timestamptz not null default clock_timestamp()
    )`,
}) satisfies Contestant
