import type { Instant } from '../time.ts'
import type { Clock, ClockId } from './clock.ts'
import { isOpen } from './engine.ts'
import type { ClockRegistry } from './registry.ts'

/** Which clock an act has to keep, and why: the earliest due of those that bind it. */
export interface Binding {
  readonly by: ClockId
  readonly n: number
  readonly dueTarget: Instant
  /** For people: `C06 (Insurance Law art. 23; ...) is due before C12`. */
  readonly because: string
}

/**
 * When two clocks bind one act the earlier binds: what the norm allows is no leave to be late by the law. Null for a clock
 * that ended. A paused clock binds nobody while it stands still, and its date is not known before it runs on.
 */
export function bindingOf(clock: Clock, clocks: readonly Clock[], rules: ClockRegistry): Binding | null {
  if (!isOpen(clock) || clock.state === 'paused') return null
  const caps = clocks.filter(
    (other) => rules[clock.id].cappedBy.includes(other.id) && isOpen(other) && other.state !== 'paused',
  )
  const binding = caps.reduce((first, other) => (other.dueTarget < first.dueTarget ? other : first), clock)
  const { source } = rules[binding.id]
  const because = binding === clock ? `${clock.id} (${source})` : `${binding.id} (${source}) is due before ${clock.id}`
  return { by: binding.id, n: binding.n, dueTarget: binding.dueTarget, because }
}
