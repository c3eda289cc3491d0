import { describe, expect, test } from 'vitest'
import { bindingOf } from '../../domain/clocks/caps.ts'
import { china2024To2026 } from '../../domain/clocks/china-2024-2026.ts'
import { restartClock } from '../../domain/clocks/engine.ts'
import { explainDays } from '../../domain/clocks/explanation.ts'
import { clockRegistry1 as rules } from '../../domain/clocks/registry.ts'
import { showInstant } from '../../domain/time.ts'
import { caps, vectors } from './clock-vectors/all.ts'
import type { ClockVector } from './clock-vectors/vector.ts'
import { instantOf, runClock } from './clock-vectors/vector.ts'

const titleOf = ({ rule, start, because }: ClockVector): string => `${rule} from ${start}: ${because}`

describe.each(Object.entries(vectors))('%s', (_theme, rows) => {
  test.each(rows.map((row) => [titleOf(row), row] as const))('%s', (_title, row) => {
    const clock = runClock(row)
    expect({ target: showInstant(clock.dueTarget), legal: showInstant(clock.dueLegal) }).toEqual({
      target: showInstant(instantOf(row.target)),
      legal: showInstant(instantOf(row.legal ?? row.target)),
    })
    expect(clock.provisional).toBe(row.provisional ?? false)
  })
})

describe('caps', () => {
  test.each(caps.map((row) => [`${row.binds} binds: ${row.because}`, row] as const))('%s', (_title, row) => {
    const { clocks: runs, binds, due } = row
    const [act, ...others] = [runClock(runs[0]), ...runs.slice(1).map(runClock)] as const
    const binding = bindingOf(act, [act, ...others], rules)
    expect([binding?.by, binding && showInstant(binding.dueTarget)]).toEqual([binds, showInstant(instantOf(due))])
  })
})

const rows = Object.values(vectors).flat()

test('computed anew by the same calendar a clock is what it was, to the last field: there is nothing to record', () => {
  for (const row of rows) {
    const clock = runClock(row)
    expect(restartClock(rules[row.rule], clock, clock.startedAt, row.calendar ?? china2024To2026)).toEqual(clock)
  }
})

test('the days that the explanation counts are as many as the clock is long', () => {
  const wrong = rows.filter((row) => {
    const clock = runClock(row)
    const days = explainDays(rules[row.rule], clock, row.calendar ?? china2024To2026)
    return days.length > 0 && days.filter(({ counted }) => counted !== null).length !== clock.length
  })
  expect(wrong).toEqual([])
})
