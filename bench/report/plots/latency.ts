import type { BenchReport, OpenLoopCurve } from '../report-shape.ts'
import { contestantTitles, readable } from '../wording.ts'
import { type Drawing, isPositive, named } from './draw.ts'

/** The whole distribution of Lipei's latencies beside those of the bare twin, a line for each round. */
export function latencyPlot({ openLoop }: BenchReport): Drawing | undefined {
  const panels = Object.entries(stepTitles).filter(([step]) => openLoop.some(({ curves }) => curves[step]?.length))
  const [first] = openLoop
  if (first === undefined || panels.length === 0) return undefined
  const width = (960 - 70 * panels.length - 30) / panels.length
  const left = (panel: number): number => 70 + panel * (width + 70)
  return {
    says: `Open loop at ${readable(first.ratePerSecond)} claims/s, latency from the instant a request was due. Higher at the same latency is better; the scale is stretched towards the top because that is where the slowest requests are. Each line is a round, drawn up to 99.9 %.`,
    height: 380,
    option: {
      legend: { top: 0, left: 'center', itemWidth: 40 },
      title: panels.map(([, text], panel) => ({ text, left: left(panel), top: 32 })),
      grid: panels.map((_, panel) => ({ left: left(panel), width, top: 70, bottom: 60 })),
      xAxis: panels.map((_, gridIndex) => ({
        type: 'log',
        gridIndex,
        ...named('latency (ms)', 32),
        axisLabel: { formatter: (ms: number) => ms.toLocaleString('en') },
      })),
      yAxis: panels.map((_, gridIndex) => ({
        type: 'value',
        gridIndex,
        min: 0,
        max: stretched(99.9),
        ...(gridIndex === 0 && named('requests no slower (%)', 46)),
        axisTick: { customValues: stretchedTicks },
        axisLabel: { customValues: stretchedTicks, formatter: percentAt },
      })),
      series: panels.flatMap(([step], panel) => openLoop.map((run) => lineOf(run, step, panel))),
    },
  }
}

/** The steps whose tails are figures, and what a customer sees of them all. */
const stepTitles: Readonly<Record<string, string>> = {
  file: 'filing a claim (R3)',
  'payment-row': 'approval to payment row (R4)',
  life: 'filing to closed',
}

function lineOf({ contestant, curves }: OpenLoopCurve, step: string, panel: number) {
  return {
    type: 'line' as const,
    name: contestantTitles[contestant],
    xAxisIndex: panel,
    yAxisIndex: panel,
    data: (curves[step] ?? []).flatMap(([percent, ms]) =>
      percent < 100 && isPositive(ms) ? [[ms, stretched(percent)]] : [],
    ),
    symbol: 'none',
    color: `var(--${contestant})`,
    lineStyle: { width: 2, type: contestant === 'lipei' ? ('solid' as const) : ('dashed' as const) },
  }
}

/** Counts nines: 90 % is 1, 99 % is 2, 99.9 % is 3. */
const stretched = (percent: number): number => 2 - Math.log10(100 - percent)

const stretchedTicks = [0, 50, 90, 99, 99.9].map(stretched)

const percentAt = (nines: number): string => readable(100 - 10 ** (2 - nines))
