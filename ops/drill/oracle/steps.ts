import type { ClaimEvent, ClaimEventType, FactOf } from '../../../domain/claim/events.ts'

/** One event of a log, with its place in it and who did it. */
export interface Step<T extends ClaimEventType> {
  readonly position: number
  readonly by: string
  readonly fact: FactOf<T>
}

/** Every event of these types, in the order of the log. */
export function stepsOf<T extends ClaimEventType>(
  events: readonly ClaimEvent[],
  ...types: readonly T[]
): readonly Step<T>[] {
  const wanted: ReadonlySet<ClaimEventType> = new Set<ClaimEventType>(types)
  return events.flatMap((event, position) =>
    wanted.has(event.type) ? [{ position, by: event.by.id, fact: event as unknown as FactOf<T> }] : [],
  )
}

/** The last of these types before a place in the log. */
export const lastBefore = <T extends ClaimEventType>(
  events: readonly ClaimEvent[],
  position: number,
  ...types: readonly T[]
): Step<T> | undefined => stepsOf(events.slice(0, position), ...types).at(-1)
