import { expect, test } from 'vitest'

import type { Clock } from '../../domain/clocks/clock.ts'
import { startOfDay } from '../../domain/time.ts'
import { clockBody, clocksOnWire } from './clock-view.ts'

// A clock with everything a clock may have: a field that is added to the type does not compile here until it is shown.
const whole: Required<Clock> = {
  id: 'C06',
  n: 1,
  payeeId: 'pay_1',
  payment: 1,
  delay: { cause: 'account', from: startOfDay('2026-12-03'), to: startOfDay('2026-12-04') },
  state: 'void',
  startedAt: startOfDay('2026-12-02'),
  length: 30,
  dueTarget: startOfDay('2027-01-02'),
  dueLegal: startOfDay('2027-01-02'),
  provisional: false,
  ruleVersion: 1,
  calendarVersion: 'cn-2027-1',
  closesAfterMs: 63_000_000,
  kept: { targetDays: 0, legalDays: 3 },
  pauses: [
    {
      from: startOfDay('2026-12-03'),
      fromProof: { kind: 'notice-delivered', reference: 'msg_3', channel: 'app' },
      to: startOfDay('2026-12-05'),
      toProof: { kind: 'documents-complete', reference: 'request 1' },
    },
  ],
  escalations: [],
  endedAt: startOfDay('2026-12-10'),
  voidReason: 'withdrawn',
}

test('the answer shows all there is to a clock, a promise that is kept against the calendar included', () => {
  const [shown] = clocksOnWire([whole], startOfDay('2026-12-11'))
  const answered = clockBody.parse(shown)
  expect(answered).toEqual(shown)
  expect(answered.kept).toEqual({ targetDays: 0, legalDays: 3 })
  expect(Object.keys(answered)).toEqual(expect.arrayContaining(Object.keys(whole)))
})
