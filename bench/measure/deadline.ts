import { china2024To2026 } from '../../domain/clocks/china-2024-2026.ts'
import { startClock } from '../../domain/clocks/engine.ts'
import { clockRegistry1 } from '../../domain/clocks/registry.ts'
import { DAY, startOfDay } from '../../domain/time.ts'
import { percentile } from './percentiles.ts'

const rules = Object.values(clockRegistry1)
const first = startOfDay('2024-01-02')

/**
 * How long one deadline takes, microseconds, by median: every clock of the registry in turn, begun on each of a thousand
 * days of 2024 to 2026, each computation timed by itself. The first half warms up and is not counted.
 */
export function medianDeadline(now: () => number = () => performance.now()): number | null {
  const took: number[] = []
  for (let round = 0; round < 2; round += 1) {
    took.length = 0
    for (let day = 0; day < 1_000; day += 1) {
      for (const rule of rules) {
        const asked = { rule, ruleVersion: 1, n: 1, startedAt: first + day * DAY, length: rule.length }
        const begun = now()
        startClock(asked, china2024To2026)
        took.push((now() - begun) * 1_000)
      }
    }
  }
  return percentile(
    took.toSorted((a, b) => a - b),
    50,
  )
}
