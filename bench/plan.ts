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
  readonly emergency: EmergencyPlan
}

/** Rates are claims a second. */
interface EmergencyPlan {
  /** How many are active at once, and for how long they are left in peace once they are declared. */
  readonly events: number
  readonly restSeconds: number
  /** Each of the windows in which filings are looked at. */
  readonly filing: { readonly seconds: number; readonly ratePerSecond: number }
  readonly surge: { readonly seconds: number; readonly ratePerSecond: number }
  readonly ordinaryRate: number
  readonly greenRate: number
  readonly epidemicRate: number
  /** How often hospitals send a list. */
  readonly listEverySeconds: number
  /** How long what the surge asked for may take to be done, and how long a sweep may. */
  readonly settleSeconds: number
  readonly sweepSeconds: number
  /** Others come in rounds of so long while claims are told. */
  readonly besideSeconds: number
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
    emergency: {
      events: 200,
      restSeconds: 75,
      filing: { seconds: 30, ratePerSecond: 3 },
      // 10,000 in ten minutes.
      surge: { seconds: Math.ceil(open / ratePerSecond), ratePerSecond },
      ordinaryRate: 0.7,
      greenRate: 0.2,
      epidemicRate: 0.18,
      listEverySeconds: 60,
      settleSeconds: 480,
      // Twice the aim: a sweep that misses it is to be measured all the same.
      sweepSeconds: 1_200,
      besideSeconds: 30,
    },
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
  closedLoop: { rounds: 1, seconds: 4 },
  realistic: { rounds: 1, seconds: 3 },
  openLoop: { rounds: 1, seconds: 3 },
  growth: { points: [20, 50, 110], seconds: 3, ratePerSecond: 4 },
  intake: { seconds: 6, ratePerSecond: 10 },
  replay: { claims: 20 },
  crash: { beforeSeconds: 2, afterSeconds: 7 },
  idle: { seconds: 2 },
  storm: { leadSeconds: 17, spreadSeconds: 3, patienceSeconds: 12 },
  emergency: {
    events: 12,
    restSeconds: 0,
    filing: { seconds: 3, ratePerSecond: 4 },
    surge: { seconds: 8, ratePerSecond: 10 },
    ordinaryRate: 1,
    greenRate: 1,
    epidemicRate: 1,
    listEverySeconds: 4,
    settleSeconds: 40,
    sweepSeconds: 120,
    besideSeconds: 4,
  },
}
