import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DateText, Instant } from '../time.ts'
import { DAY, dateOf, daysBetween, endOfDay, HOUR, startOfDay } from '../time.ts'
import { china2024To2026 as china } from './china-2024-2026.ts'
import type { Clock, ClockProof, ClockRule, EscalationLevel } from './clock.ts'
import * as engine from './engine.ts'
import { clockRegistry1 } from './registry.ts'

const { C02: hours, C06: law, C14: service, C16b: complaint } = clockRegistry1
const workingDays: ClockRule = { ...law, id: 'C14', length: 10, unit: 'working-days', kind: 'norm' }

const at = (date: DateText, hour = 9): Instant => startOfDay(date) + hour * HOUR

function begun(rule: ClockRule, startedAt: Instant): Clock {
  return engine.startClock({ rule, ruleVersion: 1, n: 1, startedAt, length: rule.length }, china)
}

const delivered: ClockProof = { kind: 'notice-delivered', reference: 'notice 3', channel: 'app' }
const complete: ClockProof = { kind: 'documents-complete', reference: 'request 1' }

const paused = (clock: Clock, from: Instant): Clock => engine.pauseClock(law, clock, from, delivered)
const resumed = (clock: Clock, to: Instant, rule = law): Clock =>
  engine.resumeClock(rule, clock, { at: to, proof: complete }, china)

const escalations = (rule: ClockRule, clock: Clock): [EscalationLevel, Instant][] =>
  engine.dueEscalations(rule, clock, china).map(({ level, at: instant }) => [level, instant])

test('hours run by the clock: 48 h from nine in the morning end at nine, over a weekend and a holiday', () => {
  expect(begun(hours, at('2026-02-13')).dueTarget).toBe(at('2026-02-15'))
  expect(begun(hours, at('2026-02-13')).dueLegal).toBe(at('2026-02-15'))
})

test('30 natural days from 2026-09-05 are aimed at 10-05 and lawful until the end of 10-08', () => {
  const clock = begun(law, at('2026-09-05'))
  expect([clock.dueTarget, clock.dueLegal]).toEqual([endOfDay('2026-10-05'), endOfDay('2026-10-08')])
})

test('the start day does not count, at whatever hour of it the clock starts', () => {
  const first = begun(law, startOfDay('2026-03-02'))
  const last = begun(law, endOfDay('2026-03-02') - 1)
  expect([first.dueTarget, last.dueTarget]).toEqual([endOfDay('2026-04-01'), endOfDay('2026-04-01')])
  expect(begun(law, endOfDay('2026-03-02')).dueTarget).toBe(endOfDay('2026-04-02'))
})

test('received 03-02, notice delivered 03-06, documents 03-20: the 30 days end 14 days later, on 04-15', () => {
  const clock = resumed(paused(begun(law, at('2026-03-02')), at('2026-03-06')), at('2026-03-20'))
  expect(clock.dueTarget).toBe(endOfDay('2026-04-15'))
  expect(clock.pauses).toEqual([
    { from: at('2026-03-06'), fromProof: delivered, to: at('2026-03-20'), toProof: complete },
  ])
})

test('a pause is whole dates: within one day it deducts nothing, over one midnight one day', () => {
  const clock = begun(law, at('2026-03-02'))
  expect(resumed(paused(clock, at('2026-03-06', 0)), at('2026-03-06', 23)).dueTarget).toBe(clock.dueTarget)
  expect(resumed(paused(clock, at('2026-03-06', 23)), at('2026-03-07', 0)).dueTarget).toBe(clock.dueTarget + DAY)
})

test('pauses of a working-day clock deduct working days only', () => {
  const clock = begun(workingDays, at('2026-03-02'))
  const over = resumed(
    engine.pauseClock(workingDays, clock, at('2026-03-06'), delivered),
    at('2026-03-09'),
    workingDays,
  )
  expect([clock.dueTarget, over.dueTarget]).toEqual([endOfDay('2026-03-16'), endOfDay('2026-03-17')])
})

