/** The least value that at least `percent` of them do not exceed (nearest rank); null of nothing. `sorted` ascends. */
export function percentile(sorted: readonly number[], percent: number): number | null {
  const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length))
  return sorted[rank - 1] ?? null
}

export interface Spread {
  readonly count: number
  readonly p50: number | null
  readonly p95: number | null
  readonly p99: number | null
  readonly max: number | null
}

export function spreadOf(sorted: readonly number[]): Spread {
  const at = (percent: number): number | null => percentile(sorted, percent)
  return { count: sorted.length, p50: at(50), p95: at(95), p99: at(99), max: at(100) }
}

/** Every whole percentile, and the tail in more detail: enough to draw the distribution. */
export function curveOf(sorted: readonly number[]): readonly (readonly [percent: number, value: number])[] {
  const percents = [...Array.from({ length: 100 }, (_, at) => at), 99.5, 99.9, 100]
  return percents.flatMap((percent) => {
    const value = percentile(sorted, percent)
    return value === null ? [] : [[percent, value] as const]
  })
}

/** The middle of a few rounds; the mean of the two middle ones when they are even in number. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.ceil(sorted.length / 2) - 1]
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2
}

export const merged = (lists: readonly (readonly number[])[]): readonly number[] =>
  lists.flat().toSorted((a, b) => a - b)
