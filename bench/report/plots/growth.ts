import type { BenchReport, GrowthPoint } from '../report-shape.ts'
import { type Drawing, isPositive, named } from './draw.ts'

/** Latency and memory over the number of claims that stand open, both axes logarithmic: growth without bound climbs. */
export function growthPlot({ growth }: BenchReport): Drawing | undefined {
  if (growth.length === 0) return undefined
  const lines = [
    ...pairOf(growth, 0, [
      { name: 'start, p99', colour: 'lipei', symbol: 'circle', read: ({ start }) => start.p99 },
      { name: 'effect, p99', colour: 'bare', symbol: 'rect', read: ({ effect }) => effect.p99 },
    ]),
    ...pairOf(growth, 1, [
      { name: 'worker', colour: 'lipei', symbol: 'triangle', read: mebibytes('workerBytes') },
      { name: 'Temporal', colour: 'bare', symbol: 'diamond', read: mebibytes('temporalBytes') },
    ]),
  ]
  return {
    says: 'Left, the slowest hundredth of starts (POST /v1/claims) and of effects (an acceptance until it is recorded) while so many claims stand open; right, the memory (PSS) of the worker and of Temporal. A flat line means that open claims cost nothing.',
    height: 360,
    option: {
      legend: [
        { data: lines.slice(0, 2).map(({ name }) => name), left: 80, top: 0 },
        { data: lines.slice(2).map(({ name }) => name), left: 560, top: 0 },
      ],
      grid: [
        { left: 80, width: 370, top: 50, bottom: 60 },
        { left: 560, width: 370, top: 50, bottom: 60 },
      ],
      xAxis: [0, 1].map((gridIndex) => ({ type: 'log', gridIndex, ...named('open claims', 32), splitLine, axisLabel })),
      yAxis: [
        { type: 'log', gridIndex: 0, ...named('latency (ms)', 52), minorSplitLine, axisLabel },
        { type: 'log', gridIndex: 1, ...named('memory (MiB)', 52), minorSplitLine, axisLabel },
      ],
      series: lines,
    },
  }
}

interface LineStyle {
  readonly name: string
  readonly colour: 'lipei' | 'bare'
  readonly symbol: string
  readonly read: (point: GrowthPoint) => number | null
}

/** Two lines of one panel; the upper one bears its numbers above, the lower one below, so that they never meet. */
function pairOf(growth: readonly GrowthPoint[], panel: 0 | 1, [one, other]: readonly [LineStyle, LineStyle]) {
  const height = ({ read }: LineStyle): number => growth.reduce((sum, point) => sum + (read(point) ?? 0), 0)
  const isOneAbove = height(one) > height(other)
  return [
    { ...line(growth, one, isOneAbove ? 'top' : 'bottom'), xAxisIndex: panel, yAxisIndex: panel },
    { ...line(growth, other, isOneAbove ? 'bottom' : 'top'), xAxisIndex: panel, yAxisIndex: panel },
  ]
}

function line(growth: readonly GrowthPoint[], { name, colour, symbol, read }: LineStyle, position: 'top' | 'bottom') {
  const data = growth.flatMap((point) => {
    const value = read(point)
    return isPositive(point.open) && isPositive(value) ? [[point.open, value]] : []
  })
  return {
    type: 'line' as const,
    name,
    data,
    symbol,
    symbolSize: 9,
    color: `var(--${colour})`,
    lineStyle: { width: 2, type: colour === 'bare' ? ('dashed' as const) : ('solid' as const) },
    label: { show: true, position, offset: [14, 0], color: 'var(--ink)', formatter: rounded },
  }
}

const mebibytes =
  (key: 'workerBytes' | 'temporalBytes') =>
  (point: GrowthPoint): number =>
    point[key] / 2 ** 20

const rounded = ({ value }: { readonly value?: unknown }): string =>
  Array.isArray(value) ? Math.round(Number(value[1])).toLocaleString('en') : ''

const splitLine = { show: false }
const minorSplitLine = { show: true }
const axisLabel = { formatter: (value: number): string => value.toLocaleString('en') }
