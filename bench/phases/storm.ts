import { setTimeout as delay } from 'node:timers/promises'

import type { LoadReport } from '../driver/job.ts'
import { query } from '../measure/databases.ts'
import { merged, spreadOf } from '../measure/percentiles.ts'
import type { Stage } from '../stage.ts'
import { warnedAfterMs } from './intake.ts'
import type { Phase } from './phase.ts'
import { settle } from './settle.ts'

/** The first deadline of every claim of the intake comes within one minute; other claims go on meanwhile. */
export const storm: Phase = {
  name: 'storm',
  seconds: ({ storm: { patienceSeconds }, drainSeconds }) => patienceSeconds + 2 * drainSeconds,
  async run(stage) {
    const { findings, say } = stage
    const { due } = findings
    if (due === undefined) throw new Error('nothing was filed that could fall due')
    const waitMs = due.from - Date.now()
    if (waitMs < 0) say(`  the phases before took too long: the storm began ${(-waitMs / 1_000).toFixed(0)} s ago`)
    await delay(Math.max(0, waitMs))
    const loads = await probeThrough(stage)
    await untilOver(stage)
    const escalations = await query<Escalation>(stage.stack.ownerUrl, escalated, [...due.received, warnedAfterMs])
    const [row] = await query<{ claims: number }>(stage.stack.ownerUrl, allOfThem, due.received)
    const claims = row?.claims ?? 0
    const latencies = (step: string) => spreadOf(merged(loads.map(({ latencies }) => latencies[step] ?? [])))
    const lateness = spreadOf(merged([escalations.map(({ late }) => late)]))
    findings.storm = {
      claims,
      withinMs: due.spreadMs,
      escalated: escalations.length,
      lateness,
      apiStart: latencies('file'),
      apiEffect: latencies('accept'),
      escalationsPerSecond: perSecond(escalations, due.from),
    }
    const seconds = (ms: number | null): string => ((ms ?? 0) / 1_000).toFixed(1)
    say(
      `  ${escalations.length} of ${claims} escalated, late p50 ${seconds(lateness.p50)} s, max ${seconds(lateness.max)} s`,
    )
    await settle(stage)
  },
}

/** A few ordinary claims a second until every deadline has its event, or patience ends. */
async function probeThrough(stage: Stage): Promise<readonly LoadReport[]> {
  const { plan } = stage
  const until = performance.now() + plan.storm.patienceSeconds * 1_000
  const loads: LoadReport[] = []
  const arrivals = { kind: 'open', ratePerSecond: plan.growth.ratePerSecond } as const
  const seconds = Math.min(15, plan.storm.spreadSeconds)
  while (performance.now() < until && !(await isOver(stage))) {
    loads.push((await stage.load('lipei', { life: 'probe', arrivals, rampSeconds: 0, seconds })).load)
  }
  return loads
}

/** An overloaded machine may be later than patience lasts: late is a figure, only never would be a fault. */
async function untilOver(stage: Stage): Promise<void> {
  const until = performance.now() + stage.plan.drainSeconds * 8_000
  while (performance.now() < until && !(await isOver(stage))) await delay(500)
}

async function isOver({ findings, stack }: Stage): Promise<boolean> {
  const { from = 0, spreadMs = 0, received = [] } = findings.due ?? {}
  if (Date.now() < from + spreadMs) return false
  const [row] = await query<{ waiting: number }>(stack.ownerUrl, stillWaiting, received)
  return row?.waiting === 0
}

interface Escalation {
  readonly at: number
  readonly late: number
}

const allOfThem =
  'select count(*)::int as claims from claims where received_at >= $1::float8 and received_at < $2::float8'

const stillWaiting = `
  select count(*)::int as waiting from claims c join claim_clocks k using (claim_id)
  where c.received_at >= $1::float8 and c.received_at < $2::float8 and k.clock_id = 'C01' and k.ended_at is null
    and not jsonb_path_exists(k.clock, '$.escalations[*] ? (@.level == "at-risk")')`

const escalated = `
  with warned as (
    select extract(epoch from e.recorded_at)::float8 * 1000 as at, c.received_at + $3::float8 as due
    from claims c join claim_events e using (claim_id)
    where c.received_at >= $1::float8 and c.received_at < $2::float8 and e.type = 'ClockEscalated'
      and e.event->>'clock' = 'C01' and e.event->>'level' = 'at-risk')
  select at, at - due as late from warned order by at`

function perSecond(escalations: readonly Escalation[], from: number): number[] {
  const seconds: number[] = []
  for (const { at } of escalations) {
    const second = Math.max(0, Math.floor((at - from) / 1_000))
    while (seconds.length <= second) seconds.push(0)
    seconds[second] = (seconds[second] ?? 0) + 1
  }
  return seconds
}
