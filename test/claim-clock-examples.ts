import { expect, test } from 'vitest'
import type { ClaimCommand } from '../domain/claim/commands.ts'
import type { Clock, ClockId } from '../domain/clocks/clock.ts'
import { DAY, HOUR } from '../domain/time.ts'
import { monday, person } from './claim-people.ts'
import type { Scene } from './claim-story.ts'
import { given } from './claim-story.ts'
import type { Example } from './example-claims.ts'
import * as example from './example-claims.ts'

const { deliver, received, reviewing } = example

/** Under the policy that gives a line its clocks. */
export const of = (line: 'motor-compulsory' | 'critical-illness' | 'life' | 'liability' | 'accident'): Example => ({
  report: { line },
  policy: { line, effectiveFrom: '2020-01-01' },
})
export const motor = of('motor-compulsory')
/** Promised to be paid in one day: a listed disease, found for the first time. */
export const illness: Example = { ...of('critical-illness'), diagnosis: example.firstDiagnosis }
export const group: Example = { policy: { group: true } }

export const withdraw: ClaimCommand = { type: 'WithdrawClaim', identityChecked: true, reasonTextId: 'txt' }
export const accept: ClaimCommand = { type: 'AcceptClaim' }
export const reopen = (to: 'received' | 'assessing'): ClaimCommand => ({
  type: 'ReopenClaim',
  reason: 'new-evidence',
  noteTextId: 'txt',
  to,
})

/** Asked for the photos, the notice proven delivered. */
export const asked = (scene: Scene): Scene =>
  deliver(given(scene).when(example.requestDocuments('photos')), 'correction')
export const askedAfterAcceptance = (): Scene => asked(reviewing())
export const supplied = (scene: Scene): Scene => scene.after(DAY).when(example.supply('photos'))
export const complex = (scene: Scene): Scene =>
  scene.and({ type: 'ProposeComplexity', reasonTextId: 'txt' }, { type: 'ConfirmComplexity' })
export const receivedAt = monday + HOUR

export type Row = readonly [clock: ClockId, cell: string, scene: () => Scene, expected: (now: number) => Partial<Clock>]

export function answered(): Scene {
  return example.feedback(3).when({ type: 'AnswerFeedback', textId: 'txt' })
}

export function asleepInReview(): Scene {
  const told = deliver(given(reviewing()).after(HOUR), 'acceptance')
  return asked(told).passes(told.now + 40 * DAY)
}

export function acceptedWithout(what: Example): Scene {
  const scene = deliver(received(what).when(example.requestDispensable), 'correction')
  return scene.passes(scene.clock('C14').dueTarget)
}

export function secondList(): Scene {
  const list = { ...example.requestDocuments('medical-record'), reasonTextId: 'txt' }
  const again = supplied(askedAfterAcceptance()).after(HOUR).when(list, person('supervisor'))
  return deliver(again, 'correction')
}

/** One named sentence per cell: how the clock stands at the claim's last event. */
export function proves(rows: readonly Row[]): void {
  test.each(rows)('%s %s', (id, _row, begin, expected) => {
    const scene = begin()
    expect(scene.clock(id)).toMatchObject(expected(scene.standing().lastAt))
  })
}

export const clocksOf = (scene: Scene): readonly ClockId[] => scene.standing().clocks.map(({ id }) => id)
