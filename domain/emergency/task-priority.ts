import type { EventWord } from './event-word.ts'
import type { EventLevel } from './grades.ts'
import { eventLevels } from './grades.ts'

/** Whose turn it is among tasks that wait: every fairness key gets turns by its weight. */
export interface TaskTurn {
  /** At most 64 bytes; no personal data. */
  readonly fairnessKey: string
  readonly fairnessWeight: number
}

/** How the engine chooses among tasks that wait: the lower priority key goes first, and within it turns count. */
export interface TaskPriority extends TaskTurn {
  readonly priorityKey: number
}

/**
 * The turn of a claim's tasks. Every province has its own key, and the claims of its events another one with more turns: they wait
 * behind nobody, and take no turn from the ordinary claims of their own province or of others. A key that goes first would: what
 * is strictly before all others starves them while it lasts (decision 41). `region` is an administrative division code, `level`
 * the highest of the claim's events, null without one.
 */
function turnOf(region: string, level: EventLevel | null): TaskTurn {
  const province = region.slice(0, 2)
  return level === null
    ? { fairnessKey: province, fairnessWeight: 1 }
    : { fairnessKey: `${province}-event`, fairnessWeight: weights[level] }
}

/** The turn of a claim of which these words speak: of the events that run, the highest level. */
export const turnAmong = (region: string, words: readonly Pick<EventWord, 'state' | 'level'>[]): TaskTurn =>
  turnOf(
    region,
    eventLevels.findLast((level) => words.some((word) => word.state === 'active' && word.level === level)) ?? null,
  )

/** The green channel of one claim goes first, for there are few of them: its key stays whatever event comes and ends. */
export const taskPriority = (turn: TaskTurn, isGreen: boolean): TaskPriority => ({
  priorityKey: isGreen ? greenKey : ordinary,
  ...turn,
})

/** The middle of five, and what a task has that says nothing. */
const ordinary = 3

/** What the tasks of a claim in the green channel have. */
export const greenKey = ordinary - 1

/** Turns an event has for each of an ordinary province. */
const weights: Readonly<Record<EventLevel, number>> = { III: 2, II: 4, I: 8 }
