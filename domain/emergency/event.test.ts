import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  aWeekLater,
  commander,
  declareStorm,
  declared,
  endStorm,
  openScene,
  regrade,
  reportStorm,
  stormAt,
  stormId,
  stormScope,
} from '../../test/example-emergency.ts'
import type { EventScene } from '../../test/example-emergency.ts'
import { isDivision } from './divisions.ts'
import type { AskedMeasures, EventCommand } from './event-commands.ts'
import { foldEmergency } from './event-evolve.ts'
import { eventLevels } from './grades.ts'
import { gradingTable, proposedLevel } from './grading.ts'
import { measuresOfGrade, multiplierCap } from './measures.ts'

const setMeasures = (measures: AskedMeasures): EventCommand => ({
  type: 'SetMeasures',
  measures,
  reasonId: 'txt_reason',
})

test('an incident is watched, declared, regraded, ended and reviewed, and each change raises what claims are told', () => {
  const watched = openScene().ask(reportStorm)
  expect(watched.emergency).toMatchObject({ status: 'watch', word: null, knownAt: stormAt, version: 1 })
  const storm = watched.ask(declareStorm)
  expect(storm.emergency).toMatchObject({ status: 'declared', level: 'I', proposedLevel: 'I' })
  expect(storm.emergency?.word).toEqual({
    eventId: stormId,
    version: 1,
    scopeSince: storm.emergency?.declaredAt,
    state: 'active',
    kind: 'natural-disaster',
    level: 'I',
    scope: stormScope,
    measures: measuresOfGrade.I,
    drill: false,
  })
  const lower = storm.ask(regrade('II'))
  expect(lower.emergency?.word).toMatchObject({ version: 2, level: 'II', measures: measuresOfGrade.II })
  const ended = lower.ask(endStorm)
  expect(ended.emergency).toMatchObject({ status: 'ended', word: { version: 3, state: 'ended', level: 'II' } })
  const reviewed = ended.ask({ type: 'ReviewEvent', summaryId: 'txt_summary' })
  expect(reviewed.emergency).toMatchObject({ status: 'reviewed', word: { version: 3 } })
})

test('a watch that comes to nothing ends without any claim being told', () => {
  expect(openScene().ask(reportStorm).ask(endStorm).emergency).toMatchObject({ status: 'ended', word: null })
})

test('the first listing of its claims makes a declared event active, and one of an older version says nothing', () => {
  const storm = declared().ask(regrade('II'))
  const listing = (wordVersion: number, round: number) =>
    ({
      type: 'ClaimsListed',
      wordVersion,
      round,
      claims: 7,
      at: stormAt,
      by: { id: 'system', role: 'system' },
    }) as const
  const late = foldEmergency(storm.emergency, [listing(1, 2)])
  expect(late).toMatchObject({ status: 'declared', listed: [] })
  const active = foldEmergency(late, [listing(2, 1), listing(2, 1), listing(2, 2)])
  expect(active).toMatchObject({
    status: 'active',
    listed: [
      { round: 1, claims: 7 },
      { round: 2, claims: 7 },
    ],
  })
})

test.each(gradingTable)('one figure is enough for level $level, a fen less is not', ({ level, ...figures }) => {
  for (const [name, figure] of Object.entries(figures)) {
    expect(proposedLevel({ [name]: figure })).toBe(level)
    expect(proposedLevel({ [name]: figure - 1 })).not.toBe(level)
  }
})

test('zones are matched by the beginning of the code, whatever zeros it was written with', () => {
  const scope = { ...stormScope, zones: ['410000', '420100'] }
  expect(
    openScene()
      .ask(reportStorm)
      .ask({ ...declareStorm, scope }).emergency?.word?.scope.zones,
  ).toEqual(['41', '4201'])
})

test.each(['99', '4199', '990000', '410', '4101051', '', 'ab', '37120'])('the division %j is unknown', (code) => {
  expect(isDivision(code)).toBe(false)
})

test('public health is contacted in an hour and settled in a working day at any level', () => {
  const epidemic = { ...declareStorm, kind: 'public-health', level: 'III' } as const
  const { emergency } = openScene().ask(reportStorm).ask(epidemic)
  expect(emergency?.word?.measures).toEqual({ ...measuresOfGrade.III, contactHours: 1, settleWorkingDays: 1 })
})

