import type { Instant } from '../time.ts'
import { automatic } from './automatic.ts'
import { clockChanges } from './clock-changes.ts'
import { deadlines } from './deadlines.ts'
import type { Context } from './decision.ts'
import type { ClaimEvent, ClaimFact, EventActor } from './events.ts'
import { evolve } from './evolve.ts'
import { noticeOrders } from './notice-orders.ts'
import type { Claim } from './state.ts'

export const system: EventActor = { id: 'system', role: 'system' }

/** A claim on its way through a decision: how it stands, and the events that brought it there. */
export interface Unfolding {
  readonly claim: Claim | null
  readonly events: readonly ClaimEvent[]
}

/** Lets facts happen in order, each followed by the clocks and notices it causes and by the steps nobody has to take. */
export function unfold(
  from: Unfolding,
  facts: readonly ClaimFact[],
  act: { by: EventActor; at: Instant },
  context: Context,
): Unfolding {
  return facts.reduce((unfolding, fact) => follow(record(unfolding, fact, act, context), act.at, context), from)
}

/** Lets every deadline up to an instant become its event, in order (time passes first). */
export function passDeadlines(from: Unfolding, until: Instant, context: Context): Unfolding {
  let unfolding = from
  for (let fired = 0; unfolding.claim !== null; fired += 1) {
    const next = deadlines(unfolding.claim, context).find(({ at, facts }) => facts.length > 0 && at <= until)
    if (next === undefined) return unfolding
    if (fired > deadlinesAtOnce) throw new Error(`deadline does not go away: ${next.summary}`)
    // An event never stands before one that was already recorded: what was entered late is breached at once.
    const at = Math.max(next.at, unfolding.claim.lastAt)
    unfolding = unfold(unfolding, next.facts, { by: system, at }, { ...context, now: at })
  }
  return unfolding
}

/** More than a claim can have: a deadline that survives its own event would hold up the claim for ever. */
const deadlinesAtOnce = 1_000

function follow(unfolding: Unfolding, at: Instant, context: Context): Unfolding {
  const { claim } = unfolding
  const next = claim === null ? null : automatic(claim, context)
  return next === null ? unfolding : follow(record(unfolding, next, { by: system, at }, context), at, context)
}

function record(
  { claim, events }: Unfolding,
  fact: ClaimFact,
  { by, at }: { by: EventActor; at: Instant },
  context: Context,
): Unfolding {
  const clocks = clockChanges(claim, fact, at, context)
  const bare: ClaimEvent = { ...fact, at, by, ...(clocks.length > 0 ? { clocks } : {}) }
  const after = evolve(claim, bare)
  const notices = noticeOrders(after, fact, at, context)
  if (notices.length === 0) return { claim: after, events: [...events, bare] }
  const event: ClaimEvent = { ...bare, notices }
  return { claim: evolve(claim, event), events: [...events, event] }
}
