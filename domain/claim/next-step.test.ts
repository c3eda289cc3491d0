import { expect, test } from 'vitest'
import { contextAt } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { DAY, HOUR } from '../time.ts'
import type { Effect } from './next-step.ts'
import { nextStep } from './next-step.ts'

const stepOf = (scene: Scene): ReturnType<typeof nextStep> => nextStep(scene.standing(), contextAt(scene.now))

function effectsOf(scene: Scene): readonly Effect[] {
  const step = stepOf(scene)
  return step.kind === 'finish' ? [] : step.effects
}

const keysOf = (scene: Scene): readonly string[] => effectsOf(scene).map(({ key }) => key)

test('a report looks up its policy on the day of the event, looks for a copy and tells its reporter what to do', () => {
  expect(effectsOf(example.reported({ policy: 'pending' }))).toMatchObject([
    { key: 'policy', kind: 'look-up-policy', on: '2026-02-27' },
    { key: 'duplicate-2026-03-02', kind: 'find-duplicate' },
    { key: 'notice-1', kind: 'send-notice', notice: { kind: 'guidance' } },
  ])
})

test('what was done is not asked for again', () => {
  const scene = given(example.reported()).learns({ type: 'NoticeSentOut', n: 1, messageId: 'msg_1' })
  // That a copy was looked for leaves no event: whoever carries it out knows.
  expect(keysOf(scene)).toEqual(['duplicate-2026-03-02'])
})

test('the same claim asks for the same under the same keys, whoever asks and whenever', () => {
  for (const begin of Object.values(example.exampleOf)) {
    const scene = begin()
    const later = nextStep(structuredClone(scene.standing()), contextAt(scene.now + 1))
    expect(later.kind === 'finish' ? [] : later.effects.map(({ key }) => key)).toEqual(keysOf(scene))
  }
})

test('a claim waits for its earliest deadline, in words for the timer', () => {
  const scene = example.received({ policy: 'pending' })
  expect(stepOf(scene)).toMatchObject({
    wait: { at: scene.now + 19.2 * HOUR, summary: 'C01 preliminary review of what was filed: at-risk' },
  })
})

test('a claim that waits for people only, and whose lateness was told to the last level, has no timer', () => {
  const payment = 'C10 payment after the agreement, to each payee: at-risk'
  expect(stepOf(example.agreed())).toMatchObject({ wait: { summary: payment } })
  expect(stepOf(given(example.agreed()).passes(example.agreed().now + 90 * DAY))).toMatchObject({ wait: null })
})

test('a bank that is to be asked again is waited for, and never in the past', () => {
  const unknown = given(example.paymentApproved()).learns(example.bankSays('no-answer'))
  const queryAt = unknown.standing().payments[0]?.queryAt ?? 0
  expect(stepOf(unknown)).toMatchObject({
    effects: expect.not.arrayContaining([{ kind: 'query-payment' }]),
    wait: { at: queryAt },
  })
  const due = nextStep(unknown.standing(), contextAt(queryAt))
  expect(due.kind === 'go-on' && due.wait !== null && due.wait.at > queryAt).toBe(true)
})

test('the payment goes to the bank with the person who let it go', () => {
  expect(effectsOf(example.paymentApproved()).at(-1)).toMatchObject({
    key: 'payment-1-prepare',
    kind: 'prepare-payment',
    approvedBy: 'per_payment-checker',
  })
})

test('a dormant claim stays, without a deadline but the advance the law knows no pause for', () => {
  const advance = 'C11 day 45: the provable minimum'
  expect(stepOf(example.dormant())).toMatchObject({ wait: { summary: advance } })
  const step = stepOf(given(example.dormant()).passes(example.dormant().now + 90 * DAY))
  expect(step).toMatchObject({ kind: 'go-on', wait: null })
  given(example.dormant())
    .passes(example.dormant().now + 3_000 * DAY)
    .stands('dormant')
})