test('a new level brings its own defaults; what should differ from them is named again', () => {
  const multiplier = { times: 5, until: aWeekLater }
  const lifted = declared().ask(setMeasures({ multiplier, contactHours: 2 }))
  expect(lifted.emergency?.word?.measures).toEqual({
    ...measuresOfGrade.I,
    contactHours: 2,
    multiplier: { ...multiplier, raisedBy: commander.id },
  })
  expect(lifted.ask(regrade('II')).emergency?.word?.measures).toEqual(measuresOfGrade.II)
})

const scope = (change: object): EventCommand => ({ ...declareStorm, scope: { ...stormScope, ...change } })
const watched = openScene().ask(reportStorm)

describe('refused, with the field at fault and nothing changed:', () => {
  const past = stormAt - 1
  test.each<[string, EventScene, EventCommand, string, string | undefined]>([
    ['a division nobody knows', watched, scope({ zones: ['41', '4299'] }), 'DIVISION_UNKNOWN', '/scope/zones/1'],
    ['a division in another', watched, scope({ zones: ['4101', '41'] }), 'DIVISION_TWICE', '/scope/zones/0'],
    ['no zone', watched, scope({ zones: [] }), 'SCOPE_EMPTY', '/scope/zones'],
    ['no peril', watched, scope({ causes: [] }), 'SCOPE_EMPTY', '/scope/causes'],
    ['a window backwards', watched, scope({ to: '2026-07-01' }), 'WINDOW_BACKWARDS', '/scope/to'],
    ['a level without basis', watched, { ...declareStorm, estimate: {} }, 'LEVEL_WITHOUT_BASIS', '/estimate'],
    [
      'a level with figures of nothing',
      watched,
      { ...declareStorm, estimate: { lossFen: 0 } },
      'LEVEL_WITHOUT_BASIS',
      '/estimate',
    ],
    [
      'a level below the regulator’s',
      watched,
      { ...declareStorm, level: 'III', regulatorLevel: 'II' },
      'LEVEL_BELOW_REGULATOR',
      '/level',
    ],
    ['an end before the start', declared(), { ...endStorm, endedAt: past }, 'END_BEFORE_START', '/endedAt'],
    ['an end that lies ahead', declared(), { ...endStorm, endedAt: aWeekLater }, 'EVENT_IN_THE_FUTURE', '/endedAt'],
    [
      'a multiplier above the cap',
      declared(),
      setMeasures({ multiplier: { times: 6, until: aWeekLater } }),
      'MULTIPLIER_ABOVE_CAP',
      '/measures/multiplier/times',
    ],
    [
      'a multiplier at level III',
      declared().ask(regrade('III')),
      setMeasures({ multiplier: { times: 2, until: aWeekLater } }),
      'MULTIPLIER_ABOVE_CAP',
      '/measures/multiplier/times',
    ],
    [
      'a multiplier without end',
      declared(),
      setMeasures({ multiplier: { times: 2, until: null } }),
      'MULTIPLIER_WITHOUT_END',
      '/measures/multiplier/until',
    ],
    [
      'a multiplier that is over',
      declared(),
      setMeasures({ multiplier: { times: 2, until: past } }),
      'MULTIPLIER_WITHOUT_END',
      '/measures/multiplier/until',
    ],
    [
      'an identity waived',
      declared(),
      setMeasures({ waivedDocuments: ['photos', 'identity'] }),
      'MEASURE_NEVER_CHANGED',
      '/measures/waivedDocuments/1',
    ],
    [
      'an account waived',
      declared(),
      setMeasures({ waivedDocuments: ['bank-account'] }),
      'MEASURE_NEVER_CHANGED',
      '/measures/waivedDocuments/0',
    ],
    [
      'contact later than the norm',
      declared(),
      setMeasures({ contactHours: 25 }),
      'MEASURE_RANGE',
      '/measures/contactHours',
    ],
    [
      'more than all prepaid',
      declared(),
      setMeasures({ prepayment: { how: 'computed', sharePercent: 101 } }),
      'MEASURE_RANGE',
      '/measures/prepayment/sharePercent',
    ],
    ['declared twice', declared(), declareStorm, 'EVENT_STATUS', undefined],
    ['a level before the declaration', watched, regrade('I'), 'EVENT_STATUS', undefined],
    [
      'an incident that lies ahead',
      openScene(),
      { ...reportStorm, incident: { ...reportStorm.incident, happenedAt: aWeekLater } },
      'EVENT_IN_THE_FUTURE',
      '/happenedAt',
    ],
    [
      'an incident nowhere',
      openScene(),
      { ...reportStorm, incident: { ...reportStorm.incident, zones: ['00'] } },
      'DIVISION_UNKNOWN',
      '/zones/0',
    ],
  ])('%s', (_name, scene, command, code, field) => {
    const { field: at, ...refusal } = scene.refusal(command)
    expect({ ...refusal, at }).toMatchObject({ code, status: scene.emergency?.status ?? 'none' })
    expect(at).toBe(field)
  })

  test.each([{ contactHours: 2 }, { settleWorkingDays: null }])('longer than the epidemic policy: %j', (measures) => {
    const epidemic = watched.ask({ ...declareStorm, kind: 'public-health' })
    expect(epidemic.refusal(setMeasures(measures))).toMatchObject({ code: 'MEASURE_RANGE' })
  })

  test('a multiplier nobody raised by name', () => {
    const asked = setMeasures({ multiplier: { times: 2, until: aWeekLater } })
    const actor = { ...commander, id: '' }
    expect(declared().refusal(asked, { actor })).toMatchObject({ code: 'MULTIPLIER_WITHOUT_NAME' })
  })

  test.each([declareStorm, endStorm])('$type by who has a claim of his own in the scope', (command) => {
    const scene = openScene().ask(reportStorm)
    expect(scene.refusal(command, { ownClaimInScope: true })).toMatchObject({ code: 'EVENT_OWN_CLAIM' })
  })

  test('whoever is no commander, and a version that was replaced', () => {
    const actor = { id: 'per_head', role: 'head-office' } as const
    expect(declared().refusal(endStorm, { actor })).toMatchObject({
      code: 'EVENT_ROLE',
      whoMay: ['emergency-commander'],
    })
    expect(declared().refusal(endStorm, { expectedVersion: 1 })).toMatchObject({ code: 'EVENT_CHANGED' })
  })

  test('the system, but for a drill that is due', () => {
    const actor = { id: 'system', role: 'system' } as const
    expect(openScene().refusal(reportStorm, { actor })).toMatchObject({ code: 'EVENT_ROLE' })
    expect(declared().refusal(endStorm, { actor })).toMatchObject({ code: 'EVENT_ROLE' })
    expect(openScene().ask({ ...reportStorm, drill: true }, { actor }).emergency).toMatchObject({
      status: 'watch',
      drill: true,
    })
  })

  test('a review while a lesson has no owner', () => {
    const review: EventCommand = { type: 'ReviewEvent', summaryId: 'txt_summary' }
    const refusal = declared().ask(endStorm).refusal(review, { lessonsWithoutOwner: 2 })
    expect(refusal).toMatchObject({ code: 'LESSON_WITHOUT_OWNER', status: 'ended' })
  })
})

