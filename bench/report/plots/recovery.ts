import type { BenchReport } from '../report-shape.ts'
import { secondsOf } from '../wording.ts'
import { type Drawing, named } from './draw.ts'

/** Second by second around the kill of the only worker: what is still being done, and what piles up. */
export function recoveryPlot({ recovery }: BenchReport): Drawing | undefined {
  if (recovery === undefined) return undefined
  const { atMs, effectsPerSecond, open, firstEffectMs } = recovery
  const over = (values: readonly number[]): number[][] => values.map((value, at) => [(atMs[at] ?? 0) / 1_000, value])
  const [least, most] = [Math.min(...atMs, 0) / 1_000, Math.max(...atMs, 0) / 1_000]
  const marks = [
    { xAxis: 0, name: 'kill -9' },
    ...(firstEffectMs === null ? [] : [{ xAxis: firstEffectMs / 1_000, name: 'first effect' }]),
  ]
  return {
    says: `The only worker is killed with -9 under load and another is started at once; the first effect of its successor was recorded after ${secondsOf(firstEffectMs)}. Above, events recorded each second; below, claims that were begun and have not ended.`,
    height: 440,
    option: {
      grid: [
        { left: 80, right: 40, top: 30, height: 150 },
        { left: 80, right: 40, top: 230, height: 150 },
      ],
      xAxis: [
        { type: 'value', gridIndex: 0, min: least, max: most, axisLabel: { show: false }, axisTick: { show: false } },
        {
          type: 'value',
          gridIndex: 1,
          min: least,
          max: most,
          ...named('seconds since the kill', 32),
          axisLabel: inner,
        },
      ],
      yAxis: [
        { type: 'value', gridIndex: 0, ...named('effects per second', 52), axisLine: atLeft },
        { type: 'value', gridIndex: 1, ...named('open claims', 52), axisLine: atLeft },
      ],
      series: [
        { ...stepped(0, 'lipei'), data: over(effectsPerSecond), markLine: verticals(marks, true) },
        { ...stepped(1, 'bare'), data: over(open), markLine: verticals(marks, false) },
      ],
    },
  }
}

/** The window ends where it ends: its borders bear no round numbers. */
const inner = { showMinLabel: false, showMaxLabel: false }
const atLeft = { onZero: false }

/** A value holds for the second that begins with it. */
function stepped(panel: 0 | 1, colour: 'lipei' | 'bare') {
  return {
    type: 'line' as const,
    step: 'end' as const,
    xAxisIndex: panel,
    yAxisIndex: panel,
    showSymbol: false,
    color: `var(--${colour})`,
    lineStyle: { width: 2 },
    areaStyle: { opacity: 0.15 },
  }
}

function verticals(data: { readonly xAxis: number; readonly name: string }[], isLabelled: boolean) {
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: 'var(--failed)', type: 'dashed' as const, width: 1.5 },
    label: { show: isLabelled, formatter: '{b}', color: 'var(--ink)', fontSize: 12 },
    data,
  }
}
