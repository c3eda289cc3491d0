import { expect, test } from 'vitest'

import { MINUTE } from '../time.ts'
import type { Finding } from './findings.ts'
import type { Standing } from './telling.ts'
import { tellFindings } from './telling.ts'

const start = Date.UTC(2026, 4, 12, 4)
const finding: Finding = {
  key: 'CLAIM_SILENT/clm_a',
  alert: 'CLAIM_SILENT',
  claimId: 'clm_a',
  missing: ['C02: due'],
  dueAt: start,
  lateMs: MINUTE,
  todo: 'look',
}
const nobody: ReadonlyMap<string, Standing> = new Map()
const first = tellFindings(nobody, [finding], start)

test('a finding is told when it is new', () => {
  expect(first.raised).toEqual([{ finding, since: start, toldAt: start }])
  expect(first.cleared).toEqual([])
})

test('it is not told again because it is later, and its summary is kept fresh', () => {
  const later = { ...finding, lateMs: 5 * MINUTE }
  const { raised, standing } = tellFindings(first.standing, [later], start + 15 * MINUTE - 1)
  expect(raised).toEqual([])
  expect([...standing.values()]).toEqual([{ finding: later, since: start, toldAt: start }])
})

test('it is told again after a quarter of an hour, as long as it lasts', () => {
  const again = tellFindings(first.standing, [finding], start + 15 * MINUTE)
  expect(again.raised).toMatchObject([{ since: start, toldAt: start + 15 * MINUTE }])
  expect(tellFindings(again.standing, [finding], start + 16 * MINUTE).raised).toEqual([])
})

test('it is told again at once when it changes', () => {
  const worse = { ...finding, missing: ['C02: due', 'C02: breach'] }
  expect(tellFindings(first.standing, [worse], start + 1).raised).toMatchObject([{ finding: worse, since: start }])
})

test('it clears once when it is gone, and is new when it comes back', () => {
  const gone = tellFindings(first.standing, [], start + 1)
  expect(gone.cleared).toMatchObject([{ finding }])
  expect(tellFindings(gone.standing, [], start + 2).cleared).toEqual([])
  expect(tellFindings(gone.standing, [finding], start + 3).raised).toMatchObject([{ since: start + 3 }])
})