test('whatever is asked in whatever order: versions rise by one, the multiplier keeps to its cap, JSON gives the same', () => {
  const level = fc.constantFrom(...eventLevels)
  const command = fc.oneof(
    level.map(regrade),
    level.map((one) => ({ ...declareStorm, level: one })),
    fc.constant(endStorm),
    fc.integer({ min: 0, max: 7 }).map((times) => setMeasures({ multiplier: { times, until: aWeekLater } })),
    fc.constant({ type: 'SetZone', scope: { ...stormScope, zones: ['41'] }, reasonId: 'txt_reason' } as const),
    fc.constant({ type: 'ReviewEvent', summaryId: 'txt_summary' } as const),
  )
  fc.assert(
    fc.property(fc.array(command, { maxLength: 20 }), (commands) => {
      const end = commands.reduce((scene, asked) => {
        try {
          return scene.ask(asked)
        } catch {
          return scene
        }
      }, watched)
      const words = end.past.flatMap((event) => ('word' in event && event.word !== null ? [event.word] : []))
      expect(words.map(({ version }) => version)).toEqual(words.map((_, index) => index + 1))
      for (const { level: at, measures } of words) {
        expect(measures.multiplier?.times ?? 1).toBeLessThanOrEqual(multiplierCap[at])
      }
      expect(JSON.parse(JSON.stringify(end.emergency))).toEqual(end.emergency)
    }),
  )
})
