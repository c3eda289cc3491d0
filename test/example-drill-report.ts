import type { DrillReport, Round } from '../ops/drill/report.ts'

/** For tests: a report with nothing to complain of, but what its rounds say. */
export const round = (kind: Round['kind'], what: string): Round => ({
  kind,
  what,
  n: 1,
  atMs: 0,
  tookMs: 1_000,
  kills: 2,
  violations: [],
})

export const reportOf = (...rounds: readonly Round[]): DrillReport => ({
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
