import { expect, test } from 'vitest'
import { monday } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import { epidemic, told } from '../../test/emergency-claims.ts'
import * as example from '../../test/example-claims.ts'
import type { EventWord } from '../emergency/event-word.ts'
import { DAY, HOUR, MINUTE } from '../time.ts'

/** A report that was taken so long before it was entered, and heard of the epidemic when it was. */
const entered = (ageMs: number, word: Partial<EventWord>): Scene =>
  given()
    .when({ ...example.reportClaim(), ageMs })
    .learns(told(epidemic(word)))

test('#72 the hour of the epidemic policy is counted from the report, though it was entered later', () => {
  const scene = entered(20 * MINUTE, { scopeSince: monday - DAY })
  expect(scene.clock('C21a')).toMatchObject({ startedAt: scene.now - 20 * MINUTE, dueTarget: scene.now + 40 * MINUTE })
})

test('#72 what was over when the report was entered is missed, and told at once', () => {
  const scene = entered(3 * HOUR, { scopeSince: monday - DAY })
  const clock = scene.clock('C21a')
  expect(clock).toMatchObject({ startedAt: scene.now - 3 * HOUR, dueTarget: scene.now - 2 * HOUR })
  expect(clock.escalations).toContainEqual({ level: 'due', at: scene.now })
})

test('#72 a declaration misses nothing: what was reported before it counts from when it is told', () => {
  for (const word of [{ scopeSince: monday - HOUR }, {}]) {
    const scene = entered(3 * HOUR, word)
    expect(scene.clock('C21a')).toMatchObject({ startedAt: scene.now, escalations: [] })
  }
})

test('#72 a zone that grows, or a version told again, misses nothing either', () => {
  const outside = entered(3 * HOUR, { scopeSince: monday - DAY, scope: { ...epidemic().scope, zones: ['41'] } })
  const grown = outside.learns(told(epidemic({ version: 2, scopeSince: monday - DAY })))
  expect(grown.clock('C21a')).toMatchObject({ startedAt: grown.now })
})
