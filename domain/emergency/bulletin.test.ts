import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { HOUR } from '../time.ts'
import type { Figures, FiguresCell } from './bulletin.ts'
import { bulletinDueAt, editionsOf } from './bulletin.ts'

const cell = (line: FiguresCell['line'], region: string, reported: number, paid: number): FiguresCell => ({
  line,
  region,
  reported,
  estimatedFen: reported * 1_000_000,
  paid,
  paidFen: paid * 900_000,
  prepaid: 0,
  prepaidFen: 0,
  breached: 1,
})
const figures: Figures = {
  asOf: 1_000,
  cells: [cell('household-property', '41', 40, 20), cell('life', '41', 2, 2), cell('household-property', '42', 8, 0)],
  contacts: { tasks: 10, contacted: 8, missed: 1, goOn: 5, later: 2, no: 1 },
}

test.each([
  ['I', 4],
  ['II', 12],
  ['III', 24],
] as const)('at level %s a bulletin is due every %d h', (level, hours) => {
  expect(bulletinDueAt(level, 5)).toBe(5 + hours * HOUR)
})

test('regulator and staff read every sum by line and by region, and the parts make the whole', () => {
  const { regulator, staff } = editionsOf(figures, ['money'])
  expect(regulator.byRegion.map(({ region, reported }) => [region, reported])).toEqual([
    ['41', 42],
    ['42', 8],
  ])
  expect(regulator.byLine.map(({ line, paidFen }) => [line, paidFen])).toEqual([
    ['household-property', 18_000_000],
    ['life', 1_800_000],
  ])
  expect(regulator.total).toMatchObject({ reported: 50, paidFen: 19_800_000, breached: 3 })
  expect(staff).toEqual({ ...regulator, stepsLate: ['money'] })
})

test('customers and media are told nothing of breaches, and no sum behind which few people stand', () => {
  const { customers, media } = editionsOf(figures, [])
  expect(customers).toEqual({
    asOf: 1_000,
    total: { reported: 50, paid: 22, paidFen: 19_800_000, prepaid: 0, prepaidFen: 0 },
    contacted: 8,
  })
  expect(JSON.stringify(media)).not.toContain('breached')
  const few = editionsOf({ ...figures, cells: [cell('life', '41', 9, 4)] }, [])
  expect(few.media.byLine).toMatchObject([{ line: 'life', paid: 4, paidFen: null, prepaid: 0, prepaidFen: 0 }])
  expect(few.customers.total).toMatchObject({ paid: 4, paidFen: null })
})

/** The lines of the media edition with what was paid on each. */
const linesOf = (...cells: readonly FiguresCell[]) =>
  editionsOf({ ...figures, cells }, []).media.byLine.map(({ line, paidFen }) => [line, paidFen])

test('a line whose difference from the total would tell of few claims is left out with them', () => {
  expect(linesOf(cell('household-property', '41', 40, 20), cell('life', '41', 2, 2))).toEqual([])
  const third = cell('motor', '41', 9, 9)
  expect(linesOf(cell('household-property', '41', 40, 20), cell('life', '41', 2, 2), third)).toEqual([
    ['household-property', 18_000_000],
  ])
})

test('a sum whose difference from the total would tell of few payments is left out with theirs', () => {
  const many = cell('household-property', '41', 40, 20)
  expect(linesOf(many, cell('life', '41', 9, 4))).toEqual([
    ['household-property', null],
    ['life', null],
  ])
  expect(linesOf(many, cell('life', '41', 9, 4), cell('motor', '41', 9, 7))).toEqual([
    ['household-property', 18_000_000],
    ['life', null],
    ['motor', null],
  ])
  expect(linesOf(many, cell('life', '41', 9, 0))).toEqual([
    ['household-property', 18_000_000],
    ['life', 0],
  ])
})

test('whatever is paid, what the media read less than the total is never of few payments', () => {
  const lines = ['household-property', 'life', 'motor', 'accident'] as const
  const count = fc.integer({ min: 0, max: 12 })
  fc.assert(
    fc.property(fc.array(count, { minLength: 4, maxLength: 4 }), fc.array(count, { minLength: 4 }), (paid, more) => {
      const cells = lines.map((line, at) => cell(line, '41', (paid[at] ?? 0) + (more[at] ?? 0), paid[at] ?? 0))
      const { total, byLine } = editionsOf({ ...figures, cells }, []).media
      if (total.paidFen === null) return
      const shown = byLine.filter(({ paidFen }) => paidFen !== null)
      const rest = total.paid - shown.reduce((sum, each) => sum + each.paid, 0)
      expect(rest === 0 || rest >= 5).toBe(true)
      const hidden = total.reported - byLine.reduce((sum, { reported }) => sum + reported, 0)
      expect(hidden === 0 || hidden >= 5).toBe(true)
    }),
  )
})
