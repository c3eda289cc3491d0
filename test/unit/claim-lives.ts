import { decide, passTime } from '../../domain/claim/decide.ts'
import type { ClaimEvent } from '../../domain/claim/events.ts'
import { fold } from '../../domain/claim/evolve.ts'
import { learn } from '../../domain/claim/learn.ts'
import type { Claim, ClaimStatus } from '../../domain/claim/state.ts'
import type { Instant } from '../../domain/time.ts'
import { contextAt } from '../claim-people.ts'
import type { Scene } from '../claim-story.ts'
import { given } from '../claim-story.ts'
import {
  advanceAsked,
  advanceAwaited,
  advancePaid,
  advanceSent,
  motorPaid,
  overpaid,
  subrogate,
} from '../example-advances.ts'
import { assessing, deliver, exampleOf, relink, requestDispensable } from '../example-claims.ts'
import type { Passage } from './claim-laws.ts'
import { laws } from './claim-laws.ts'
import type { Step } from './claim-walks.ts'

/** A generated life as far as it is lived, from its first event. */
export interface Story {
  readonly claim: Claim
  readonly now: Instant
  readonly events: readonly ClaimEvent[]
}

export const statuses = Object.keys(exampleOf) as ClaimStatus[]

/** Where generated lives begin: in every status, and where chance rarely comes. */
export const beginnings = new Map<string, Scene>([
  ...statuses.map((status): [string, Scene] => [status, exampleOf[status]()]),
  ['relinked while asked', relinkedWhileAsked()],
  ['advance asked for', advanceAsked()],
  ['advance with the bank', advanceSent()],
  ['advance paid', advancePaid()],
  ['day 55 of the law', advanceAwaited()],
  ['overpaid', overpaid()],
  ['owed by who is liable', motorPaid().when(subrogate())],
])

/** The customer's time is about to run out over a claim that is to be triaged again. */
function relinkedWhileAsked(): Scene {
  const scene = deliver(given(assessing()).and(requestDispensable), 'correction').when(relink)
  return scene.passes(scene.clock('C14').dueTarget - 1)
}

export const begunFrom = (scene: Scene): Story => ({ claim: scene.standing(), now: scene.now, events: scene.past })

/** Takes one step and calls back with what came of it; `decided` is what it brings, where somebody has found that out. */
export function stepOn(
  story: Story,
  step: Step,
  look: (passage: Passage, step: Step) => void,
  decided?: readonly ClaimEvent[],
): Story {
  const { claim } = story
  const now = step.kind === 'wait' ? step.until : story.now
  const events = decided ?? outcome(claim, step, now)
  const after = events.length === 0 ? claim : fold(claim, events)
  look({ past: story.events, before: claim, events, after, now: Math.max(now, after.lastAt) }, step)
  return { claim: after, now: Math.max(now, claim.lastAt), events: [...story.events, ...events] }
}

/** What a step brings; nothing where it is refused. */
export function outcome(claim: Claim, step: Step, now: Instant): readonly ClaimEvent[] {
  if (step.kind === 'wait') return passTime(claim, contextAt(now)).events
  if (step.kind === 'learn') return learn(claim, step.receipt, contextAt(now)).events
  const decision = decide(claim, step, contextAt(now))
  return 'events' in decision ? decision.events : []
}

/** The laws a step breaks, each with how. */
export function breaches(passage: Passage): readonly string[] {
  return Object.entries(laws).flatMap(([name, law]) => law(passage).map((breach) => `${name}: ${breach}`))
}
