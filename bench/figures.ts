import type { ContestantName } from './contestants/contestant.ts'
import type { Findings } from './findings.ts'
import { median, merged, percentile } from './measure/percentiles.ts'
import { shareOf } from './measure/yardsticks.ts'
import { emergencyFigures } from './emergency/emergency-figures.ts'
import type { Definition } from './figure-definition.ts'
import { definitions, type FigureId } from './figure-definitions.ts'
import type { Figure, GrowthPoint, Round, Verdict } from './report/report-shape.ts'

/** Every figure of a run, held against its aim. A smoke is too short to be judged by anything but counts. */
export function figuresOf(findings: Findings, kind: 'full' | 'smoke'): readonly Figure[] {
  const measured: Readonly<Record<FigureId, Measurement>> = {
    ...ofRounds(findings),
    ...ofOpenLoop(findings),
    ...ofGrowth(findings.growth),
    ...ofSinglePhases(findings),
    ...ofStanding(findings),
    ...ofClocks(findings),
    ...emergencyFigures(findings.emergency),
  }
  return (Object.keys(definitions) as FigureId[]).map((id) => {
    const { value, spread } = measured[id]
    const definition: Definition = definitions[id]
    const judged = kind === 'full' || definition.exact === true
    const verdict = judged ? verdictOn(value, definition) : 'information'
    const { exact: _exact, ...told } = definition
    return { id, ...told, value, ...(spread && { spread }), verdict }
  })
}

/** What was not measured is not judged; the phase that should have measured it has said so. */
export function verdictOn(
  value: number | null,
  { aim, fail, better }: Pick<Figure, 'aim' | 'fail' | 'better'>,
): Verdict {
  if (value === null || aim === undefined) return 'information'
  const isWorse = (than: number): boolean => (better === 'higher' ? value < than : value > than)
  if (fail !== undefined && isWorse(fail)) return 'failed'
  return isWorse(aim) ? 'missed' : 'met'
}

interface Measurement {
  readonly value: number | null
  readonly spread?: readonly [number, number]
}

const unmeasured: Measurement = { value: null }

function ofRounds({ rounds, economy }: Findings) {
  const of = (contestant: ContestantName, life: Round['life']): readonly Round[] =>
    rounds.filter((round) => round.contestant === contestant && round.life === life)
  const rate = ({ claimsPerSecond }: Round): number => claimsPerSecond
  const [lipei, bare, naive] = (['lipei', 'bare', 'naive'] as const).map((name) => of(name, 'minimal'))
  return {
    R1: ratioOfRounds(lipei, bare, rate),
    R2: ratioOfRounds(lipei?.filter(hasCompleted), bare?.filter(hasCompleted), ownCpu),
    R5: { value: economy === undefined ? null : economy.events / economy.leastEvents },
    R9: ratioOfRounds(lipei, naive, rate),
    minimal: medianOf(lipei?.map(rate) ?? []),
    realistic: medianOf(of('lipei', 'realistic').map(rate)),
    'realistic-bare': ratioOfRounds(of('lipei', 'realistic'), of('bare', 'realistic'), rate),
    events: { value: economy?.events ?? null },
    transitions: { value: economy?.stateTransitions ?? null },
    actions: { value: economy?.cloudActions ?? null },
  }
}

const hasCompleted = ({ completed }: Round): boolean => completed > 0

/** What runs because of a contestant, the servers of Temporal and of outside systems apart. */
function ownCpu({ cpuMsPerClaim: { front = 0, worker = 0, appDatabase = 0 } }: Round): number {
  return front + worker + appDatabase
}

function ofOpenLoop({ openLoop, intake }: Findings) {
  const step = (contestant: ContestantName, name: string): readonly (readonly number[])[] =>
    openLoop.filter((run) => run.contestant === contestant).map(({ load }) => load.latencies[name] ?? [])
  const filed = intake?.load.latencies['file'] ?? []
  const seconds = (intake?.load.windowMs ?? 0) / 1_000
  return {
    R3: ratioOfTails(step('lipei', 'file'), step('bare', 'file')),
    R4: ratioOfTails(step('lipei', 'payment-row'), step('bare', 'payment-row')),
    'intake-p99': { value: percentile(filed, 99) },
    'intake-rate': { value: intake === undefined ? null : intake.load.completed / seconds },
  }
}

