import os from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'

import { cpuBetween, readCpu } from '../measure/cpu.ts'
import type { Phase } from './phase.ts'
import { countOpen } from './settle.ts'

/** What claims cost that only stand open. */
export const idle: Phase = {
  name: 'idle',
  seconds: ({ idle: { seconds } }) => seconds,
  async run(stage) {
    const { plan, findings, roles, say } = stage
    if ((findings.due?.from ?? Infinity) < Date.now() + plan.idle.seconds * 1_000) {
      findings.cut.push('idle: the phases before took so long that the storm came first')
      return
    }
    const open = await countOpen(stage)
    const before = readCpu(roles('lipei'))
    await delay(plan.idle.seconds * 1_000)
    const use = cpuBetween(before, readCpu(roles('lipei')), os.availableParallelism())
    const cores = Object.fromEntries(Object.entries(use.roles).map(([role, ms]) => [role, ms / use.elapsedMs]))
    findings.idle = { open, seconds: plan.idle.seconds, cores }
    const { front = 0, worker = 0, temporal = 0 } = cores
    say(`  ${open} open: API ${front.toFixed(3)}, worker ${worker.toFixed(3)}, Temporal ${temporal.toFixed(3)} cores`)
  },
}
