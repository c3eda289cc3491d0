import { randomUUID } from 'node:crypto'

import type { Role } from '../../domain/claim/codes.ts'
import type { HttpClient } from '../driver/http-client.ts'
import { createHttpClient } from '../driver/http-client.ts'
import { query } from '../measure/databases.ts'
import type { Stage } from '../stage.ts'

/** Where emergencies are reported and led, over HTTP. */
export interface EventDesk {
  /** Reports an incident; resolves to the id of the event it becomes. */
  readonly report: (incident: object) => Promise<string>
  /** Does something below `/v1/emergencies/{eventId}`; the commander does, where nobody else is named. */
  readonly act: (eventId: string, path: string, body: object, who?: Role) => Promise<void>
}

/** The day of every loss the bench files. */
export const lossDay = '2026-01-15'

export function openEventDesk({ stack }: Pick<Stage, 'stack'>): EventDesk {
  const http: HttpClient = createHttpClient(stack.url)
  const tokens = new Map<Role, Promise<string>>()
  const post = async (path: string, body: object, who: Role): Promise<unknown> => {
    const token = tokens.get(who) ?? stack.tokenOf(who)
    tokens.set(who, token)
    const headers = { authorization: `Bearer ${await token}`, 'idempotency-key': randomUUID() }
    const answer = await http({ method: 'POST', path, headers, body })
    if (answer.status >= 300) throw new Error(`${path} was refused: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  return {
    async report(incident) {
      const named = { happenedAt: `${lossDay}T16:00:00+08:00`, place: 'made up for the bench', ...incident }
      const { eventId } = (await post('/v1/emergencies', named, 'disposal-team')) as { readonly eventId: string }
      return eventId
    },
    async act(eventId, path, body, who = 'emergency-commander') {
      await post(`/v1/emergencies/${eventId}${path}`, body, who)
    },
  }
}

/** How claims of the log after `after` have applied what an event says first. Instants are epoch ms, of the database's host. */
export interface Applied {
  readonly claims: number
  readonly times: number
  readonly first: number | null
  readonly last: number | null
}

export async function appliedSince({ stack }: Stage, after: number, eventId: string): Promise<Applied> {
  const [row] = await query<Applied>(stack.ownerUrl, applied, [after, eventId])
  return row ?? { claims: 0, times: 0, first: null, last: null }
}

/** Of the events since the declaration alone: to read the whole log anew each time would be load of its own. */
const applied = `
  select count(distinct claim_id)::int as claims, count(*)::int as times,
    extract(epoch from min(recorded_at))::float8 * 1000 as first,
    extract(epoch from max(recorded_at))::float8 * 1000 as last
  from claim_events
  where global_seq > $1 and type = 'EventApplied' and event->'word'->>'eventId' = $2`

export async function lastOfLog({ stack }: Pick<Stage, 'stack'>): Promise<number> {
  const [row] = await query<{ last: number }>(
    stack.ownerUrl,
    'select coalesce(max(global_seq), 0)::float8 as last from claim_events',
  )
  return row?.last ?? 0
}

/** Open claims of the divisions that begin so, by a rainstorm. */
export async function countFlooded({ stack }: Pick<Stage, 'stack'>, zone: string): Promise<number> {
  const [row] = await query<{ claims: number }>(
    stack.ownerUrl,
    `select count(*)::int as claims from claims
     where rested_at is null and cause = 'rainstorm' and starts_with(region, $1)`,
    [zone],
  )
  return row?.claims ?? 0
}
