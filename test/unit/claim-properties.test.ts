import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { decide, passTime } from '../../domain/claim/decide.ts'
import type { ClaimEvent } from '../../domain/claim/events.ts'
import { fold } from '../../domain/claim/evolve.ts'
import { learn } from '../../domain/claim/learn.ts'
import type { Claim } from '../../domain/claim/state.ts'
import { diceOf } from '../../local/dice.ts'
import { contextAt } from '../claim-people.ts'
import { goodwill } from './claim-goodwill.ts'
import type { Passage } from './claim-laws.ts'
import type { Story } from './claim-lives.ts'
import { begunFrom, beginnings, breaches, outcome, stepOn } from './claim-lives.ts'
import type { Step } from './claim-walks.ts'
import { hostileStep, likelyStep } from './claim-walks.ts'

// The same walks every time: a red run is red for everybody. Another seed explores further (fast-check prints the path).
fc.configureGlobal({ seed: 20_261_122 })
afterAll(() => fc.resetConfigureGlobal())

interface Walk {
  readonly from: string
  readonly steps: readonly { readonly seed: number; readonly hostile: boolean }[]
}

/** `hostility`: how many steps of ten are hostile. Every step carries its own seed, so that walks shrink. */
const walks = (hostility: number, maxLength: number): fc.Arbitrary<Walk> =>
  fc.record({
    from: fc.constantFrom(...beginnings.keys()),
    steps: fc.array(
      fc.record({ seed: fc.integer(), hostile: fc.integer({ min: 0, max: 9 }).map((lot) => lot < hostility) }),
      { minLength: 1, maxLength, size: 'max' },
    ),
  })

/** Walks and calls back after every step that happened; answers all events. */
function tread({ from, steps }: Walk, look: (passage: Passage, step: Step) => void): Story {
  const scene = beginnings.get(from)
  if (scene === undefined) throw new Error(`no example of ${from}`)
  let story = begunFrom(scene)
  for (const { seed, hostile } of steps) {
    const dice = diceOf(seed)
    const step = hostile ? hostileStep(story.claim, story.now, dice) : likelyStep(story.claim, story.now, dice)
    story = stepOn(story, step, look)
  }
  return story
}

/** Why a step of good will was refused, for whoever reads the counterexample. */
function whyNot(claim: Claim, step: Step): string {
  if (step.kind !== 'ask') return step.kind
  const decision = decide(claim, step, contextAt(claim.lastAt))
  return 'refusal' in decision
    ? `${step.command.type} ${decision.refusal.code}: ${decision.refusal.message}`
    : 'nothing'
}

const quietly = (): void => undefined

describe('whatever happens to a claim', { timeout: 240_000 }, () => {
  test.each([
    ['in the course of business', 1, 250],
    ['when everybody is hostile', 9, 150],
  ])('every law of a step holds, %s', (_mode, hostility, numRuns) => {
    fc.assert(
      fc.property(walks(hostility, 60), (walk) => {
        tread(walk, (passage) => expect(breaches(passage)).toEqual([]))
      }),
      { numRuns },
    )
  })

  test('going on from any point is the same as never having stopped (continue-as-new)', () => {
    fc.assert(
      fc.property(walks(2, 40), fc.nat(), (walk, cut) => {
        const { claim, events } = tread(walk, quietly)
        const at = 1 + (cut % events.length)
        const carried = JSON.parse(JSON.stringify(fold(null, events.slice(0, at)))) as Claim
        expect(isDeepStrictEqual(fold(carried, events.slice(at)), claim)).toBe(true)
        expect(isDeepStrictEqual(fold(null, JSON.parse(JSON.stringify(events)) as ClaimEvent[]), claim)).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  test('a refusal changes nothing, and nothing that is asked changes the claim it is asked of', () => {
    fc.assert(
      fc.property(walks(5, 25), (walk) => {
        tread(walk, ({ before }, step) => {
          const copy = structuredClone(before)
          outcome(before, step, before.lastAt)
          expect(isDeepStrictEqual(copy, before)).toBe(true)
        })
      }),
      { numRuns: 60 },
    )
  })

  test('time passes first: to ask late is to let the time pass and then ask', () => {
    fc.assert(
      fc.property(walks(2, 30), fc.integer({ min: 0, max: 30 * 86_400_000 }), (walk, later) => {
        const { claim, now } = tread(walk, quietly)
        const step = likelyStep(claim, now, diceOf(later))
        const context = contextAt(now + later)
        const passed = passTime(claim, context)
        const at = passed.claim ?? claim
        const direct = step.kind === 'ask' ? decide(claim, step, context) : null
        const after = step.kind === 'ask' ? decide(at, step, context) : null
        const whole = after !== null && 'events' in after ? { events: [...passed.events, ...after.events] } : after
        expect(direct).toEqual(whole)
      }),
      { numRuns: 200 },
    )
  })

  test('the same receipt twice brings a remark and nothing else, but for an answer that is asked for again', () => {
    fc.assert(
      fc.property(walks(2, 30), fc.integer(), (walk, seed) => {
        const { claim, now } = tread(walk, quietly)
        const step = hostileStep(claim, now, diceOf(seed))
        if (step.kind !== 'learn') return
        const once = learn(claim, step.receipt, contextAt(now)).claim ?? claim
        const twice = learn(once, step.receipt, contextAt(now))
        const remarks = new Set(['FactDisregarded', 'PaymentSent', 'PaymentUnknown', 'PaymentCleared'])
        const others = twice.events.filter(({ type }) => !remarks.has(type))
        expect(others).toEqual([])
      }),
      { numRuns: 400 },
    )
  })
})

test('from wherever a claim has got, people of good will bring it to an end', { timeout: 240_000 }, () => {
  fc.assert(
    fc.property(walks(3, 40), (walk) => {
      let story: Story = tread(walk, quietly)
      for (let taken = 0; taken < 60; taken += 1) {
        const step = goodwill(story.claim)
        if (step === null) return
        const before = story.claim
        story = stepOn(story, step, quietly)
        expect(story.claim.version > before.version || whyNot(before, step)).toBe(true)
      }
      expect(story.claim.stage.status).toBe('an end')
    }),
    { numRuns: 300 },
  )
})
