import type { LoadReport } from '../driver/job.ts'
import { query } from '../measure/databases.ts'
import { merged, spreadOf } from '../measure/percentiles.ts'
import type { Phase } from '../phases/phase.ts'
import { settle } from '../phases/settle.ts'
import type { Stage } from '../stage.ts'
import type { ProvinceWait, Surge } from './emergency-findings.ts'
import { openEpidemic } from './epidemic.ts'
import { lastOfLog } from './event-desk.ts'

/**
 * The reports of a flood of one province, on top of the ordinary claims of others and of an epidemic: whether every one is taken
 * in, how long whoever files waits, and how long the claims of each province wait for their turn.
 */
export const surge: Phase = {
  name: 'emergency-surge',
  partOf: 'emergency',
  onlyByName: true,
  seconds: ({ emergency: { surge, settleSeconds }, drainSeconds }) => surge.seconds + settleSeconds + 2 * drainSeconds,
  async run(stage) {
    const { plan, findings, say } = stage
    const { surge: wave, ordinaryRate, epidemicRate, settleSeconds } = plan.emergency
    const epidemic = await openEpidemic(stage)
    findings.epidemic = epidemic
    const life = { flood: wave.ratePerSecond, ordinary: ordinaryRate, epidemic: epidemicRate }
    const ratePerSecond = wave.ratePerSecond + ordinaryRate + epidemicRate
    const after = await lastOfLog(stage)
    const { load } = await epidemic.meanwhile(() =>
      stage.load('lipei', {
        life,
        arrivals: { kind: 'open', ratePerSecond },
        anywhere: true,
        rampSeconds: 0,
        seconds: wave.seconds,
      }),
    )
    // What the filings asked for is still being done; who waited longest is known when all is.
    await epidemic.meanwhile(() => settle(stage, settleSeconds))
    const found: Surge = {
      seconds: wave.seconds,
      ...(await lostOf(stage, load)),
      filing: spreadOf(merged(stepsNamed(load, /\/file$/))),
      ordinary: {
        begun: load.latencies['ordinary/file']?.length ?? 0,
        ended: load.latencies['ordinary/life']?.length ?? 0,
      },
      provinces: await waitsSince(stage, after),
    }
    findings.emergency.surge = found
    for (const line of linesOf(found)) say(`  ${line}`)
  },
}

/** Latencies of every step of a mixed load whose name fits. */
export const stepsNamed = ({ latencies }: LoadReport, name: RegExp): readonly (readonly number[])[] =>
  Object.entries(latencies).flatMap(([step, values]) => (name.test(step) ? [values] : []))

async function lostOf({ stack }: Stage, load: LoadReport): Promise<Pick<Surge, 'came' | 'lost'>> {
  const told = load.acknowledged.map(({ claimId }) => claimId)
  const [row] = await query<{ kept: number }>(stack.ownerUrl, recorded, [told])
  const answered = stepsNamed(load, /\/file$/).reduce((sum, values) => sum + values.length, 0)
  return { came: load.started, lost: load.started - answered + told.length - (row?.kept ?? 0) }
}

const recorded = 'select count(distinct claim_id)::int as kept from claim_events where claim_id = any($1)'

async function waitsSince({ stack }: Stage, after: number): Promise<readonly ProvinceWait[]> {
  const rows = await query<{ province: string; cause: string; ms: number }>(stack.ownerUrl, waits, [after])
  const provinces = new Map<string, { readonly cause: string; readonly waited: number[] }>()
  for (const { province, cause, ms } of rows) {
    const one = provinces.get(province) ?? { cause, waited: [] }
    one.waited.push(ms)
    provinces.set(province, one)
  }
  return [...provinces].map(([province, { cause, waited }]) => ({
    province,
    kind: cause === 'rainstorm' ? 'flood' : cause === 'illness' ? 'epidemic' : 'ordinary',
    wait: spreadOf(waited.toSorted((a, b) => a - b)),
  }))
}

/** A filing is recorded by the API in one transaction; what comes later is its workflow's. Who still waits has waited until now. */
const waits = `
  select left(c.region, 2) as province, c.cause,
    extract(epoch from coalesce(min(e.recorded_at), clock_timestamp()) - f.recorded_at)::float8 * 1000 as ms
  from claim_events f join claims c using (claim_id)
    left join claim_events e on e.claim_id = f.claim_id and e.recorded_at > f.recorded_at
  where f.position = 0 and f.global_seq > $1
  group by c.claim_id, c.region, c.cause, f.recorded_at order by 1`

function linesOf({ seconds, came, lost, filing, ordinary, provinces }: Surge): readonly string[] {
  const ms = (value: number | null): string => (value === null ? 'not measured' : `${value.toFixed(0)} ms`)
  return [
    `${came} filings in ${seconds} s, ${lost} lost; POST p50 ${ms(filing.p50)}, p99 ${ms(filing.p99)}`,
    `${ordinary.ended} of ${ordinary.begun} ordinary claims came to their end meanwhile`,
    ...provinces.map(
      ({ province, kind, wait }) =>
        `province ${province} (${kind}, ${wait.count} claims) waited for its turn p50 ${ms(wait.p50)}, p99 ${ms(wait.p99)}`,
    ),
  ]
}
