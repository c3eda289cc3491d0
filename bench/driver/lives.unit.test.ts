import { expect, test } from 'vitest'

import { lossReportBody } from '../../api/wire/loss-report.ts'
import { allDoors } from '../../api/commands/all-doors.ts'
import { diceOf } from '../../local/dice.ts'
import { rolesIn } from '../../domain/claim/command-table.ts'
import { minimalLife } from '../contestants/claim-life.ts'
import { plainTraits, realisticTraits } from './claim-mix.ts'
import { drawLife, type Life, type LifeName, lifeOf, pathOf } from './lives.ts'

const names = [
  'minimal',
  'realistic',
  'intake',
  'probe',
  'replay',
  'flood',
  'ordinary',
  'green',
  'epidemic',
] as const satisfies readonly LifeName[]
const lives = names.flatMap((name) => Array.from({ length: 100 }, (_, n): Life => lifeOf(name, n, { dice: diceOf(n) })))

test('the minimal life is the one the twins live', () => {
  expect(pathOf(plainTraits, 0).map(({ type }) => type)).toEqual(minimalLife)
})

test('every filing is one the API takes, with four documents', () => {
  for (const { filing } of lives) {
    expect(lossReportBody.parse(filing.body).filing?.documents).toHaveLength(4)
  }
})

test('every step is asked by a role that may, in a status that allows it', () => {
  for (const { type, who, from } of lives.flatMap(({ steps }) => steps)) {
    for (const status of from) expect(rolesIn(type, status)).toContain(who)
  }
})

test('every step is a body its door takes', () => {
  // Contacts have a route of their own.
  const steps = lives.flatMap((life) => life.steps).filter(({ path }) => path !== '/contacts')
  for (const { path, body } of steps) {
    const door = allDoors.find((candidate) => candidate.path === path.replace('/1/', '/:n/'))
    expect(door?.body.safeParse(body).success).toBe(true)
  }
})

test('the same seed and number are the same claim', () => {
  const again = (): Life => lifeOf('realistic', 12, { dice: diceOf(99) })
  expect(again()).toEqual(again())
})

test('lives of a mixed load come as often as their weights say', () => {
  const dice = diceOf(7)
  const drawn = Array.from({ length: 20_000 }, () => drawLife({ flood: 17, ordinary: 0.7, epidemic: 0.3 }, dice))
  const share = (name: LifeName): number => drawn.filter((one) => one === name).length / drawn.length
  expect(share('flood')).toBeCloseTo(17 / 18, 2)
  expect(share('ordinary')).toBeCloseTo(0.7 / 18, 2)
  expect(share('epidemic')).toBeCloseTo(0.3 / 18, 2)
})

test('the mix has the shares of the norm, and its amounts their mean', () => {
  const dice = diceOf(2026)
  const count = 40_000
  const claims = Array.from({ length: count }, () => realisticTraits(dice))
  const share = (holds: (claim: (typeof claims)[number]) => boolean): number => claims.filter(holds).length / count
  expect(share(({ isReturned }) => isReturned)).toBeCloseTo(0.11, 2)
  expect(share(({ isSurveyed }) => isSurveyed)).toBeCloseTo(0.65, 1)
  expect(share(({ filer }) => filer === 'integrator')).toBeCloseTo(0.78, 2)
  expect(share(({ isRefused }) => isRefused)).toBeCloseTo(0.003, 2)
  const yuan = claims.reduce((sum, { claimedFen }) => sum + claimedFen, 0) / count / 100
  expect(yuan).toBeGreaterThan(2_707 * 0.95)
  expect(yuan).toBeLessThan(2_707 * 1.05)
  expect(new Set(claims.map(({ approver }) => approver))).toEqual(new Set(['approver', 'supervisor', 'branch-head']))
})
