import type { BenchReport, Figure, Round } from './report-shape.ts'

const spread = (p50: number) => ({ count: 400, p50, p95: p50 * 1.8, p99: p50 * 2.6, max: p50 * 4 })

const figure = (id: string, told: Partial<Figure>): Figure => ({
  id,
  title: `title of ${id}`,
  definition: `what ${id} means`,
  value: 1,
  unit: '',
  better: 'lower',
  verdict: 'met',
  ...told,
})

const round = (contestant: Round['contestant'], life: Round['life'], scale: number): Round => ({
  contestant,
  life,
  n: 1,
  claimsPerSecond: 12 / scale,
  completed: 360,
  failed: 0,
  cpuMsPerClaim: {
    front: 9 * scale,
    worker: 22 * scale,
    appDatabase: 7 * scale,
    temporal: 40 * scale,
    temporalDatabase: 24 * scale,
    simulators: 4,
    driver: 5,
    watcher: 1,
    others: 2,
  },
  foreignShare: 0.02,
  steps: { file: spread(8 * scale) },
})

const curve = (scale: number) =>
  [...Array.from({ length: 100 }, (_, at) => at), 99.5, 99.9, 100].map(
    (percent) => [percent, scale * (4 + 90 / (101 - percent))] as const,
  )

const openLoop = (contestant: Round['contestant'], scale: number) => ({
  contestant,
  ratePerSecond: 7.2,
  started: 432,
  completed: 430,
  backlog: 2,
  curves: { file: curve(scale), 'payment-row': curve(scale * 5), life: curve(scale * 60) },
  steps: { file: spread(scale * 5) },
})

const growth = (open: number, startMs: number, workerMebibytes: number) => ({
  open,
  start: spread(startMs),
  effect: spread(startMs * 1.6),
  workerBytes: workerMebibytes * 2 ** 20,
  temporalBytes: workerMebibytes * 2.1 * 2 ** 20,
})

const seconds = Array.from({ length: 47 }, (_, at) => at - 12)

/** A made-up run that measured everything, for whoever shows or tests reports. */
export const sampleReport: BenchReport = {
  kind: 'full',
  startedAt: '2026-11-22T19:34:44.661Z',
  durationMs: 2_280_000,
  seed: 7,
  command: 'npm run bench -- --seed 7',
  commit: 'a4f3e6d',
  dirty: false,
  machine: {
    cpu: 'AMD EPYC',
    cores: 2,
    memoryBytes: 25_276_502_016,
    kernel: '6.18.44',
    node: '24.1.0',
    postgres: '18.4',
    temporalServer: '1.32.1',
    sdk: '1.24.0',
  },
  figures: [
    figure('R1', {
      title: 'throughput beside the bare twin',
      value: 0.772,
      spread: [0.74, 0.81],
      aim: 0.75,
      fail: 0.6,
      better: 'higher',
    }),
    figure('R2', {
      title: 'CPU beside the bare twin',
      value: 2.31,
      spread: [2.1, 2.4],
      aim: 1.6,
      fail: 2.2,
      verdict: 'failed',
    }),
    figure('R3', {
      title: 'intake latency beside the bare twin',
      value: 1.42,
      spread: [1.2, 1.6],
      aim: 1.3,
      verdict: 'missed',
    }),
    figure('R5', { title: 'event economy', value: 1.09, aim: 1.15 }),
    figure('R8', { title: 'recovery', value: 7.4, unit: 's', aim: 12 }),
    figure('R8-lost', { title: 'acknowledged and lost', value: 0, unit: 'checks', aim: 0, fail: 0 }),
    figure('intake-p99', {
      title: 'intake latency of a disaster',
      value: null,
      unit: 'ms',
      aim: 200,
      verdict: 'information',
    }),
    figure('bytes-app', { title: 'app database', value: 58_368, unit: 'bytes', verdict: 'information' }),
  ],
  rounds: [
    round('lipei', 'minimal', 1.3),
    round('bare', 'minimal', 1),
    round('naive', 'minimal', 2.2),
    round('lipei', 'realistic', 1.7),
    round('bare', 'realistic', 1.2),
  ],
  openLoop: [openLoop('lipei', 1.3), openLoop('bare', 1), openLoop('lipei', 1.4), openLoop('bare', 1.1)],
  growth: [growth(100, 18, 240), growth(1_000, 19, 262), growth(10_000, 23, 268)],
  economy: {
    claims: 20,
    events: 61,
    leastEvents: 56,
    formula: '3 for each Update, 3 for each activity',
    eventsByType: { WorkflowTaskCompleted: 14, UpsertWorkflowSearchAttributes: 8 },
    stateTransitions: 44,
    cloudActions: 31,
    historyBytes: 21_400,
  },
  recovery: {
    atMs: seconds.map((second) => second * 1_000),
    effectsPerSecond: seconds.map((second) => (second < 0 ? 70 : second < 7 ? 0 : second < 14 ? 118 : 71)),
    open: seconds.map((second) =>
      second < 0 ? 22 : second < 7 ? 22 + second * 7 : Math.max(22, 71 - (second - 7) * 6),
    ),
    killedAt: 1_795_376_000_000,
    firstEffectMs: 7_400,
  },
  storm: {
    claims: 10_000,
    withinMs: 60_000,
    escalated: 10_000,
    lateness: spread(9_000),
    apiStart: spread(60),
    apiEffect: spread(95),
    escalationsPerSecond: Array.from({ length: 88 }, (_, at) =>
      at < 6 ? at * 20 : at < 80 ? 122 + ((at * 7) % 11) : 88 - at,
    ),
  },
  storage: { appBytesPerClaim: 58_368, temporalBytesPerClaim: 147_456, historyBytesPerClaim: 21_400 },
  idle: { open: 10_000, seconds: 25, cores: { front: 0.01, worker: 0.01 } },
  invariants: [
    { phase: 'warm-up', name: 'every acknowledged answer is in the log', holds: true, detail: '8 claims acknowledged' },
    { phase: 'crash', name: 'every acknowledged answer is in the log', holds: false, detail: 'claim 17 is missing' },
  ],
  cut: ['replay: it may take 60 s, and 8 s are left'],
}
