import { sql } from 'drizzle-orm'

import type { ClaimLine } from '../domain/claim/codes.ts'
import type { Figures, FiguresCell } from '../domain/emergency/bulletin.ts'
import type { Instant } from '../domain/time.ts'
import { readContactFigures } from './contact-tasks.ts'
import type { Session } from './database.ts'
import { countedClaims } from './emergency-tellings.ts'
import { concernedClaims } from './event-targets.ts'

/**
 * The figures of an event at one instant: its claims by line and province, and its contacts. What is estimated is what was
 * determined, or asked for while nothing is. What was paid in advance is part of what was paid. A claim counts as breached by a
 * clock of the law or the norm that was missed since the event concerned it: what was late before is not the event's.
 */
export async function readFigures(session: Session, eventId: string, now: Instant): Promise<Figures> {
  const [cells, contacts] = await Promise.all([
    session.execute<Cell>(sql`
      with affected as (
        select claims.claim_id, line, left(region, 2) as region, coalesce(approved_fen, claimed_fen, 0) as estimated,
          paid_fen as paid
        from ${countedClaims(eventId)}
      ), concerned as (${concernedClaims(eventId)}), late as (
        select distinct claim_id from affected join concerned using (claim_id) join claim_clocks using (claim_id)
        where state in ('breached', 'breached-then-met') and since <= coalesce((
          select min((escalation ->> 'at')::bigint) from jsonb_array_elements(clock -> 'escalations') as escalation
          where escalation ->> 'level' = 'breach'), due_legal)
      ), advanced as (
        select claim_id, sum(amount_fen) as fen from claim_events join affected using (claim_id) join payments using (claim_id)
        where type = 'PrepaymentApproved' and payments.state = 'settled' and payments.n = (event -> 'payment' ->> 'n')::int
        group by claim_id
      )
      select line, region, count(*)::int as reported, sum(estimated)::text as estimated_fen,
        count(*) filter (where paid > 0)::int as paid, sum(paid)::text as paid_fen,
        count(advanced.claim_id)::int as prepaid, coalesce(sum(advanced.fen), 0)::text as prepaid_fen,
        count(late.claim_id)::int as breached
      from affected left join late using (claim_id) left join advanced using (claim_id) group by line, region order by line, region`),
    readContactFigures(session, eventId, now),
  ])
  return { asOf: now, cells: cells.rows.map(cellOf), contacts }
}

type Cell = Record<string, unknown> & {
  readonly line: ClaimLine
  readonly region: string
  readonly reported: number
  readonly estimated_fen: string
  readonly paid: number
  readonly paid_fen: string
  readonly prepaid: number
  readonly prepaid_fen: string
  readonly breached: number
}

const cellOf = ({ line, region, reported, paid, prepaid, breached, ...sums }: Cell): FiguresCell => ({
  line,
  region,
  reported,
  estimatedFen: Number(sums.estimated_fen),
  paid,
  paidFen: Number(sums.paid_fen),
  prepaid,
  prepaidFen: Number(sums.prepaid_fen),
  breached,
})
