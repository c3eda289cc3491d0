import type { Grade } from './grades.ts'

/** How the engine chooses among tasks that wait: the lower key goes first, and within a key every fairness key gets turns by its weight. */
export interface TaskPriority {
  readonly priorityKey: number
  /** At most 64 bytes; no personal data. */
  readonly fairnessKey: string
  readonly fairnessWeight: number
}

/**
 * The turn of a claim's tasks. Every province has its own key, and the claims of its events another one with more turns: they wait
 * behind nobody, and take no turn from the ordinary claims of their own province or of others. A key that goes first would: what
 * is strictly before all others starves them while it lasts (decision 41). The green channel of one claim goes first, for
 * there are few of them. `region` is an administrative division code.
 */
export function taskPriority(region: string, grade: Grade | null): TaskPriority {
  const province = region.slice(0, 2)
  if (grade === null) return { priorityKey: ordinary, fairnessKey: province, fairnessWeight: 1 }
  if (grade === 'G') return { priorityKey: ordinary - 1, fairnessKey: province, fairnessWeight: 1 }
  return { priorityKey: ordinary, fairnessKey: `${province}-event`, fairnessWeight: weights[grade] }
}

/** The middle of five, and what a task has that says nothing. */
const ordinary = 3

/** Turns an event has for each of an ordinary province. */
const weights: Readonly<Record<Exclude<Grade, 'G'>, number>> = { III: 2, II: 4, I: 8 }
