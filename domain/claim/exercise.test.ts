import { expect, test } from 'vitest'
import { contextAt } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import { elsewhere, storm, told } from '../../test/emergency-claims.ts'
import * as example from '../../test/example-claims.ts'
import { DAY } from '../time.ts'
import { isOfExercise } from './emergency.ts'
import { nextStep } from './next-step.ts'
import type { Claim } from './state.ts'

const drill = storm({ eventId: 'emg_a', drill: true })
const forTesting = { report: { isTest: true } }

/** What the claim asks of the bank, a day later too. */
const asks = (scene: Scene): readonly string[] => asksOf(scene.standing(), scene.now)

function asksOf(claim: Claim, now: number): readonly string[] {
  const steps = [now, now + DAY].map((at) => nextStep(claim, contextAt(at)))
  const kinds = steps.flatMap((step) => (step.kind === 'finish' ? [] : step.effects.map(({ kind }) => kind)))
  return [...new Set(kinds.filter((kind) => kind.endsWith('-payment')))]
}

test('#72 what was approved before the word of an exercise came is not prepared, and what was cleared not sent', () => {
  const approved = example.paymentApproved(forTesting)
  const cleared = approved.learns(example.bankSays('never-seen'))
  expect([asks(approved), asks(cleared)]).toEqual([['prepare-payment'], ['send-payment']])
  for (const scene of [approved, cleared]) {
    const exercised = scene.learns(told(drill))
    expect(exercised.latest.map(({ type }) => type)).toContain('EventApplied')
    expect(asks(exercised)).toEqual([])
  }
})

test('#72 what an exercise found on its way is asked for, and what comes back is not sent again', () => {
  const unknown = example.paymentApproved(forTesting).learns(example.bankSays('no-answer')).learns(told(drill))
  expect(asks(unknown)).toEqual(['query-payment'])
  expect(asks(unknown.learns(example.bankSays('never-seen')))).toEqual([])
})

test('#72 a claim that was in an exercise pays nobody however many events it hears of afterwards', () => {
  const over = storm({ ...drill, version: 2, state: 'ended' })
  const others = Array.from({ length: 30 }, (_, n) => ({ ...elsewhere, eventId: `emg_b${n}` }))
  const approved = example.paymentApproved(forTesting)
  const later = [drill, over, ...others].reduce((scene, word) => scene.learns(told(word)), approved)
  expect(isOfExercise(later.standing())).toBe(true)
  expect(asks(later)).toEqual([])
  // By rules of before, a claim lets go of an exercise as of any other event.
  const old = { claim: { ...approved.standing(), rules: 2 }, now: approved.now, past: [], latest: [], refusal: null }
  const letGo = [drill, over, ...others].reduce((scene, word) => scene.learns(told(word)), given(old))
  expect(isOfExercise(letGo.standing())).toBe(false)
})

test('#72 by rules of before, the claim asks as it did, and whoever would send looks into the log', () => {
  const exercised = example.paymentApproved(forTesting).learns(told(drill))
  expect(asksOf({ ...exercised.standing(), rules: 2 }, exercised.now)).toEqual(['prepare-payment'])
})
