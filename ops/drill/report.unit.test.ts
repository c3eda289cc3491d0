import { expect, test } from 'vitest'

import { reportOf, round } from '../../test/example-drill-report.ts'
import { isClean, showReport } from './report.ts'

test('a run whose processes died at every point they were told to is clean, and says how often what was drawn', () => {
  const report = reportOf(
    round('kill at a crash point', 'payment-after-bank'),
    round('kill at a crash point', 'payment-after-bank, not come by'),
    round('damage a wire', 'api->postgres cut'),
    round('damage a wire', 'api->postgres cut'),
  )
  expect(isClean(report)).toBe(true)
  expect(showReport(report)).toContain('damage a wire: api->postgres cut 2\n')
})

test.each(['not come by', 'died elsewhere'])(
  'a crash point at which none died is told, and the run is not clean: %s',
  (how) => {
    const report = reportOf(
      round('kill at a crash point', 'recording-after'),
      round('kill at a crash point', `payment-after-bank, ${how}`),
    )
    expect(isClean(report)).toBe(false)
    expect(showReport(report)).toContain('FAILED: no process came by the crash point payment-after-bank')
  },
)
