import { memoryOf } from '../measure/memory.ts'
import { spreadOf } from '../measure/percentiles.ts'
import type { Stage } from '../stage.ts'
import type { Phase } from './phase.ts'
import { countOpen, settle } from './settle.ts'

/** Start and signal-to-effect under a light load, with so many claims standing open as the plan's point says (R6). */
export function growthAt(point: 0 | 1 | 2): Phase {
  return {
    name: `growth-${point + 1}`,
    seconds: ({ growth, drainSeconds }) => growth.seconds + drainSeconds + (point === 1 ? 30 : 5),
    async run(stage) {
      const { plan, findings, say, roles } = stage
      await fillUpTo(stage, plan.growth.points[point])
      if (!(await settle(stage))) say('  not quiet: what came before is still being done, and is measured with it')
      const open = await countOpen(stage)
      const { seconds, ratePerSecond } = plan.growth
      const { load } = await stage.load('lipei', { life: 'probe', arrivals: { kind: 'open', ratePerSecond }, seconds })
      const { worker = [], temporal = [] } = roles('lipei')
      const { file = [], accept = [] } = load.latencies
      const [start, effect] = [spreadOf(file), spreadOf(accept)]
      findings.growth.push({ open, start, effect, workerBytes: memoryOf(worker), temporalBytes: memoryOf(temporal) })
      say(`  ${open} open: start p99 ${start.p99?.toFixed(0)} ms, signal to effect p99 ${effect.p99?.toFixed(0)} ms`)
      await settle(stage)
    },
  }
}

/** Files what is missing, as fast as it goes. */
export async function fillUpTo(stage: Stage, wanted: number): Promise<void> {
  const missing = wanted - (await countOpen(stage))
  if (missing <= 0) return
  const arrivals = { kind: 'closed', users: stage.plan.users } as const
  await stage.load('lipei', { life: 'intake', arrivals, rampSeconds: 0, seconds: 3_600, atMost: missing })
  // What thousands ask for is done long after the last was taken, and would be waited for in whatever is measured next.
  await settle(stage, missing > stage.plan.growth.points[1] ? missing / 10 : undefined)
}
