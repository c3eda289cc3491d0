/** How long each part of a run takes, in seconds unless said otherwise. */
export interface Plan {
  readonly kind: 'full' | 'smoke'
  /** From when all contestants take claims: what has to be compiled first takes its own time, once. */
  readonly budgetSeconds: number
  /** Users of a closed loop. */
  readonly users: number
  readonly rampSeconds: number
  /** Before the first measured round of a contestant: the JIT wants some hundred claims, more than may stand open before. */
  readonly firstRampSeconds: number
  readonly drainSeconds: number
  readonly cachedWorkflows: number
  readonly warmUpSeconds: number
  readonly closedLoop: Rounds
  readonly realistic: Rounds
  readonly openLoop: Rounds
  /** At which numbers of open claims latency and memory are looked at, and by how many probes a second. */
  readonly growth: {
    readonly points: readonly [number, number, number]
    readonly seconds: number
    readonly ratePerSecond: number
  }
  readonly intake: { readonly seconds: number; readonly ratePerSecond: number }
  readonly replay: { readonly claims: number }
  readonly crash: { readonly beforeSeconds: number; readonly afterSeconds: number }
  readonly idle: { readonly seconds: number }
  /** `leadSeconds` after the last claim came in, all of them fall due within `spreadSeconds`. */
  readonly storm: { readonly leadSeconds: number; readonly spreadSeconds: number; readonly patienceSeconds: number }
}

interface Rounds {
  readonly rounds: number
  readonly seconds: number
}

/** Within 40 minutes on two cores. `open` claims stand open when growth, idleness and storm are looked at. */
export function fullPlan(open: number): Plan {
  const ratePerSecond = 17
  return {
    kind: 'full',
    budgetSeconds: open > 10_000 ? 14_400 : 2_280,
    users: 20,
    rampSeconds: 4,
    firstRampSeconds: 24,
    drainSeconds: 15,
    cachedWorkflows: 1_000,
    warmUpSeconds: 12,
    closedLoop: { rounds: 3, seconds: 25 },
    realistic: { rounds: 3, seconds: 20 },
    openLoop: { rounds: 3, seconds: 27 },
    // So few that a slow machine has them done at once too: what waits in a queue says nothing of growth.
    growth: { points: [100, 1_000, open], seconds: 45, ratePerSecond: 2 },
    intake: { seconds: Math.max(600, Math.ceil(open / ratePerSecond)), ratePerSecond },
    replay: { claims: 300 },
    crash: { beforeSeconds: 12, afterSeconds: 35 },
    idle: { seconds: 25 },
    storm: { leadSeconds: 240, spreadSeconds: 60, patienceSeconds: 300 },
  }
}

/** Everything once and briefly, within 3 minutes: that it works and that nothing is lost, not how fast. */
export const smokePlan: Plan = {
  kind: 'smoke',
  budgetSeconds: 180,
  users: 8,
  rampSeconds: 1,
  firstRampSeconds: 1,
  drainSeconds: 3,
  cachedWorkflows: 60,
  warmUpSeconds: 1,
  closedLoop: { rounds: 1, seconds: 5 },
  realistic: { rounds: 1, seconds: 4 },
  openLoop: { rounds: 1, seconds: 4 },
  growth: { points: [20, 50, 110], seconds: 3, ratePerSecond: 4 },
  intake: { seconds: 7, ratePerSecond: 10 },
  replay: { claims: 20 },
  crash: { beforeSeconds: 2, afterSeconds: 7 },
  idle: { seconds: 2 },
  storm: { leadSeconds: 22, spreadSeconds: 3, patienceSeconds: 12 },
}
