import type { BenchReport, Storm } from '../report-shape.ts'
import { readable, secondsOf } from '../wording.ts'
import { type Drawing, named } from './draw.ts'

/** Many deadlines at once: how fast their escalations are recorded and how late the latest are. */
export function stormPlot({ storm }: BenchReport): Drawing | undefined {
  if (storm === undefined) return undefined
  const { claims, escalated, withinMs, escalationsPerSecond, apiStart, apiEffect } = storm
  return {
    says: `${readable(claims)} claims fall due within ${secondsOf(withinMs)}; ${readable(escalated)} were escalated. Left, escalations recorded in each second since the first was due; right, how late they were. Meanwhile the p99 of a start was ${secondsOf(apiStart.p99)}, of an effect ${secondsOf(apiEffect.p99)}.`,
    height: 330,
    option: {
      grid: [
        { left: 80, width: 520, top: 36, bottom: 55 },
        { left: 690, right: 70, top: 36, bottom: 55 },
      ],
      xAxis: [
        {
          type: 'value',
          gridIndex: 0,
          min: 0,
          max: Math.max(escalationsPerSecond.length, Math.ceil(withinMs / 1_000)),
          ...named('seconds since the first was due', 32),
          axisLabel: { showMaxLabel: false },
          splitLine: { show: false },
        },
        { type: 'value', gridIndex: 1, ...named('lateness (s)', 32) },
      ],
      yAxis: [
        { type: 'value', gridIndex: 0, ...named('escalations per second', 52) },
        { type: 'category', gridIndex: 1, data: ranks.map(([, title]) => title), inverse: true },
      ],
      series: [
        {
          type: 'line',
          step: 'end',
          color: 'var(--lipei)',
          showSymbol: false,
          areaStyle: { opacity: 0.2 },
          data: [...escalationsPerSecond, 0].map((count, second) => [second, count]),
          markLine: lastDue(withinMs),
        },
        latenessBars(storm),
      ],
    },
  }
}

const ranks = [
  ['p50', 'median'],
  ['p95', 'p95'],
  ['p99', 'p99'],
  ['max', 'worst'],
] as const

function latenessBars({ lateness }: Storm) {
  return {
    type: 'bar' as const,
    xAxisIndex: 1,
    yAxisIndex: 1,
    barWidth: 22,
    color: 'var(--bare)',
    data: ranks.map(([rank]) => (lateness[rank] ?? 0) / 1_000),
    label: {
      show: true,
      position: 'right' as const,
      color: 'var(--ink)',
      formatter: ({ dataIndex }: { readonly dataIndex: number }) => secondsOf(lateness[ranks[dataIndex]?.[0] ?? 'max']),
    },
  }
}

const lastDue = (withinMs: number) => ({
  silent: true,
  symbol: 'none',
  lineStyle: { color: 'var(--soft)', type: 'dashed' as const, width: 1.5 },
  label: { formatter: 'last was due', color: 'var(--ink)', fontSize: 12 },
  data: [{ xAxis: withinMs / 1_000 }],
})
