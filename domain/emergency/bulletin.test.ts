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
  expect(media.byLine.map(({ line }) => line)).toEqual(['household-property'])
  const few = editionsOf({ ...figures, cells: [cell('life', '41', 9, 4)] }, [])
  expect(few.media.byLine).toMatchObject([{ line: 'life', paid: 4, paidFen: 0 }])
  expect(few.customers.total).toMatchObject({ paid: 4, paidFen: 0 })
})
