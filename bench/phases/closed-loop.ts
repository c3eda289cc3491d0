import type { ContestantName } from '../contestants/contestant.ts'
import { databaseBytes } from '../measure/databases.ts'
import { countEconomy } from '../measure/economy.ts'
import { spreadOf } from '../measure/percentiles.ts'
import type { Round } from '../report/report-shape.ts'
import type { Measured, Stage } from '../stage.ts'
import type { Phase } from './phase.ts'
import { settle } from './settle.ts'

/** Minimal lives, each contestant in turn, so that a noisy minute hits them all (R1, R2, R5, R9). */
export const closedLoop: Phase = {
  name: 'closed-loop',
  seconds: ({ closedLoop: { rounds, seconds }, rampSeconds, firstRampSeconds, drainSeconds }) =>
    3 * (rounds * (seconds + rampSeconds + drainSeconds / 2) + firstRampSeconds - rampSeconds),
  async run(stage) {
    const names = Object.keys(stage.running) as ContestantName[]
    for (let n = 1; n <= stage.plan.closedLoop.rounds; n += 1) {
      for (const name of names) await playRound(stage, name, n)
    }
  },
}

/** The mix of the norm; the naive twin knows only the minimal life. */
export const realisticLoop: Phase = {
  name: 'realistic',
  seconds: ({ realistic: { rounds, seconds }, rampSeconds, drainSeconds }) =>
    rounds * 2 * (seconds + rampSeconds + drainSeconds / 2),
  async run(stage) {
    const { plan, running } = stage
    const names = (Object.keys(running) as ContestantName[]).filter((name) => name !== 'naive')
    for (let n = 1; n <= plan.realistic.rounds; n += 1) {
      for (const name of names) {
        const arrivals = { kind: 'closed', users: plan.users } as const
        const measured = await stage.load(name, { life: 'realistic', arrivals, seconds: plan.realistic.seconds })
        keepRound(stage, measured, { contestant: name, life: 'realistic', n })
        await settle(stage)
      }
    }
  },
}

async function playRound(stage: Stage, name: ContestantName, n: number): Promise<void> {
  const { plan, load } = stage
  const before = name === 'lipei' && n === 1 ? await sizes(stage) : undefined
  const arrivals = { kind: 'closed', users: plan.users } as const
  const rampSeconds = n === 1 ? plan.firstRampSeconds : plan.rampSeconds
  const measured = await load(name, { life: 'minimal', arrivals, rampSeconds, seconds: plan.closedLoop.seconds })
  keepRound(stage, measured, { contestant: name, life: 'minimal', n })
  await settle(stage)
  if (before !== undefined) await weigh(stage, before, measured)
}

function keepRound(
  { findings, say }: Stage,
  { load, cpu }: Measured,
  which: Pick<Round, 'contestant' | 'life' | 'n'>,
): void {
  const claimsPerSecond = load.completed / (load.windowMs / 1_000)
  const perClaim = (ms: number): number => ms / Math.max(1, load.completed)
  findings.rounds.push({
    ...which,
    claimsPerSecond,
    completed: load.completed,
    failed: Object.values(load.failures).reduce((sum, count) => sum + count, 0),
    cpuMsPerClaim: Object.fromEntries(Object.entries(cpu.roles).map(([role, ms]) => [role, perClaim(ms)])),
    foreignShare: cpu.foreignShare,
    steps: Object.fromEntries(Object.entries(load.latencies).map(([name, values]) => [name, spreadOf(values)])),
  })
  const noise = `foreign CPU ${(cpu.foreignShare * 100).toFixed(0)} %`
  say(`  ${which.contestant}, ${which.life}, round ${which.n}: ${claimsPerSecond.toFixed(1)} claims/s, ${noise}`)
  for (const [reason, count] of Object.entries(load.failures)) say(`    ${count} x ${reason}`)
}

interface Sizes {
  readonly app: number
  readonly temporal: number
}

async function sizes({ stack: { ownerUrl, temporalDatabaseUrls } }: Stage): Promise<Sizes> {
  const [app, temporal] = await Promise.all([
    databaseBytes([ownerUrl]),
    databaseBytes(Object.values(temporalDatabaseUrls)),
  ])
  return { app, temporal }
}

/** What one round left in the databases and in histories. */
async function weigh(stage: Stage, before: Sizes, { load }: Measured): Promise<void> {
  const after = await sizes(stage)
  const claims = Math.max(1, load.acknowledged.length)
  const ended = load.acknowledged.filter(({ ended }) => ended).map(({ claimId }) => claimId)
  const economy = await countEconomy(stage.stack, ended.slice(-samples))
  Object.assign(stage.findings, {
    economy,
    storage: {
      appBytesPerClaim: (after.app - before.app) / claims,
      temporalBytesPerClaim: (after.temporal - before.temporal) / claims,
      historyBytesPerClaim: economy?.historyBytes ?? null,
    },
  })
}

const samples = 20
