import * as fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { learn } from '../../domain/claim/learn.ts'
import type { Claim, ClaimStatus } from '../../domain/claim/state.ts'
import type { EventWord } from '../../domain/emergency/event-word.ts'
import { isOpen } from '../../domain/clocks/engine.ts'
import { diceOf } from '../../local/dice.ts'
import { contextAt } from '../claim-people.ts'
import { deliver, exampleOf, received, requestDocuments } from '../example-claims.ts'
import { anyWord } from './emergency-walks.ts'

fc.configureGlobal({ seed: 20_261_128 })
afterAll(() => fc.resetConfigureGlobal())

const statuses = Object.keys(exampleOf) as ClaimStatus[]
const askedForRecord = deliver(received().when(requestDocuments('medical-record', 'policy-original')), 'correction')
const beginnings = new Map<string, Claim>([
  ...statuses.map((status): [string, Claim] => [status, exampleOf[status]().standing()]),
  ['asked for what may be waived', askedForRecord.standing()],
])

/** Versions of one event say one thing each, whoever tells them and however often. */
function wordOf(seed: number): EventWord {
  const word = anyWord(diceOf(seed))
  const said = anyWord(
    diceOf(
      Array.from(`${word.eventId}/${word.version}`).reduce((sum, letter) => sum * 31 + (letter.codePointAt(0) ?? 0), 7),
    ),
  )
  return { ...said, eventId: word.eventId, version: word.version, drill: false }
}

const told = (claim: Claim, words: readonly EventWord[]): Claim =>
  words.reduce(
    (before, word) => learn(before, { type: 'EventTold', word }, contextAt(before.lastAt)).claim ?? before,
    claim,
  )

const words = fc.array(fc.integer().map(wordOf), { maxLength: 8 })

/**
 * What rules read of the claim: the log's length, the ids of what was sent, what the customer was told last, and in which words the first of
 * several versions did without a survey are not.
 */
const essence = ({ emergencies, emergencyAdvance, clocks, stage, triage, documents }: Claim) => ({
  emergencies: { ...emergencies, told: undefined },
  offered: emergencyAdvance?.amountFen,
  triage: { ...triage, because: undefined },
  stage,
  documents,
  clocks: clocks.toSorted((a, b) => `${a.id} ${a.n}`.localeCompare(`${b.id} ${b.n}`)),
})

test('versions in any order and any number of times give the same claim', () => {
  const shuffled = words.chain((some) =>
    fc.tuple(fc.constant(some), fc.shuffledSubarray([...some, ...some], { minLength: some.length * 2 })),
  )
  fc.assert(
    fc.property(fc.constantFrom(...beginnings.keys()), shuffled, (status, [some, mixed]) => {
      const claim = beginnings.get(status)
      if (claim === undefined) throw new Error(`no example of ${status}`)
      expect(essence(told(claim, mixed))).toEqual(essence(told(claim, some)))
    }),
    { numRuns: 300 },
  )
})

test('no clock falls due later, and none of the law’s changes, whatever is declared, regraded or ended', () => {
  fc.assert(
    fc.property(fc.constantFrom(...beginnings.keys()), words, (status, some) => {
      let claim = beginnings.get(status)
      for (const word of some) {
        if (claim === undefined) throw new Error(`no example of ${status}`)
        const after = told(claim, [word])
        const goesOn = after.stage.status !== claim.stage.status
        for (const clock of claim.clocks.filter(isOpen)) {
          const later = after.clocks.find(({ id, n }) => id === clock.id && n === clock.n)
          const mayMove = goesOn || clock.id === 'E1' || clock.id === 'E2'
          const latest = clock.state === 'running' ? clock.dueTarget : Infinity
          expect(later?.dueTarget).toBeLessThanOrEqual(latest)
          expect(mayMove ? clock : later).toEqual(clock)
        }
        claim = after
      }
    }),
    { numRuns: 300 },
  )
})