test('only a clock that may pause and runs is paused; what does not change is the same clock', () => {
  const acceptance = begun(hours, at('2026-03-02'))
  expect(engine.pauseClock(hours, acceptance, at('2026-03-03'), delivered)).toBe(acceptance)
  const standing = paused(begun(law, at('2026-03-02')), at('2026-03-03'))
  expect(paused(standing, at('2026-03-04'))).toBe(standing)
  const done = engine.meetClock(law, begun(law, at('2026-03-02')), at('2026-03-03'))
  expect(paused(done, at('2026-03-04'))).toBe(done)
  expect(resumed(done, at('2026-03-04'))).toBe(done)
})

test('a pause lies inside the clock’s life, whatever instants come in', () => {
  const clock = paused(begun(law, at('2026-03-05')), at('2026-03-01'))
  expect(clock.pauses[0]?.from).toBe(at('2026-03-05'))
  expect(resumed(clock, at('2026-03-02')).pauses[0]?.to).toBe(at('2026-03-05'))
  expect(engine.meetClock(law, clock, at('2026-03-06')).pauses[0]?.to).toBe(at('2026-03-06'))
})

test('a second pause adds to the first, and the earlier one stays as it was', () => {
  const once = resumed(paused(begun(law, at('2026-03-02')), at('2026-03-06')), at('2026-03-08'))
  const twice = resumed(paused(once, at('2026-03-10')), at('2026-03-13'))
  expect(twice.pauses[0]).toEqual(once.pauses[0])
  expect(twice.dueTarget).toBe(endOfDay('2026-04-06'))
})

test('delivered on a last day and answered on a rest day, a working-day clock ends on the next working day', () => {
  const stopped = engine.pauseClock(workingDays, begun(workingDays, at('2026-03-06')), at('2026-03-20'), delivered)
  expect(stopped.dueTarget).toBe(endOfDay('2026-03-20'))
  expect(resumed(stopped, at('2026-03-21'), workingDays).dueTarget).toBe(endOfDay('2026-03-23'))
})

test('delivered between the aim and the last lawful day, a pause ends no later than the clock', () => {
  const clock = begun(law, at('2026-09-05'))
  const going = resumed(paused(clock, at('2026-10-07')), at('2026-10-14'))
  expect([going.dueTarget, going.dueLegal]).toEqual([endOfDay('2026-10-14'), endOfDay('2026-10-14')])
  expect(resumed(paused(clock, at('2026-10-07', 9)), at('2026-10-07', 10)).dueTarget).toBe(clock.dueTarget)
})

test('what was delivered when the clock was over deducts nothing, as when a start turns out to be earlier', () => {
  for (const rule of [law, workingDays]) {
    const stopped = engine.pauseClock(rule, begun(rule, at('2026-06-01')), at('2026-06-03'), delivered)
    const going = resumed(stopped, at('2026-06-08'), rule)
    expect(going.dueTarget).toBeGreaterThan(begun(rule, at('2026-06-01')).dueTarget)
    expect(engine.restartClock(rule, going, at('2026-03-02'), china).dueTarget).toBe(
      begun(rule, at('2026-03-02')).dueTarget,
    )
  }
})

test('a clock that begins earlier keeps its pauses, its escalations and its state', () => {
  const over = resumed(paused(begun(law, at('2026-03-02')), at('2026-03-06')), at('2026-03-20'))
  const clock = engine.escalateClock(over, 'at-risk', at('2026-04-05'))
  const earlier = engine.restartClock(law, clock, at('2026-02-27'), china)
  expect(earlier.dueTarget).toBe(endOfDay('2026-04-12'))
  expect(earlier).toMatchObject({ state: 'running', pauses: clock.pauses, escalations: clock.escalations })
})

