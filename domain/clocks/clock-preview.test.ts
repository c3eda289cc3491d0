import { expect, test } from 'vitest'
import type { DateText, Instant } from '../time.ts'
import { HOUR, endOfDay, startOfDay } from '../time.ts'
import { china2024To2026 as china } from './china-2024-2026.ts'
import type { ClockId, ClockProof } from './clock.ts'
import { previewClock } from './clock-preview.ts'
import { clockRegistry1 as rules } from './registry.ts'

const at = (date: DateText, hour = 9): Instant => startOfDay(date) + hour * HOUR
const fromProof: ClockProof = { kind: 'notice-delivered', reference: 'notice 3' }
const toProof: ClockProof = { kind: 'documents-complete', reference: 'request 1' }
const pause = (from: Instant, to: Instant) => ({ from, to, fromProof, toProof })

const ask = (id: ClockId, pauses: ReturnType<typeof pause>[] = [], length?: number) =>
  previewClock(
    {
      rule: rules[id],
      ruleVersion: 1,
      startedAt: at('2026-03-02'),
      pauses,
      ...(length === undefined ? {} : { length }),
    },
    china,
  )

test('thirty days with a lawful pause of fourteen end on 15 April', () => {
  expect(ask('C06', [pause(at('2026-03-06'), at('2026-03-20'))])).toMatchObject({
    state: 'running',
    dueTarget: endOfDay('2026-04-15'),
    pauses: [{ fromProof, toProof }],
  })
})

test('a promise shortens; what the law sets is not lengthened by a question either', () => {
  expect(ask('C06', [], 10)).toMatchObject({ dueTarget: endOfDay('2026-03-12') })
  expect(ask('C06', [], 31)).toMatchObject({ code: 'LENGTH_NOT_ALLOWED', field: '/length' })
  expect(ask('C14', [], 31)).toMatchObject({ length: 31 })
})

test('a clock that never stands still says so, and which text it comes from', () => {
  expect(ask('C11', [pause(at('2026-03-06'), at('2026-03-20'))])).toEqual({
    code: 'PAUSE_NOT_ALLOWED',
    field: '/pauses/0',
    message: 'C11 never stands still (Insurance Law art. 25)',
  })
})

test.each([
  ['before the clock started', [pause(at('2026-03-01'), at('2026-03-06'))], '/pauses/0/from'],
  ['after it was due', [pause(at('2026-04-02'), at('2026-04-03'))], '/pauses/0/from'],
  [
    'inside the pause before',
    [pause(at('2026-03-06'), at('2026-03-20')), pause(at('2026-03-19'), at('2026-03-21'))],
    '/pauses/1/from',
  ],
  ['backwards', [pause(at('2026-03-06'), at('2026-03-05'))], '/pauses/0/to'],
])('a pause %s is refused with its field', (_where, pauses, field) => {
  expect(ask('C06', pauses)).toMatchObject({ code: 'PAUSE_OUTSIDE_LIFE', field })
})
