import { median } from '../../measure/percentiles.ts'
import type { BenchReport, Round } from '../report-shape.ts'
import { raceOf } from '../wording.ts'
import { type Drawing, named } from './draw.ts'

/** What a claim costs in CPU, by process, for every contestant and kind of life. */
export function cpuPlot({ rounds }: BenchReport): Drawing | undefined {
  const finished = rounds.filter(({ completed }) => completed > 0)
  if (finished.length === 0) return undefined
  const races = [...new Set(finished.toSorted((a, b) => a.life.localeCompare(b.life)).map(raceOf))]
  const costs = races.map((race) => costOf(finished.filter((round) => raceOf(round) === race)))
  return {
    says: 'Milliseconds of one core per closed claim, median of the rounds. The coloured part is what R2 counts: front, worker and the database of the application; grey is what every contestant needs around it.',
    height: 104 + 44 * races.length,
    option: {
      legend: { top: 0, left: 'center', itemGap: 14, itemWidth: 16 },
      grid: { left: 150, right: 70, top: 46, bottom: 50 },
      xAxis: { type: 'value', ...named('CPU per claim (ms)', 30) },
      yAxis: { type: 'category', data: races, inverse: true, axisTick: { show: false } },
      series: [
        ...processes.map(({ title, colour }, process) => ({
          type: 'bar' as const,
          stack: 'cpu',
          name: title,
          color: `var(--${colour})`,
          barWidth: 26,
          itemStyle: { borderColor: 'var(--paper)', borderWidth: 1 },
          data: costs.map((cost) => cost[process] ?? 0),
        })),
        totals(costs),
      ],
    },
  }
}

const processes = [
  { key: 'front', title: 'front (API)', colour: 'own-1' },
  { key: 'worker', title: 'worker', colour: 'own-2' },
  { key: 'appDatabase', title: 'app database', colour: 'own-3' },
  { key: 'temporal', title: 'Temporal', colour: 'other-1' },
  { key: 'temporalDatabase', title: 'Temporal’s database', colour: 'other-2' },
  { key: 'simulators', title: 'simulators', colour: 'other-3' },
  { key: 'driver', title: 'driver', colour: 'other-4' },
  { key: 'rest', title: 'the rest of the bench', colour: 'other-5' },
] as const

const keys: readonly string[] = processes.map(({ key }) => key)

/** In the order of the processes; what has no name of its own is the rest. */
function costOf(rounds: readonly Round[]): readonly number[] {
  const inRound = ({ cpuMsPerClaim }: Round, key: string): number =>
    Object.entries(cpuMsPerClaim)
      .filter(([process]) => (keys.includes(process) ? process : 'rest') === key)
      .reduce((sum, [, ms]) => sum + ms, 0)
  return keys.map((key) => median(rounds.map((round) => inRound(round, key))) ?? 0)
}

/** An empty bar at the end of each stack that bears its sum. */
function totals(costs: readonly (readonly number[])[]) {
  const sums = costs.map((cost) => cost.reduce((sum, ms) => sum + ms, 0))
  return {
    type: 'bar' as const,
    stack: 'cpu',
    data: costs.map(() => 0),
    label: {
      show: true,
      position: 'right' as const,
      color: 'var(--ink)',
      formatter: ({ dataIndex }: { readonly dataIndex: number }) => `${Math.round(sums[dataIndex] ?? 0)} ms`,
    },
  }
}
