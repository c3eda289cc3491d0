import { expect, test } from 'vitest'
import { defaultLadder, mayDecide, requiredLevel, unlimitedFen } from './authority.ts'
import type { AuthorityRow, LadderCase, StepLimits } from './authority-limits.ts'
import { ladderInForce, limitsFault, rowsOf, systemStepInForce } from './authority-limits.ts'

const row = (change: Partial<AuthorityRow> = {}): AuthorityRow => ({
  kind: 'payment',
  branch: '000000',
  currency: 'CNY',
  limitsFen: [1, 2, 3, 4],
  from: '2026-01-01',
  ...change,
})

const pudong: LadderCase = { line: 'medical', branch: '310115', day: '2026-03-02' }

const payments = (rows: readonly AuthorityRow[], claim = pudong): readonly (number | null)[] =>
  ladderInForce(rows, claim).map(({ paymentFen }) => paymentFen)

const tens: StepLimits = [10, 20, 30, 40]
const hundreds: StepLimits = [100, 200, 300, 400]

test('what no row covers nobody may decide, the committee neither', () => {
  const ladder = ladderInForce([row()], pudong)
  expect(payments([row()])).toEqual([1, 2, 3, 4, unlimitedFen])
  for (const level of [1, 2, 3, 4, 5]) {
    expect(mayDecide(ladder, level, { payFen: null, refuseFen: 0 })).toBe(false)
    expect(mayDecide(ladder, level, { payFen: 1, refuseFen: null, prepayFen: 1 })).toBe(false)
  }
  expect(payments([])).toEqual([null, null, null, null, null])
})

test('the nearest branch wins, and at one branch the row of the line over that of all lines', () => {
  const rows = [
    row(),
    row({ branch: '310000', limitsFen: tens }),
    row({ branch: '310000', line: 'medical', limitsFen: hundreds }),
    row({ line: 'medical', limitsFen: [5, 6, 7, 8] }),
  ]
  expect(payments(rows)[0]).toBe(100)
  expect(payments(rows, { ...pudong, line: 'motor' })[0]).toBe(10)
  expect(payments(rows, { ...pudong, branch: '440106' })[0]).toBe(5)
  expect(payments(rows, { ...pudong, branch: '440106', line: 'motor' })[0]).toBe(1)
})

test('a row counts on its days, the first and the last included', () => {
  const rows = [row({ to: '2026-03-01' }), row({ from: '2026-03-02', to: '2026-03-31', limitsFen: tens })]
  const on = (day: string) => payments(rows, { ...pudong, day })[0]
  expect(['2025-12-31', '2026-01-01', '2026-03-01', '2026-03-02', '2026-03-31', '2026-04-01'].map(on)).toEqual([
    null,
    1,
    1,
    10,
    10,
    null,
  ])
})

test('each kind of decision is measured by its own row', () => {
  const rows = [row({ limitsFen: hundreds }), row({ kind: 'prepayment', limitsFen: [null, 10, 20, 30] })]
  const ladder = ladderInForce(rows, pudong)
  expect(requiredLevel(ladder, { payFen: 100, refuseFen: null })).toBe(1)
  expect(requiredLevel(ladder, { payFen: null, refuseFen: null, prepayFen: 1 })).toBe(2)
  expect(requiredLevel(ladder, { payFen: null, refuseFen: null, prepayFen: 31 })).toBe(5)
})

test('the system decides by the nearest row of payments that names its limit, and a sample of five where none is named', () => {
  const rows = [
    row({ systemFen: 1 }),
    row({ line: 'medical', systemFen: 1, samplePercent: 20 }),
    row({ branch: '310000' }),
  ]
  const nearby = { ...pudong, branch: '440106' }
  expect(systemStepInForce(rows, nearby)).toEqual({ limitFen: 1, samplePercent: 20 })
  expect(systemStepInForce(rows, { ...nearby, line: 'motor' })).toEqual({ limitFen: 1, samplePercent: 5 })
  expect(systemStepInForce(rows, pudong)).toBeNull()
  expect(systemStepInForce(rows, { ...nearby, day: '2025-12-31' })).toBeNull()
  expect(systemStepInForce([row({ kind: 'refusal' })], pudong)).toBeNull()
})

test('what the system decides by the service policy is written as rows of its lines', () => {
  const rows = rowsOf(defaultLadder, '2000-01-01', [{ line: 'motor', limitFen: 500_000, samplePercent: 5 }])
  expect(systemStepInForce(rows, { ...pudong, line: 'motor' })).toEqual({ limitFen: 500_000, samplePercent: 5 })
  expect(systemStepInForce(rows, pudong)).toBeNull()
  expect(limitsFault(rows)).toBeNull()
})

test('a ladder written as rows is the same ladder', () => {
  const ladder = ladderInForce(rowsOf(defaultLadder, '2000-01-01'), pudong)
  for (const amount of [0, 1_000_001, 2_000_000, 2_000_001, 10_000_000, 50_000_001, 500_000_001]) {
    for (const need of [
      { payFen: amount, refuseFen: null },
      { payFen: null, refuseFen: amount },
      { payFen: null, refuseFen: null, prepayFen: amount },
      { payFen: null, refuseFen: null, reserveFen: amount },
    ]) {
      expect(requiredLevel(ladder, need)).toBe(requiredLevel(defaultLadder, need))
    }
  }
})

test.each<[string, readonly AuthorityRow[], string | null]>([
  ['an empty table', [], null],
  ['rows that follow each other', [row({ to: '2026-03-01' }), row({ from: '2026-03-02' })], null],
  ['rows of two lines', [row({ line: 'motor' }), row({ line: 'medical' }), row()], null],
  ['a branch there is not', [row({ branch: '990000' })], '/rows/0/branch LIMITS_BRANCH'],
  ['days that run back', [row({ to: '2025-12-31' })], '/rows/0/to LIMITS_DAYS'],
  ['a higher step that may less', [row({ limitsFen: [2, 1, 3, 4] })], '/rows/0/limitsFen/1 LIMITS_ORDER'],
  ['a higher step that may nothing', [row({ limitsFen: [2, null, 3, 4] })], '/rows/0/limitsFen/1 LIMITS_ORDER'],
  ['half a fen', [row({ limitsFen: [0.5, 1, 3, 4] })], '/rows/0/limitsFen/0 LIMITS_ORDER'],
  ['a step below the system', [row({ systemFen: 2 })], '/rows/0/limitsFen/0 LIMITS_ORDER'],
  ['a system that refuses', [row({ kind: 'refusal', systemFen: 1 })], '/rows/0/systemFen LIMITS_SYSTEM'],
  ['a sample of refusals', [row({ kind: 'refusal', samplePercent: 5 })], '/rows/0/samplePercent LIMITS_SYSTEM'],
  ['half a fen of the system', [row({ systemFen: 0.5 })], '/rows/0/systemFen LIMITS_SYSTEM'],
  ['a sample of nothing', [row({ samplePercent: 5 })], '/rows/0/samplePercent LIMITS_SYSTEM'],
  ['no sample at all', [row({ systemFen: 1, samplePercent: 0 })], '/rows/0/samplePercent LIMITS_SYSTEM'],
  ['two rows of one day', [row({ to: '2026-03-02' }), row({ from: '2026-03-02' })], '/rows/1/from LIMITS_OVERLAP'],
  ['a row without end before another', [row(), row({ from: '2030-01-01' })], '/rows/1/from LIMITS_OVERLAP'],
])('%s: %s', (_what, rows, expected) => {
  const fault = limitsFault(rows)
  expect(fault === null ? null : `${fault.field} ${fault.code}`).toBe(expected)
})
