import { expect, test } from 'vitest'

import type { DrillReport, Round } from './report.ts'
import { isClean, showReport } from './report.ts'

const round = (kind: Round['kind'], what: string): Round => ({
  kind,
  what,
  n: 1,
  atMs: 0,
  tookMs: 1_000,
  kills: 2,
  violations: [],
})

const reportOf = (...rounds: readonly Round[]): DrillReport => ({
  kind: 'full',
  command: 'npm run drill -- --kills 4 --seed 1',
  commit: 'abc',
  dirty: false,
  kills: 4,
  seed: 1,
  startedAt: '2026-11-29T00:00:00.000Z',
  durationMs: 60_000,
  machine: { cpu: 'any', cores: 2, memoryBytes: 1, kernel: 'Linux', node: 'v20' },
  load: { started: 1, heldBack: 0, peak: 1 } as DrillReport['load'],
  rounds,
  diedAlone: [],
  failures: [],
  pending: { starts: 0, receipts: 0, payments: 0 },
  verdict: { violations: [], lateness: [], events: 1, transfers: 1 } as unknown as DrillReport['verdict'],
})

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
