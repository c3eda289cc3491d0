import { setTimeout as delay } from 'node:timers/promises'

import type { LoadReport } from '../driver/job.ts'
import { query } from '../measure/databases.ts'
import type { Recovery } from '../report/report-shape.ts'
import type { Stage } from '../stage.ts'
import { sixtyPercent } from './open-loop.ts'
import type { Phase } from './phase.ts'
import { settle } from './settle.ts'

/** kill -9 of the only worker while claims keep coming; another is started at once, as a supervisor would (R8). */
export const crash: Phase = {
  name: 'crash',
  seconds: ({ crash: { beforeSeconds, afterSeconds }, drainSeconds, rampSeconds }) =>
    beforeSeconds + afterSeconds + rampSeconds + 2 * drainSeconds,
  async run(stage) {
    const { plan, findings, say } = stage
    const { beforeSeconds, afterSeconds } = plan.crash
    let killing: Promise<Kill> | undefined
    const { load } = await stage.load('lipei', {
      life: 'minimal',
      arrivals: { kind: 'open', ratePerSecond: sixtyPercent(stage) },
      seconds: beforeSeconds + afterSeconds,
      drainSeconds: plan.drainSeconds * 2,
      opened: () => {
        killing = delay(beforeSeconds * 1_000).then(() => replaceWorker(stage))
      },
    })
    if (killing === undefined) throw new Error('the window never opened')
    const kill = await killing
    await settle(stage)
    findings.recovery = await recoveryOf(stage, kill, load)
    say(
      `  first effect ${findings.recovery.firstEffectMs?.toFixed(0)} ms after the kill; ${load.unfinished} never ended`,
    )
  },
}

interface Kill {
  readonly killedAt: number
  /** Nothing of the old worker is left from here on. */
  readonly goneAt: number
}

async function replaceWorker({ running }: Stage): Promise<Kill> {
  const killedAt = Date.now()
  await running.lipei?.killWorker()
  const goneAt = Date.now()
  await running.lipei?.startWorker()
  return { killedAt, goneAt }
}

async function recoveryOf({ stack, plan }: Stage, kill: Kill, load: LoadReport): Promise<Recovery> {
  const { killedAt, goneAt } = kill
  const from = killedAt - plan.crash.beforeSeconds * 1_000
  const effects = await query<{ at: number }>(stack.ownerUrl, effectsSince, [from])
  const firstEffect = effects.find(({ at }) => at > goneAt)
  const last = Math.ceil((killedAt - from) / 1_000) + plan.crash.afterSeconds
  const seconds = Array.from({ length: last }, (_, n) => from + n * 1_000)
  const within = (at: number, second: number): boolean => at >= second && at < second + 1_000
  const until = (instants: readonly number[], at: number): number => instants.filter((instant) => instant <= at).length
  return {
    atMs: seconds.map((second) => second - killedAt),
    effectsPerSecond: seconds.map((second) => effects.filter(({ at }) => within(at, second)).length),
    open: seconds.map((second) => until(load.begunAt, second) - until(load.endedAt, second)),
    killedAt,
    firstEffectMs: firstEffect === undefined ? null : firstEffect.at - killedAt,
  }
}

/** What the worker recorded; a filing is recorded by the API. */
const effectsSince = `
  select extract(epoch from recorded_at)::float8 * 1000 as at from claim_events
  where recorded_at >= to_timestamp($1::float8 / 1000) and type not in ('ClaimReported', 'ClaimFiled')
  order by recorded_at`
