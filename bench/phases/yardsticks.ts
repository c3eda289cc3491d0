import { china2024To2026 } from '../../domain/clocks/china-2024-2026.ts'
import type { Clock } from '../../domain/clocks/clock.ts'
import { query } from '../measure/databases.ts'
import { medianDeadline } from '../measure/deadline.ts'
import { yardstickClocks, yardsticksOf } from '../measure/yardsticks.ts'
import type { Phase } from './phase.ts'

/** What the norm measures insurers by, over every claim of the run; and what one deadline costs to compute. */
export const yardsticks: Phase = {
  name: 'yardsticks',
  seconds: () => 5,
  async run({ stack, findings, say }) {
    const rows = await query<{ clock: Clock }>(stack.ownerUrl, measured, [yardstickClocks])
    const clocks = rows.map(({ clock }) => clock)
    findings.yardsticks = yardsticksOf(clocks, china2024To2026, Date.now())
    findings.deadlineMicros = medianDeadline()
    say(`  ${clocks.length} clocks measured, one deadline ${findings.deadlineMicros?.toFixed(2) ?? '-'} µs`)
  },
}

const measured = 'select clock from claim_clocks where clock_id = any($1)'
