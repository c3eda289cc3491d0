import { describe, expect, test } from 'vitest'

import { contextAt, monday } from '../../test/claim-people.ts'
import { given } from '../../test/claim-story.ts'
import type { Scene } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import type { Calendar } from '../clocks/calendar.ts'
import { china2024To2026 as china } from '../clocks/china-2024-2026.ts'
import { DAY, HOUR, dateOf, endOfDay } from '../time.ts'
import { countedBy } from './calendar.ts'
import { nextStep } from './next-step.ts'
import { fold } from './evolve.ts'

/** C06 of this claim ends on Saturday 4 April 2026 and rolls over Qingming, to Tuesday the 7th. */
const filed = (): Scene =>
  example
    .reported()
    .at(monday + 3 * DAY)
    .when(example.fileClaim())

const off: Calendar = { ...china, version: 'cn-off', edition: 2, offDays: [...china.offDays, '2026-04-07'] }
const worked: Calendar = { ...china, version: 'cn-worked', edition: 3, workDays: [...china.workDays, '2026-04-04'] }

const hears = (scene: Scene, calendar: Calendar): Scene => scene.learns({ type: 'CalendarPublished', calendar })

test('a claim that hears of a calendar applies it by an event with the clocks it changed', () => {
  const scene = hears(filed(), worked)
  given(scene).happens({ type: 'CalendarChanged', version: 'cn-worked' })
  const [event] = scene.latest
  // Every clock of days and years; those of hours have no calendar.
  const dated = ['C20', 'C03', 'C05', 'C06', 'C11', 'C23b'].map((id) => [id, 'cn-worked'])
  expect(event?.clocks?.map(({ id, calendarVersion }) => [id, calendarVersion])).toEqual(dated)
  expect(scene.standing()).toMatchObject({ calendar: worked, calendarsHeard: ['cn-worked'] })
})

test('once: the same version again makes no event', () => {
  const scene = hears(hears(filed(), worked), worked)
  expect(scene.latest).toEqual([])
})

test('however often it is told a version it has heard of or counts by, nothing is recorded', () => {
  const heard = hears(hears(filed(), off), worked)
  const countsBy = given(...filed().past)
  for (const [scene, version] of [
    [heard, off],
    [heard, worked],
    [countsBy, china],
  ] as const)
    expect(hears(hears(scene, version), version).latest).toEqual([])
})

test('an older version is recorded where it moves a date, and else nothing is', () => {
  const country = { ...china, version: 'cn-older', edition: 1 }
  expect(hears(hears(filed(), worked), country).latest).toEqual([])
  const earlier: Calendar = { ...worked, version: 'cn-earlier', edition: 1 }
  given(hears(hears(filed(), off), earlier)).happens({ type: 'CalendarChanged', version: 'cn-earlier' })
})

test('a newer version is recorded though it moves no date: the claim counts by it from then on', () => {
  const newer = { ...china, version: 'cn-newer', edition: 1 }
  const scene = hears(filed(), newer)
  given(scene).happens({ type: 'CalendarChanged', version: 'cn-newer' })
  expect(scene.clock('C06').dueLegal).toBe(filed().clock('C06').dueLegal)
  expect(countedBy(scene.standing(), contextAt(scene.now)).calendar).toBe(newer)
})

test('a date that was promised is kept where the new one is later', () => {
  const before = filed().clock('C06')
  const after = hears(filed(), off).clock('C06')
  expect([after.dueTarget, after.dueLegal]).toEqual([before.dueTarget, before.dueLegal])
})

test('and moves where the new one is earlier', () => {
  expect(dateOf(filed().clock('C06').dueLegal - 1)).toBe('2026-04-07')
  expect(dateOf(hears(filed(), worked).clock('C06').dueLegal - 1)).toBe('2026-04-04')
})

test('in any order of arrival it ends with the same clocks, counting by the version published last', () => {
  const [one, other] = [hears(hears(filed(), off), worked), hears(hears(filed(), worked), off)]
  expect(one.standing().clocks).toEqual(other.standing().clocks)
  expect([one, other].map((scene) => scene.standing().calendar?.version)).toEqual(['cn-worked', 'cn-worked'])
})

test('the claim counts by it from then on, also folded from its log and given the old one', () => {
  const scene = hears(filed(), worked)
  const again = fold(null, scene.past)
  expect(countedBy(again, contextAt(scene.now)).calendar).toBe(again.calendar)
  const asked = given(...scene.past).when(example.requestDocuments('medical-invoice'))
  expect(asked.when(example.supply('medical-invoice')).clock('C02').calendarVersion).toBe('cn-worked')
})

test('a run that is given a later version than the claim was told of counts by the later', () => {
  const claim = hears(filed(), off).standing()
  expect(countedBy(claim, { ...contextAt(monday), calendar: worked }).calendar).toBe(worked)
})

test('a claim that began under the version has nothing to apply', () => {
  const claim = hears(filed(), worked).standing()
  const { calendar: _calendar, calendarsHeard: _heard, ...fresh } = claim
  expect(countedBy(fresh, { ...contextAt(monday), calendar: worked }).calendar).toBe(worked)
})

describe('time passes first', () => {
  test('what was due by the old calendar has happened before the new one is heard of', () => {
    const due = filed().clock('C02').dueTarget
    const scene = hears(filed().at(due + 1), worked)
    const types = scene.latest.map(({ type }) => type)
    expect(types.at(-1)).toBe('CalendarChanged')
    expect(types.filter((type) => type === 'ClockEscalated').length).toBeGreaterThan(0)
  })

  test('what is due by the new one already happens at once', () => {
    const { dueTarget } = filed().clock('C06')
    const before = filed().passes(dueTarget + HOUR)
    expect(before.clock('C06').state).toBe('running')
    const scene = hears(before, worked)
    given(scene).happens({ type: 'CalendarChanged' }, { type: 'ClockEscalated', clock: 'C06', level: 'breach' })
    expect(scene.clock('C06')).toMatchObject({ state: 'breached', dueLegal: dueTarget })
  })
})

test('a claim of a province with days of its own counts by them, any other by those of the country', () => {
  const provincial = [{ branchPrefix: '45', offDays: ['2026-04-20'], source: 'a notice' }]
  const published: Calendar = { ...worked, version: 'cn-provinces', edition: 4, provincial }
  const rests = (branch: string): boolean => {
    const claim = hears(example.received({ report: { branch } }), published).standing()
    return countedBy(claim, contextAt(monday)).calendar.offDays.includes('2026-04-20')
  }
  expect([rests('450100'), rests('310000')]).toEqual([true, false])
})

test('the timer is set by the calendar the claim was told of: late is a working day later by that', () => {
  const told = hears(filed(), off)
  const breached = told.passes(told.clock('C06').dueLegal)
  const step = nextStep(breached.standing(), contextAt(breached.now))
  expect(step).toMatchObject({
    kind: 'go-on',
    wait: { at: endOfDay('2026-04-08'), summary: expect.stringMatching(/^C06 .*: late$/) as string },
  })
})
