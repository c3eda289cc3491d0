import { expect, test } from 'vitest'

import { declareStorm, openScene, reportStorm, stormAt } from '../../test/example-emergency.ts'
import type { Instant } from '../time.ts'
import { DAY, HOUR, endOfDay } from '../time.ts'
import { factsOf } from './event-facts.ts'
import type { ResponseEntry } from './response-state.ts'
import { foldResponse } from './response-state.ts'
import { targetsOf } from './targets.ts'

const event = factsOf(openScene().ask(reportStorm).ask(declareStorm).past)
const by = 'per_commander'

const assigned = (dueOn: string, at: Instant): ResponseEntry => ({
  type: 'LessonAssigned',
  at,
  by,
  n: 1,
  ownerId: 'per_owner',
  dueOn,
})
const noted: ResponseEntry = { type: 'LessonNoted', at: stormAt, by, n: 1, textId: 'txt_1' }
const done = (at: Instant): ResponseEntry => ({ type: 'LessonDone', at, by, n: 1 })

const lessonAt = (now: Instant, ...entries: readonly ResponseEntry[]) =>
  targetsOf({ response: foldResponse([noted, ...entries]), event, counted: [], now }).filter(
    ({ target }) => target === 'lesson/1',
  )

const first = assigned('2026-08-01', stormAt)
const over = endOfDay('2026-08-01')

test('a lesson whose day was over when it was given a later one stays missed, by the day it was missed by', () => {
  const later = assigned('2026-09-01', over + HOUR)
  const missed = { state: 'missed', dueAt: over }
  expect(lessonAt(over + DAY, first, later)).toMatchObject([{ ...missed, doneAt: null }])
  expect(lessonAt(over + 3 * DAY, first, later, done(over + 2 * DAY))).toMatchObject([
    { ...missed, doneAt: over + 2 * DAY },
  ])
  const again = assigned('2026-10-01', endOfDay('2026-09-01') + HOUR)
  expect(lessonAt(endOfDay('2026-09-02'), first, later, again)).toMatchObject([missed])
})

test('a lesson that was given a later day while it had time has missed nothing', () => {
  const later = assigned('2026-09-01', over)
  expect(lessonAt(over + DAY, first, later)).toMatchObject([{ state: 'open', dueAt: endOfDay('2026-09-01') }])
  expect(lessonAt(over + DAY, first, later, done(over + HOUR))).toMatchObject([{ state: 'met' }])
})
