import { expect, test } from 'vitest'
import { monday } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { answered, asleepInReview, illness, motor, of, withdraw } from '../../test/claim-clock-examples.ts'
import type { Clock } from '../clocks/clock.ts'
import { DAY } from '../time.ts'

const { deliver, received } = example

const ends: readonly (readonly [end: string, scene: () => Scene, open: readonly string[]])[] = [
  ['denied', example.denied, ['C23b running']],
  ['denied, compulsory motor', () => example.denied(motor), ['C23b running']],
  ['declined', example.declined, ['C23b running']],
  ['declined, compulsory motor', () => example.declined(motor), ['C23b running']],
  ['declined, critical illness', () => example.declined(illness), ['C23b running']],
  ['withdrawn', () => given(example.agreed()).when(withdraw), ['C23b running']],
  ['withdrawn, life', () => received(of('life')).when(withdraw), ['C23a running']],
  ['cancelled', example.cancelled, []],
  ['closed', example.closed, ['C23b running']],
  ['closed after an answer', () => answered(), ['C23b running']],
  ['closed, critical illness', () => example.closed(illness), ['C23b running']],
  ['closed, compulsory motor', () => example.closed(motor), ['C23b running']],
  ['dormant', example.dormant, ['C03 paused', 'C05 paused', 'C06 paused', 'C11 running', 'C23b running']],
  [
    'dormant after acceptance',
    asleepInReview,
    ['C03 paused', 'C05 paused', 'C06 paused', 'C11 running', 'C12 paused', 'C23b running', 'T-lane paused'],
  ],
  ['dormant, never filed', () => deliver(example.reported(), 'guidance').passes(monday + 70 * DAY), ['C23b running']],
]

test.each(ends)('nothing runs on a claim that is %s but what its row names', (_end, begin, open) => {
  const running = begin()
    .standing()
    .clocks.filter(({ endedAt }) => endedAt === undefined)
  expect(running.map(({ id, state }) => `${id} ${state}`).toSorted()).toEqual(open)
})

test('each clock of each example ends at most once, and what ended stays as it ended', () => {
  for (const begin of Object.values(example.exampleOf)) {
    const ended = new Map<string, Clock>()
    for (const clock of begin().past.flatMap(({ clocks = [] }) => clocks)) {
      const key = `${clock.id} ${clock.n}`
      expect(ended.get(key)).toBeUndefined()
      if (clock.endedAt !== undefined) ended.set(key, clock)
    }
  }
})
