import { describe, expect, test } from 'vitest'
import { person } from '../../test/claim-people.ts'
import { elsewhere, join, leave, storm, told } from '../../test/emergency-claims.ts'
import * as example from '../../test/example-claims.ts'
import { measuresOfGrade } from '../emergency/measures.ts'
import { MINUTE, startOfDay } from '../time.ts'
import { currentEvents, gradeOf, measuresOf } from './emergency.ts'

const ended = storm({ version: 3, state: 'ended' })
const multiplier = { times: 5, until: startOfDay('2026-03-20'), raisedBy: 'per_commander' }
const lifted = storm({ measures: { ...measuresOfGrade.I, multiplier } })

describe('a claim joined and taken out by hand', () => {
  test('#72 is joined although its loss lies outside, for a reason, and hears every later version', () => {
    const scene = example.received().when(join(elsewhere))
    scene.happens({ type: 'EventApplied', joins: 'by-hand', reasonTextId: 'txt_why' }, { type: 'AdvanceOffered' })
    expect(measuresOf(scene.standing()).contactHours).toBe(1)
    scene.when(join(elsewhere)).isRefused('EVENT_JOINED')
    const later = scene.learns(told({ ...elsewhere, version: 2, level: 'II', measures: measuresOfGrade.II }))
    expect(gradeOf(later.standing())).toBe('II')
  })

  test('#72 is taken out for a reason, keeps what was promised, and no version brings it back', () => {
    const scene = example.reviewing().learns(told(lifted)).when(leave)
    scene.happens({ type: 'EventLeft', eventId: 'emg_storm', reasonTextId: 'txt_why' })
    expect(currentEvents(scene.standing())).toEqual([])
    expect(measuresOf(scene.standing())).toMatchObject({ contactHours: 1, survey: 'sampled', multiplier: null })
    const again = scene.learns(told(storm({ version: 2 })))
    again.happens({ type: 'FactDisregarded', fact: 'EventTold', reference: 'emg_storm/2' })
    again.when(leave).isRefused('EVENT_NOT_JOINED')
    const back = again.when(join(storm({ version: 2 })))
    expect(gradeOf(back.standing())).toBe('I')
  })

  test('#72 of more events than are remembered those heard of longest ago are let go, never one it was taken out of', () => {
    // Their ids run against the order in which they are told.
    const others = Array.from({ length: 25 }, (_, n) => ({ ...elsewhere, eventId: `emg_${String(90 - n)}` }))
    const out = example.received().learns(told()).when(leave)
    const scene = others.reduce((before, word) => before.after(MINUTE).learns(told(word)), out)
    const known = scene.standing().emergencies?.events.map(({ eventId }) => eventId) ?? []
    const last = others.slice(-19).map(({ eventId }) => eventId)
    expect(known).toEqual([...last, 'emg_storm'].toSorted())
    scene.learns(told(storm({ version: 2 }))).happens({ type: 'FactDisregarded', fact: 'EventTold' })
  })

  test('#72 is joined to nothing that is unknown, ended, or an exercise', () => {
    const { word: _word, ...nameless } = join()
    example.received().when(nameless).isRefused('EVENT_UNKNOWN')
    example
      .received()
      .when({ ...join(), eventId: 'emg_other' })
      .isRefused('EVENT_UNKNOWN')
    example.received().when(join(ended)).isRefused('EVENT_ENDED')
    example
      .received()
      .when(join(storm({ drill: true })))
      .isRefused('EXERCISE_ONLY')
    example.received().when(leave).isRefused('EVENT_NOT_JOINED')
    example.received().when(join(), person('supervisor', 'per_claimant')).isRefused('OWN_CLAIM')
  })
})
