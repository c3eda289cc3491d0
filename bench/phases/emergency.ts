import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'

import { createHttpClient } from '../driver/http-client.ts'
import { query } from '../measure/databases.ts'
import type { Stage } from '../stage.ts'
import { fillUpTo } from './growth.ts'
import type { Phase } from './phase.ts'
import { countOpen } from './settle.ts'

/**
 * An emergency of level I is declared over all that stands open: how long until the first claim has applied it, and until
 * every one has. Only when it is asked for by name, for the same reason as a new calendar.
 */
export const emergency: Phase = {
  name: 'emergency',
  onlyByName: true,
  seconds: ({ growth }) => growth.points[2] / 5,
  async run(stage) {
    const { plan, findings, say } = stage
    await fillUpTo(stage, plan.growth.points[2])
    const claims = await countOpen(stage)
    const eventId = await report(stage)
    const began = performance.now()
    await call(stage, `/v1/emergencies/${eventId}/declaration`, declaration)
    const firstSeconds = await untilApplied(stage, { eventId, claims: 1, began })
    const seconds = await untilApplied(stage, { eventId, claims, began })
    findings.sweep = { claims, firstSeconds, seconds }
    say(
      `  ${claims} open claims turned by one declaration in ${seconds.toFixed(0)} s, the first in ${firstSeconds.toFixed(1)} s`,
    )
  },
}

async function report(stage: Stage): Promise<string> {
  const happenedAt = new Date().toISOString()
  const body = { kind: 'natural-disaster', happenedAt, zones: ['31'], place: 'made up for the bench' }
  const { eventId } = (await call(stage, '/v1/emergencies', body)) as { readonly eventId: string }
  return eventId
}

/** Every claim the bench files happened there, on that day. */
const declaration = {
  kind: 'natural-disaster',
  scope: {
    zones: ['31'],
    from: '2026-01-15',
    to: '2026-01-15',
    causes: ['accident', 'rainstorm', 'illness', 'traffic'],
  },
  level: 'I',
  estimate: { insuredDeaths: 30 },
  reason: 'made up for the bench',
}

async function call({ stack }: Stage, path: string, body: object): Promise<unknown> {
  const headers = {
    authorization: `Bearer ${await stack.tokenOf('emergency-commander')}`,
    'idempotency-key': randomUUID(),
  }
  const answer = await createHttpClient(stack.url)({ method: 'POST', path, headers, body })
  if (answer.status >= 300) throw new Error(`the emergency was refused: ${JSON.stringify(answer.body)}`)
  return answer.body
}

interface Applied {
  readonly eventId: string
  readonly claims: number
  readonly began: number
}

/** Seconds from the declaration until so many claims have recorded that they applied it. */
async function untilApplied({ stack, plan }: Stage, { eventId, claims, began }: Applied): Promise<number> {
  const until = began + emergency.seconds(plan) * 1_000
  for (;;) {
    const [row] = await query<{ applied: number }>(stack.ownerUrl, applied, [eventId])
    if ((row?.applied ?? 0) >= claims) return (performance.now() - began) / 1_000
    if (performance.now() > until) throw new Error(`${row?.applied ?? 0} of ${claims} claims turned in time`)
    await delay(200)
  }
}

const applied = `
  select count(distinct claim_id)::int as applied from claim_events
  where type = 'EventApplied' and event->'word'->>'eventId' = $1`
