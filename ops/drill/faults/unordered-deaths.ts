import type { Death } from './supervisor.ts'

/** From a mark to the moment the supervisor sees that the process is gone, on a machine that is busy. */
const seenWithinMs = 5_000

/**
 * Deaths that nobody had ordered: those without a mark, made by a process that is about to die where it was told to.
 *
 * @param marks instants of the marks, in epoch ms; each stands for one death
 */
export function unorderedDeaths(deaths: readonly Death[], marks: readonly number[]): readonly Death[] {
  const left = marks.toSorted((a, b) => a - b)
  return deaths.filter(({ at }) => {
    const place = left.findIndex((mark) => Math.abs(at - mark) <= seenWithinMs)
    if (place !== -1) left.splice(place, 1)
    return place === -1
  })
}