test.each([
  ['1 ms before it is due', -1, 'met'],
  ['when it is due', 0, 'breached-then-met'],
  ['after', 1, 'breached-then-met'],
] as const)('done %s, a 48 h clock is %s', (_when, offset, state) => {
  const clock = begun(hours, at('2026-03-02'))
  const done = engine.meetClock(hours, clock, clock.dueTarget + offset)
  expect([done.state, done.endedAt]).toEqual([state, clock.dueTarget + offset])
})

test('the law’s clock is met until dueLegal, though it aimed at dueTarget', () => {
  const clock = begun(law, at('2026-09-05'))
  expect(engine.meetClock(law, clock, clock.dueLegal - 1).state).toBe('met')
  expect(engine.meetClock(law, clock, clock.dueLegal).state).toBe('breached-then-met')
})

test('a clock ends once: met stays met, void stays void', () => {
  const clock = begun(hours, at('2026-03-02'))
  const met = engine.meetClock(hours, clock, at('2026-03-03'))
  const gone = engine.voidClock(clock, at('2026-03-03'), 'withdrawn')
  expect(engine.voidClock(met, at('2026-03-04'), 'withdrawn')).toBe(met)
  expect(engine.meetClock(hours, gone, at('2026-03-04'))).toBe(gone)
  expect([gone.state, gone.voidReason, engine.isOpen(gone)]).toEqual(['void', 'withdrawn', false])
})

test('the norm’s clock: 80 % to the owner, due to the supervisor, breach at once, late after one working day', () => {
  const clock = begun(hours, at('2026-03-06'))
  const due = at('2026-03-08')
  expect(escalations(hours, clock)).toEqual([
    ['at-risk', due - 9.6 * HOUR],
    ['due', due],
    ['breach', due],
    ['late', endOfDay('2026-03-09')],
  ])
})

test('the law’s clock is breached at dueLegal, while due and late count from dueTarget', () => {
  const clock = begun(law, at('2026-09-05'))
  expect(escalations(law, clock).slice(1)).toEqual([
    ['due', endOfDay('2026-10-05')],
    ['breach', endOfDay('2026-10-08')],
    ['late', endOfDay('2026-10-08')],
  ])
})

test('due at the end of a Monday, a clock is late at the end of the Tuesday', () => {
  expect(escalations(law, begun(law, at('2026-03-14'))).at(-1)).toEqual(['late', endOfDay('2026-04-14')])
})

test('each level fires once; none while the clock is paused, ended, or the customer’s own', () => {
  const clock = begun(law, at('2026-03-02'))
  const warned = engine.escalateClock(clock, 'at-risk', at('2026-03-26'))
  expect(escalations(law, warned).map(([level]) => level)).toEqual(['due', 'breach', 'late'])
  expect(escalations(law, paused(clock, at('2026-03-03')))).toEqual([])
  expect(escalations(law, engine.meetClock(law, clock, at('2026-03-03')))).toEqual([])
  expect(escalations(service, begun(service, at('2026-03-02')))).toEqual([])
})

test('a breach is on record for ever: done later it is breached-then-met, never met', () => {
  const clock = begun(hours, at('2026-03-02'))
  const breached = engine.escalateClock(clock, 'breach', clock.dueTarget)
  expect(breached.state).toBe('breached')
  const done = engine.meetClock(hours, breached, clock.dueTarget + HOUR)
  expect([done.state, done.escalations]).toEqual(['breached-then-met', [{ level: 'breach', at: clock.dueTarget }]])
})

test('proven late to have been done in time, a breach that was found stays one: the customer was told of it', () => {
  for (const [rule, due] of [
    [hours, begun(hours, at('2026-03-02')).dueTarget],
    [law, begun(law, at('2026-03-02')).dueLegal],
  ] as const) {
    const breached = engine.escalateClock(begun(rule, at('2026-03-02')), 'breach', due)
    const done = engine.meetClock(rule, breached, due - HOUR)
    expect(done).toMatchObject({ state: 'breached-then-met', endedAt: due - HOUR, escalations: [{ level: 'breach' }] })
  }
})