function ofGrowth(growth: readonly GrowthPoint[]) {
  const [least, middle, most] = growth
  return {
    'R6-start': { value: ratio(most?.start.p99, least?.start.p99) },
    'R6-effect': { value: ratio(most?.effect.p99, least?.effect.p99) },
    'R6-memory': { value: ratio(most?.workerBytes, middle?.workerBytes) },
  }
}

function ofSinglePhases({ replay, recovery, invariants, storm }: Findings) {
  const p99 = (name: string): number | null => percentile(replay?.latencies[name] ?? [], 99)
  const broken = (name: string): number => invariants.filter((one) => one.name.includes(name) && !one.holds).length
  return {
    R7: { value: ratio(p99('evicted'), p99('cached')) },
    R8: { value: recovery?.firstEffectMs == null ? null : recovery.firstEffectMs / 1_000 },
    'R8-lost': { value: broken('acknowledged') },
    'R8-twice': { value: broken('bank’s book') },
    'storm-p50': { value: inSeconds(storm?.lateness.p50) },
    'storm-p99': { value: inSeconds(storm?.lateness.p99) },
    'storm-max': { value: inSeconds(storm?.lateness.max) },
    'storm-api': { value: storm?.apiStart.p99 ?? null },
  }
}

function ofStanding({ idle, storage }: Findings) {
  const cores = idle?.cores
  const sum = (...roles: readonly string[]): number | null =>
    cores === undefined ? null : roles.reduce((total, role) => total + (cores[role] ?? 0), 0)
  return {
    'idle-own': { value: sum('front', 'worker', 'appDatabase') },
    'idle-temporal': { value: sum('temporal', 'temporalDatabase') },
    'bytes-app': { value: storage?.appBytesPerClaim ?? null },
    'bytes-temporal': { value: storage?.temporalBytesPerClaim ?? null },
    'bytes-history': { value: storage?.historyBytesPerClaim ?? null },
  }
}

function ofClocks({ yardsticks, deadlineMicros, recount }: Findings) {
  return {
    recount: { value: recount === undefined ? null : (recount.seconds / recount.claims) * 10_000 },
    'yardstick-approval': { value: yardsticks === undefined ? null : shareOf(yardsticks.C12) },
    'yardstick-payment': { value: yardsticks === undefined ? null : shareOf(yardsticks.C13) },
    deadline: { value: deadlineMicros ?? null },
  }
}

const inSeconds = (ms: number | null | undefined): number | null => (ms == null ? null : ms / 1_000)

function ratio(over: number | null | undefined, under: number | null | undefined): number | null {
  return over == null || under == null || under === 0 ? null : over / under
}

/** Median over median; the spread is that of the rounds played one after the other. */
function ratioOfRounds(
  over: readonly Round[] = [],
  under: readonly Round[] = [],
  read: (round: Round) => number,
): Measurement {
  const value = ratio(median(over.map(read)), median(under.map(read)))
  const each = over.flatMap((round, at) => ratio(read(round), under[at] && read(under[at])) ?? [])
  return value === null ? unmeasured : { value, spread: [Math.min(...each), Math.max(...each)] }
}

/** p99 over p99 of all rounds together; the spread is that of single rounds. */
function ratioOfTails(over: readonly (readonly number[])[], under: readonly (readonly number[])[]): Measurement {
  const value = ratio(percentile(merged(over), 99), percentile(merged(under), 99))
  const each = over.flatMap((round, at) => ratio(percentile(round, 99), percentile(under[at] ?? [], 99)) ?? [])
  return value === null || each.length === 0 ? unmeasured : { value, spread: [Math.min(...each), Math.max(...each)] }
}

function medianOf(values: readonly number[]): Measurement {
  const value = median(values)
  return value === null ? unmeasured : { value, spread: [Math.min(...values), Math.max(...values)] }
}
