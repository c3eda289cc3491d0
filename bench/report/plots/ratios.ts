import type { BenchReport, Figure } from '../report-shape.ts'
import { aimOf, readable, valueOf, verdictSigns, verdictWords } from '../wording.ts'
import { type Drawing, isPositive, named } from './draw.ts'

/** Every figure that has an aim, on one scale: its aim is 1, and further to the right is worse. */
export function ratiosPlot({ figures }: BenchReport): Drawing | undefined {
  const drawn = figures.filter(isComparable)
  if (drawn.length === 0) return undefined
  const left = figures.filter((figure) => figure.aim !== undefined && !isComparable(figure)).map(({ id }) => id)
  const absent = left.length === 0 ? '' : ` Not drawn, because unmeasured or zero: ${left.join(', ')}.`
  return {
    says: `Each figure as a multiple of its aim, turned round where more is better: left of the dashed line the aim is met. The thin line is the spread of the rounds, the upright bar the value beyond which the bench fails.${absent}`,
    height: 90 + 38 * drawn.length,
    option: {
      grid: { left: 320, right: 250, top: 30, bottom: 60 },
      xAxis: {
        type: 'log',
        ...named('multiple of the aim (left is better)', 32),
        min: ({ min }) => Math.min(0.5, min / 1.1),
        max: ({ max }) => Math.max(2, max * 1.1),
        axisLabel: { customValues: ticks, formatter: readable },
        axisTick: { customValues: ticks },
        splitLine: { show: false },
      },
      yAxis: [
        { ...rows(drawn.map(({ id, title }) => `${title}  ${id}`)), axisLabel: { width: 300, overflow: 'truncate' } },
        { ...rows(drawn.map(judgement)), position: 'right', axisLine: { show: false } },
      ],
      series: [...drawn.map(spreadLine), fails(drawn), values(drawn)],
    },
  }
}

interface Comparable extends Figure {
  readonly value: number
  readonly aim: number
}

const isComparable = (figure: Figure): figure is Comparable => isPositive(figure.value) && isPositive(figure.aim)

const multiple = ({ aim, better }: Comparable, value: number): number =>
  better === 'lower' ? value / aim : aim / value

const ticks = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 1_000, 10_000]

const rows = (data: string[]) => ({
  type: 'category' as const,
  data,
  inverse: true,
  axisTick: { show: false },
  splitLine: { show: true },
})

const judgement = (figure: Comparable): string =>
  `${verdictSigns[figure.verdict]} ${verdictWords[figure.verdict]}: ${valueOf(figure)} (${aimOf(figure)})`

const symbols = {
  met: 'circle',
  missed: 'triangle',
  failed: 'path://M0,2 L2,0 L5,3 L8,0 L10,2 L7,5 L10,8 L8,10 L5,7 L2,10 L0,8 L3,5 Z',
  information: 'emptyCircle',
} as const

/** The figures themselves, and the line they are held against. */
function values(drawn: readonly Comparable[]) {
  return {
    type: 'scatter' as const,
    symbolSize: 13,
    z: 5,
    itemStyle: { opacity: 1 },
    data: drawn.map((figure, row) => ({
      value: [multiple(figure, figure.value), row],
      symbol: symbols[figure.verdict],
      itemStyle: { color: `var(--${figure.verdict})` },
    })),
    markLine: {
      silent: true,
      symbol: 'none',
      lineStyle: { color: 'var(--ink)', type: 'dashed' as const, width: 1.5 },
      label: { formatter: 'aim', position: 'start' as const, color: 'var(--ink)', fontSize: 12 },
      data: [{ xAxis: 1 }],
    },
  }
}

function fails(drawn: readonly Comparable[]) {
  return {
    type: 'scatter' as const,
    symbol: 'rect',
    symbolSize: [3, 22],
    itemStyle: { opacity: 1 },
    color: 'var(--failed)',
    data: drawn.flatMap((figure, row) => (isPositive(figure.fail) ? [[multiple(figure, figure.fail), row]] : [])),
  }
}

function spreadLine(figure: Comparable, row: number) {
  return {
    type: 'line' as const,
    showSymbol: false,
    color: `var(--${figure.verdict})`,
    lineStyle: { width: 3, opacity: 0.45 },
    data: (figure.spread ?? []).filter(isPositive).map((value) => [multiple(figure, value), row]),
  }
}