test('a pause that the end of its clock cuts off keeps what ended it, as one that ran its course does', () => {
  const standing = paused(begun(law, at('2026-03-02')), at('2026-03-06'))
  expect(engine.voidClock(standing, at('2026-03-09'), 'withdrawn').pauses).toEqual([
    { ...standing.pauses[0], to: at('2026-03-09'), toProof: { kind: 'documents-waived', reference: 'withdrawn' } },
  ])
  expect(engine.meetClock(law, standing, at('2026-03-09')).pauses).toEqual([
    { ...standing.pauses[0], to: at('2026-03-09'), toProof: { kind: 'documents-waived', reference: 'done' } },
  ])
  const excluded = { kind: 'excluded-time-began', reference: 'mediation 5' } as const
  const mediated = engine.pauseClock(complaint, begun(complaint, at('2026-03-02')), at('2026-03-06'), excluded)
  expect(engine.voidClock(mediated, at('2026-03-09'), 'litigation').pauses[0]?.toProof).toEqual({
    kind: 'excluded-time-ended',
    reference: 'litigation',
  })
})

test('80 % counts running time only: what was deducted is no time gone', () => {
  const clock = begun(law, at('2026-03-02', 0))
  const later = resumed(paused(clock, at('2026-03-06', 0)), at('2026-03-20', 0))
  const running = clock.dueTarget - clock.startedAt
  expect(engine.shareOfRunningTime(clock, 80)).toBe(clock.startedAt + running * 0.8)
  expect(engine.shareOfRunningTime(later, 80)).toBe(engine.shareOfRunningTime(clock, 80) + 14 * DAY)
  expect(engine.shareOfRunningTime(clock, 100)).toBe(clock.dueTarget)
})

test('pausing never moves a due time earlier', () => {
  const day = fc.integer({ min: 0, max: 400 * 24 })
  fc.assert(
    fc.property(fc.constantFrom(law, workingDays), day, day, day, (rule, start, before, length) => {
      const clock = begun(rule, at('2024-06-01', start))
      const stopped = engine.pauseClock(rule, clock, clock.startedAt + before * HOUR, delivered)
      const going = resumed(stopped, clock.startedAt + (before + length) * HOUR, rule)
      expect(going.dueTarget).toBeGreaterThanOrEqual(clock.dueTarget)
      expect(going.dueLegal).toBeGreaterThanOrEqual(going.dueTarget)
    }),
  )
})

test('a natural-day clock is deducted the dates from delivery to arrival; asked in its roll-over, it lasts through the day of arrival', () => {
  const hour = fc.integer({ min: 0, max: 400 * 24 })
  fc.assert(
    fc.property(hour, hour, hour, (start, before, length) => {
      const clock = begun(law, at('2024-06-01', start))
      const delivery = clock.startedAt + before * HOUR
      const arrival = delivery + length * HOUR
      const going = resumed(paused(clock, delivery), arrival)
      expect(going.dueTarget).toBe(movedBy(clock, delivery, arrival))
    }),
    // Delivered at the very end of the thirty days, which a rest day lengthened: the case that chance finds seldom.
    { examples: [[1_824, 744, 600]] },
  )
})

/** Worked out from the dates alone: what came when all was over, or on the day it was asked for, moves nothing. */
function movedBy(clock: Clock, delivery: Instant, arrival: Instant): Instant {
  const dates = daysBetween(dateOf(delivery), dateOf(arrival))
  if (delivery >= clock.dueLegal || dates === 0) return clock.dueTarget
  return Math.max(clock.dueTarget + dates * DAY, endOfDay(dateOf(arrival)))
}

test('a deadline behind the calendar is provisional and is not rolled over', () => {
  const clock = begun(law, at('2026-12-03'))
  expect([clock.provisional, clock.dueTarget, clock.dueLegal]).toEqual([
    true,
    endOfDay('2027-01-02'),
    endOfDay('2027-01-02'),
  ])
})
