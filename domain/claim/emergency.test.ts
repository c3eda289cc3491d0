import { describe, expect, test } from 'vitest'
import { contextAt, person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import { elsewhere, epidemic, hardship, spoken, storm, told } from '../../test/emergency-claims.ts'
import * as example from '../../test/example-claims.ts'
import { measuresOfGrade, normal } from '../emergency/measures.ts'
import { DAY, HOUR, endOfDay, startOfDay } from '../time.ts'
import { currentEvents, gradeOf, measuresOf, multipliersOf } from './emergency.ts'
import { nextActions } from './next-actions.ts'
import { nextStep } from './next-step.ts'
import type { ClaimStatus } from './state.ts'
import { summarise } from './summary.ts'

const levelThree = storm({ version: 2, level: 'III', measures: measuresOfGrade.III })
const ended = storm({ version: 3, state: 'ended' })
const quake = storm({ eventId: 'emg_quake', level: 'II', measures: measuresOfGrade.II })
const multiplier = { times: 5, until: startOfDay('2026-03-20'), raisedBy: 'per_commander' }
const lifted = storm({ measures: { ...measuresOfGrade.I, multiplier } })

/** The medical record is asked for, which level I and II waive. */
const awaitingRecord = (): Scene =>
  example.deliver(example.received().after(HOUR).when(example.requestDocuments('medical-record')), 'correction')

/** It was never sent, and both reminders arrived. */
function sleeping(): Scene {
  const asked = awaitingRecord()
  const reminded = [8, 12].reduce(
    (scene, days) => example.deliver(scene.passes(asked.now + days * DAY), 'supplement-reminder'),
    asked,
  )
  return reminded.passes(asked.clock('C14').dueTarget).stands('dormant')
}

const noticesTo = (scene: Scene, audience: string) =>
  scene.latest.flatMap(({ notices = [] }) => notices).filter((notice) => notice.audience === audience)

describe('a version of an event', () => {
  test('#72 is applied once by a claim in its scope, and what is outside keeps it in mind only', () => {
    const scene = example.received().learns(told())
    scene.happens({ type: 'EventApplied', joins: 'by-scope' }, { type: 'AdvanceOffered' })
    expect(currentEvents(scene.standing()).map(({ eventId }) => eventId)).toEqual(['emg_storm'])
    expect(gradeOf(scene.standing())).toBe('I')
    expect(scene.learns(told()).latest).toEqual([])
    const outside = example.received().learns(told(elsewhere))
    outside.happens({ type: 'EventApplied', joins: 'not' })
    expect(measuresOf(outside.standing())).toEqual(normal)
    expect(outside.latest.flatMap(({ notices = [], clocks = [] }) => [...notices, ...clocks])).toEqual([])
  })

  test('#72 changes no status by itself, and no clock of the law, wherever the claim stands', () => {
    for (const status of Object.keys(example.exampleOf) as ClaimStatus[]) {
      const before = example.exampleOf[status]()
      // A higher level may do without a survey, and with that the claim goes on.
      const after = before.learns(told(levelThree)).stands(status)
      const others = (scene: Scene) => scene.standing().clocks.filter(({ id }) => id !== 'E1' && id !== 'E2')
      // The state may let go of one that ended and has begun anew since; none is another than before.
      expect(others(before)).toEqual(expect.arrayContaining([...others(after)]))
      expect(after.latest.map(({ type }) => type)).toEqual(['EventApplied'])
    }
  })

  test('#72 reaches claims for testing only where it is an exercise, and writes to no customer', () => {
    const drill = storm({ drill: true })
    example.received().learns(told(drill)).happens({ type: 'FactDisregarded', fact: 'EventTold' })
    const tried = example.received({ report: { isTest: true } }).learns(told(drill))
    tried.happens({ type: 'EventApplied' }, { type: 'AdvanceOffered' })
    expect(noticesTo(tried, 'claimant')).toEqual([])
    expect(noticesTo(tried, 'intake-clerk')).toMatchObject([{ facts: { exercise: 1 } }, { facts: { exercise: 1 } }])
  })

  test('#72 is told to the customer once: a regrading that brings nothing sends nothing', () => {
    const scene = example.received().learns(told())
    const facts = { event: 'natural-disaster', contactHours: 1, settleWorkingDays: 1, waived: 2, prepayPercent: 50 }
    expect(noticesTo(scene, 'claimant')).toMatchObject([{ kind: 'emergency', facts }, { kind: 'prepayment-offer' }])
    expect(noticesTo(scene.learns(told(levelThree)), 'claimant')).toEqual([])
    expect(noticesTo(example.closed().learns(told()), 'claimant')).toEqual([])
  })

  test('#72 is shown to operators, and what it offers to the customer', () => {
    const claim = example.received().learns(told()).standing()
    expect(summarise(claim, contextAt(claim.lastAt)).emergencyEvents).toEqual(['emg_storm'])
    expect(nextActions(claim).offers).toEqual(['prepayment', 'psychological-support'])
    expect(nextActions(claim).missing).not.toContain('document medical-record')
    expect(nextActions(example.received().standing()).offers).toBeUndefined()
  })
})

describe('the targets of an event', () => {
  test('#72 first contact is due by the level from the version’s application, by whoever has the claim', () => {
    const scene = example
      .received()
      .after(2 * HOUR)
      .learns(told())
    expect(scene.clock('E1')).toMatchObject({ startedAt: scene.now, dueTarget: scene.now + HOUR, state: 'running' })
    expect(noticesTo(scene, 'intake-clerk')[0]).toMatchObject({ facts: { task: 'event: speak with the customer' } })
    expect(scene.when(spoken).clock('E1').state).toBe('met')
    scene.when(spoken).when(spoken).isRefused('CONTACT_KNOWN')
    const late = scene.passes(scene.now + 2 * HOUR)
    expect(late.clock('E1').escalations.map(({ level }) => level)).toEqual(['at-risk', 'due'])
    expect(late.when(spoken).clock('E1').state).toBe('met')
  })

  test('#72 nobody is called twice: who was spoken with before is not owed a first contact', () => {
    const scene = example.received().when(spoken).learns(told())
    expect(scene.standing().clocks.filter(({ id }) => id === 'E1')).toEqual([])
  })

  test('#72 settling is due from the complete documents or from the application, whichever is later', () => {
    const running = example
      .reviewing()
      .after(5 * DAY)
      .learns(told())
    expect(running.clock('E2')).toMatchObject({ startedAt: running.now, dueTarget: endOfDay('2026-03-09') })
    const waiting = example.received().learns(told())
    expect(waiting.standing().clocks.filter(({ id }) => id === 'E2')).toEqual([])
    const accepted = waiting.after(5 * HOUR).when({ type: 'AcceptClaim' })
    expect(accepted.clock('E2').startedAt).toBe(waiting.now)
    expect(example.settle(example.paymentApproved().learns(told())).clock('E2').state).toBe('met')
  })

  test('#72 a target of settling ends where nothing is owed, and waits for what is asked for again', () => {
    const refused = example.deliver(example.decided('refuse').learns(told()), 'refusal')
    expect(refused.clock('E2')).toMatchObject({ state: 'void', voidReason: 'nothing owed' })
    const asked = example.assessing().learns(told()).when(example.requestDocuments('photos'))
    expect(asked.clock('E2')).toMatchObject({ state: 'void', voidReason: 'documents are not complete' })
    const complete = example.deliver(asked, 'correction').after(DAY).when(example.supply('photos'))
    expect(complete.clock('E2')).toMatchObject({ state: 'running', startedAt: complete.now })
    const late = example.deliver(asked, 'correction').after(3 * DAY)
    const entered = late.when({ ...example.supply('photos'), ageMs: DAY })
    expect(entered.clock('E2').startedAt).toBe(entered.now - DAY)
  })

  test('#72 the epidemic policy is an hour and a working day, whatever the measures of the event say, and outlasts it', () => {
    const measures = { ...measuresOfGrade.III, contactHours: 8, settleWorkingDays: null }
    const scene = example
      .reviewing()
      .after(5 * DAY)
      .learns(told(epidemic({ measures })))
    expect(scene.clock('C21a').dueTarget).toBe(scene.now + HOUR)
    expect(scene.clock('C21b')).toMatchObject({ startedAt: scene.now, dueTarget: endOfDay('2026-03-09') })
    expect(noticesTo(scene, 'reviewer').at(-1)).toMatchObject({ facts: { task: 'event: speak with the customer' } })
    const over = scene.learns(told(epidemic({ version: 2, state: 'ended' })))
    expect([over.clock('C21a'), over.clock('C21b')]).toEqual([scene.clock('C21a'), scene.clock('C21b')])
    const asked = example.deliver(over.when(example.requestDocuments('photos')), 'correction')
    const complete = asked.after(DAY).when(example.supply('photos'))
    expect(complete.clock('C21b')).toMatchObject({ state: 'running', startedAt: complete.now })
    const clocks = example
      .reviewing()
      .learns(told())
      .standing()
      .clocks.map(({ id }) => id)
    expect(clocks.filter((id) => id.startsWith('C21'))).toEqual([])
  })

  test('#72 a higher level makes a running target earlier, a lower one and the end leave its date', () => {
    const begun = example.received().learns(told({ ...levelThree, version: 1 }))
    expect(begun.clock('E1').dueTarget).toBe(begun.now + 4 * HOUR)
    const raised = begun.after(HOUR).learns(told(storm({ version: 2 })))
    expect(raised.clock('E1')).toMatchObject({ n: 1, dueTarget: raised.now + HOUR })
    const lowered = raised.after(HOUR / 2).learns(told({ ...levelThree, version: 3 }))
    expect(lowered.clock('E1')).toEqual(raised.clock('E1'))
    expect(lowered.learns(told({ ...ended, version: 4 })).clock('E1')).toEqual(raised.clock('E1'))
    const nearlyDue = begun.after(3.5 * HOUR).learns(told(storm({ version: 2 })))
    expect(nearlyDue.clock('E1').dueTarget).toBe(begun.now + 4 * HOUR)
  })

  test('#72 a declaration breaches nothing, however late the claim is', () => {
    for (const status of Object.keys(example.exampleOf) as ClaimStatus[]) {
      const scene = given(example.exampleOf[status]())
      const late = scene.passes(scene.now + 3 * DAY)
      expect(late.learns(told()).latest.filter(({ type }) => type === 'ClockEscalated')).toEqual([])
    }
  })
})

describe('documents an event waives', () => {
  test('#72 #10 the last missing one waived ends the pause at that instant, and the claim goes on at once', () => {
    const scene = awaitingRecord()
      .after(2 * DAY)
      .learns(told())
    scene.happens(
      { type: 'EventApplied' },
      { type: 'DocumentsWaived', request: 1, kinds: ['medical-record'] },
      { type: 'DocumentsCompleted', request: 1 },
      { type: 'AdvanceOffered' },
    )
    scene.stands('received')
    const { pauses, state } = scene.clock('C06')
    expect(state).toBe('running')
    expect(pauses).toMatchObject([{ to: scene.now, toProof: { kind: 'documents-waived', reference: 'request 1' } }])
    expect(scene.clock('C14').state).toBe('met')
    expect(scene.clock('C02')).toMatchObject({ n: 2, startedAt: scene.now })
  })

  test('#72 what is not waived is still waited for', () => {
    const asked = example.received().after(HOUR).when(example.requestDocuments('medical-record', 'medical-invoice'))
    const scene = example.deliver(asked, 'correction').learns(told())
    scene
      .happens({ type: 'EventApplied' }, { type: 'DocumentsWaived' }, { type: 'AdvanceOffered' })
      .stands('awaiting-documents')
    expect(nextActions(scene.standing()).missing).toEqual(['document medical-invoice'])
    scene.when(example.supply('medical-invoice')).stands('received')
    scene.passes(scene.clock('C14').dueTarget - DAY).stands('awaiting-documents')
  })

  test('#72 #15 a sleeping claim goes on when the last missing one is waived, and sleeps on when one is left', () => {
    const woken = sleeping().learns(told())
    woken.happens(
      { type: 'EventApplied' },
      { type: 'DocumentsWaived' },
      { type: 'ClaimRevived' },
      { type: 'DocumentsCompleted' },
      { type: 'AdvanceOffered' },
    )
    woken.stands('received')
    expect(woken.clock('C06').state).toBe('running')
    example.dormant().learns(told()).stands('dormant')
    example.dormantReport().learns(told()).stands('dormant')
  })

  test('#72 nobody asks for a waived one, nor after the event has ended', () => {
    const scene = example
      .received()
      .learns(told())
      .learns(told({ ...ended, version: 2 }))
    scene.when(example.requestDocuments('photos', 'medical-record')).isRefused('DOCUMENT_WAIVED')
    expect(scene.when(example.requestDocuments('medical-record')).refusal?.field).toBe('/items/0/kind')
    scene.when(example.requestDocuments('photos')).stands('awaiting-documents')
  })
})

describe('what an event promised', () => {
  test('#72 stays when the level goes down and when the event ends; who may decide how much does not', () => {
    const high = example.reviewing().learns(told(lifted))
    expect(measuresOf(high.standing())).toMatchObject({ survey: 'sampled', multiplier, hospitalLimit: 'lifted' })
    expect(multipliersOf(high.standing())).toEqual([multiplier])
    const low = measuresOf(high.learns(told(levelThree)).standing())
    expect(low).toMatchObject({ contactHours: 1, hospitalLimit: 'lifted', survey: 'sampled', multiplier: null })
    expect(low.waivedDocuments).toEqual(measuresOfGrade.I.waivedDocuments)
    const over = measuresOf(high.learns(told(ended)).standing())
    expect(over).toMatchObject({ settleWorkingDays: 1, survey: 'sampled', insurerStarted: false, multiplier: null })
    expect(over.prepayment).toEqual({ how: 'computed', sharePercent: 50, withinWorkingDays: 0 })
  })

  test('#72 of two events each measure is the more favourable, and ending one leaves what the other gives', () => {
    const both = example.reviewing().learns(told()).learns(told(quake))
    expect(gradeOf(both.standing())).toBe('I')
    const left = both.learns(told(ended)).standing()
    expect(gradeOf(left)).toBe('II')
    expect(measuresOf(left)).toMatchObject({ survey: 'sampled', noSurveyUpToFen: 5_000_000, contactHours: 1 })
  })

  test('#72 is the same in whatever order level I, level II and the green channel come', () => {
    const acts: readonly ((scene: Scene) => Scene)[] = [
      (scene) => scene.learns(told(lifted)),
      (scene) => scene.learns(told(quake)),
      (scene) => scene.when(hardship),
    ]
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ]
    const ends = orders.map((order) =>
      order.reduce<Scene>((scene, index) => (acts[index] ?? ((same) => same))(scene), example.received()).standing(),
    )
    for (const { emergencies, clocks } of ends) {
      // But for what the customer was told last, which is what came last.
      expect({ ...emergencies, told: undefined }).toEqual({ ...ends[0]?.emergencies, told: undefined })
      expect(new Set(clocks)).toEqual(new Set(ends[0]?.clocks))
    }
    expect(measuresOf(ends[0] ?? {})).toMatchObject({ doorToDoorWorkingDays: 2, survey: 'sampled', multiplier })
  })
})

test('#72 a held claim stays held, whatever the event waives', () => {
  const hold = { type: 'RaiseHold', amountFen: 250_000, reasonTextId: 'txt_why' } as const
  const scene = given(example.paymentApproved()).when(hold, person('head-office', 'per_a4'))
  const confirmed = scene.when({ type: 'ConfirmHold' }).learns(told(lifted))
  const step = nextStep(confirmed.standing(), contextAt(confirmed.now))
  const sends = step.kind === 'finish' ? [] : step.effects.filter(({ kind }) => kind === 'send-payment')
  expect(sends).toEqual([])
  expect(confirmed.standing().hold?.standing?.amountFen).toBe(250_000)
})
