import { type EChartsOption, init } from 'echarts'

/** A plot before it is drawn: what it shows, in a sentence or two, and how. */
export interface Drawing {
  readonly says: string
  /** Units of the drawing, of which there are 960 in width. */
  readonly height: number
  readonly option: EChartsOption
}

/** As SVG, without a browser. Its colours are variables of the page it will stand in. */
export function draw({ height, option }: Drawing): string {
  const chart = init(null, theme, { renderer: 'svg', ssr: true, width: 960, height })
  try {
    chart.setOption({ animation: false, ...option })
    return chart.renderToSVGString()
  } finally {
    chart.dispose()
  }
}

/** The name of an axis stands beside its middle; `gap` leaves room for the labels. */
export const named = (name: string, gap: number) => ({ name, nameLocation: 'middle' as const, nameGap: gap })

/** A log axis has no place for zero. */
export const isPositive = (value: number | null | undefined): value is number => typeof value === 'number' && value > 0

const text = { color: 'var(--ink)', fontSize: 13 }
const axis = {
  axisLine: { show: true, lineStyle: { color: 'var(--soft)' } },
  axisTick: { lineStyle: { color: 'var(--soft)' } },
  axisLabel: { color: 'var(--ink)', fontSize: 12 },
  nameTextStyle: { color: 'var(--soft)', fontSize: 12 },
  splitLine: { lineStyle: { color: 'var(--rule)' } },
  minorSplitLine: { lineStyle: { color: 'var(--rule)', opacity: 0.4 } },
}
const emphasis = { disabled: true }
const theme = {
  textStyle: { fontFamily: 'inherit' },
  title: { textStyle: { ...text, fontSize: 13, fontWeight: 600 } },
  legend: { textStyle: text, inactiveColor: 'var(--soft)', itemGap: 20 },
  categoryAxis: axis,
  valueAxis: axis,
  logAxis: axis,
  line: { emphasis },
  bar: { emphasis },
  scatter: { emphasis },
}
