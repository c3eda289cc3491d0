import type { LoadReport } from '../driver/job.ts'
import { query } from '../measure/databases.ts'
import { merged, spreadOf } from '../measure/percentiles.ts'
import type { Phase } from '../phases/phase.ts'
import { settle } from '../phases/settle.ts'
import type { Stage } from '../stage.ts'
import { appliedSince, countFlooded, lastOfLog, lossDay, openEventDesk } from './event-desk.ts'
import { stepsNamed } from './surge.ts'

const province = '41'

/**
 * One declaration over all that the flood has left open: how long until the first claim has applied it and until every one has,
 * while ordinary claims, those in the green channel and those of the epidemic go on.
 */
export const sweep: Phase = {
  name: 'emergency-sweep',
  partOf: 'emergency',
  onlyByName: true,
  seconds: ({ emergency: { sweepSeconds }, drainSeconds }) => sweepSeconds + 2 * drainSeconds,
  async run(stage) {
    const { findings, say } = stage
    const desk = openEventDesk(stage)
    const claims = await countFlooded(stage, province)
    const eventId = await desk.report({ kind: 'natural-disaster', zones: [province] })
    const after = await lastOfLog(stage)
    const began = Date.now()
    await desk.act(eventId, '/declaration', declarationOver([province], 'I'))
    await findings.epidemic?.revise()
    const loads = await othersUntil(stage, async () => (await appliedSince(stage, after, eventId)).claims >= claims)
    const { first, last, ...applied } = await appliedSince(stage, after, eventId)
    if (first === null || last === null || applied.claims < claims) {
      throw new Error(`${applied.claims} of ${claims} claims turned in time`)
    }
    const sum = (of: (load: LoadReport) => number): number => loads.reduce((total, load) => total + of(load), 0)
    const found = {
      claims,
      firstSeconds: (first - began) / 1_000,
      seconds: (last - began) / 1_000,
      greenStep: spreadOf(merged(loads.flatMap((load) => stepsNamed(load, /^green\/(?!life$|payment-row$)/)))),
      othersPerSecond: sum(({ completed }) => completed) / (sum(({ windowMs }) => windowMs) / 1_000),
      notOnce: await notOnce(stage, after, { eventId, zone: province }),
    }
    findings.emergency.sweep = found
    say(
      `  ${claims} open claims turned in ${found.seconds.toFixed(0)} s, the first in ${found.firstSeconds.toFixed(1)} s; ` +
        `${found.othersPerSecond.toFixed(2)} others a second ended meanwhile, ` +
        `a step in the green channel took ${found.greenStep.p99?.toFixed(0)} ms at p99`,
    )
    await settle(stage)
  },
}

/** As an event over some zones is declared by the figures that are made up for it. */
export const declarationOver = (zones: readonly string[], level: 'I' | 'II'): object => ({
  kind: 'natural-disaster',
  scope: { zones, from: lossDay, to: lossDay, causes: ['rainstorm', 'flood'] },
  level,
  regulatorLevel: level,
  reason: 'made up for the bench',
})

/** Claims of others come and live until it is over, or patience ends. */
async function othersUntil(stage: Stage, isOver: () => Promise<boolean>): Promise<readonly LoadReport[]> {
  const { findings, plan } = stage
  const { ordinaryRate, greenRate, epidemicRate, sweepSeconds, besideSeconds } = plan.emergency
  const life = { ordinary: ordinaryRate, green: greenRate, epidemic: epidemicRate }
  const arrivals = { kind: 'open', ratePerSecond: ordinaryRate + greenRate + epidemicRate } as const
  const until = performance.now() + sweepSeconds * 1_000
  const meanwhile = findings.epidemic?.meanwhile ?? (<T>(work: () => Promise<T>) => work())
  const loads: LoadReport[] = []
  do {
    const wish = { life, arrivals, anywhere: true, rampSeconds: 0, seconds: besideSeconds } as const
    loads.push((await meanwhile(() => stage.load('lipei', wish))).load)
  } while (performance.now() < until && !(await isOver()))
  return loads
}

/** Claims of the flood in a zone that applied the event more than once, or not at all. */
export async function notOnce(
  { stack }: Stage,
  after: number,
  { eventId, zone }: { readonly eventId: string; readonly zone: string },
): Promise<number> {
  const [row] = await query<{ claims: number }>(stack.ownerUrl, wronglyApplied, [after, eventId, zone])
  return row?.claims ?? 0
}

const wronglyApplied = `
  with applied as (
    select claim_id, count(*) as times from claim_events
    where global_seq > $1 and type = 'EventApplied' and event->'word'->>'eventId' = $2 group by claim_id)
  select count(*)::int as claims from claims c left join applied using (claim_id)
  where c.cause = 'rainstorm' and starts_with(c.region, $3) and coalesce(applied.times, 0) <> 1`
