import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import { decide, passTime } from '../../domain/claim/decide.ts'
import type { ClaimEvent } from '../../domain/claim/events.ts'
import { evolve } from '../../domain/claim/evolve.ts'
import { learn } from '../../domain/claim/learn.ts'
import { isForgotten } from '../../domain/claim/memory.ts'
import { nextStep } from '../../domain/claim/next-step.ts'
import type { Claim } from '../../domain/claim/state.ts'
import { summarise } from '../../domain/claim/summary.ts'
import type { Instant } from '../../domain/time.ts'
import { contextAt } from '../claim-people.ts'
import { received } from '../example-claims.ts'
import type { Step } from './claim-walks.ts'
import { likelyStep } from './claim-walks.ts'
import { diceOf } from '../../local/dice.ts'

test.each([1, 2, 3, 4])(
  'a claim that let go of old notices and clocks lives on like one that kept them all, walk %i',
  (seed) => {
    const dice = diceOf(seed)
    let claim = received().standing()
    let whole = claim
    let now = claim.lastAt
    for (let step = 0; step < 1_000; step += 1) {
      const next = likelyStep(claim, now, dice)
      now = Math.max(now, next.kind === 'wait' ? next.until : claim.lastAt)
      if (!lastsOn(claim, next)) continue
      const events = outcome(claim, next, now)
      expect(events).toEqual(outcome(whole, next, now))
      for (const event of events) [claim, whole] = [evolve(claim, event), evolveWhole(whole, event)]
      expect(isDeepStrictEqual(views(claim, now), views(whole, now))).toBe(true)
    }
    expect(whole.notices.length).toBeGreaterThan(claim.notices.length)
    expect(whole.clocks.length).toBeGreaterThan(claim.clocks.length)
  },
  60_000,
)

const views = (claim: Claim, now: Instant): readonly unknown[] => [
  nextStep(claim, contextAt(now)),
  summarise(claim, contextAt(now)),
]

/** Neither its end nor what is said of a notice it has let go of, which is another story. */
function lastsOn(claim: Claim, step: Step): boolean {
  if (step.kind !== 'ask') return true
  if (step.command.type === 'RecordDelivery') return !isForgotten(claim, step.command.n)
  return step.command.type !== 'CancelClaim' && step.command.type !== 'ResolveDuplicate'
}

function outcome(claim: Claim, step: Step, now: Instant): readonly ClaimEvent[] {
  if (step.kind === 'wait') return passTime(claim, contextAt(now)).events
  if (step.kind === 'learn') return learn(claim, step.receipt, contextAt(now)).events
  const decision = decide(claim, step, contextAt(now))
  return 'events' in decision ? decision.events : []
}

/** As `evolve`, letting go of nothing. */
function evolveWhole(whole: Claim, event: ClaimEvent): Claim {
  const { notices = [], clocks = [], ...bare } = event
  const kept = evolve(whole, bare)
  const untouched = kept.clocks.filter(({ id, n }) => !clocks.some((clock) => clock.id === id && clock.n === n))
  return {
    ...evolve(whole, event),
    notices: [...kept.notices, ...notices],
    clocks: [...untouched, ...clocks],
  }
}
