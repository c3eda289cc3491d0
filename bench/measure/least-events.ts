/** What happened to a claim that every engine of this shape must write down. */
export interface Messages {
  /** Times it was woken, the start among them: what comes together wakes it once. */
  readonly wakeUps: number
  readonly updates: number
  readonly signals: number
  /** Effects carried out beside the workflow. */
  readonly activities: number
  /** Effects carried out inside the worker, such as looking for a copy. */
  readonly localEffects: number
  /** Wake-ups after which the status was another one. */
  readonly statusChanges: number
}

/**
 * The fewest history events a claim with these messages and wake-ups can have: each wake-up is one workflow task and, but
 * for the start, one recording; one timer is held.
 */
export function leastEvents(messages: Messages): number {
  const { wakeUps, updates, signals, activities, localEffects, statusChanges } = messages
  const workflowTasks = 3 * wakeUps
  const recordings = wakeUps - 1
  const started = 1
  const timer = 1
  return (
    started + timer + workflowTasks + recordings + 2 * updates + signals + 3 * activities + localEffects + statusChanges
  )
}

export const leastEventsFormula =
  '2 (start, one timer) + 3 a wake-up, as many as there were + 1 recording marker a wake-up but the first ' +
  '+ 2 an Update + 1 a Signal + 3 an activity + 1 a local effect + 1 upsert a change of status'
