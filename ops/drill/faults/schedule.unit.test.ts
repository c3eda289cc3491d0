import { expect, test } from 'vitest'

import { diceOf } from '../../../local/dice.ts'
import type { PartName } from '../../../local/production/part.ts'
import { crashPoints } from '../crash-points.ts'
import type { FaultKind } from './field.ts'
import { dealFaults, fullDeck, smokeFaults } from './schedule.ts'

/** Every part of the stack; the second worker is there for one fault only. */
const parts: Readonly<Record<Exclude<PartName, 'secondWorker'>, true>> = {
  postgres: true,
  temporalPostgres: true,
  temporal: true,
  policy: true,
  messages: true,
  bank: true,
  fraud: true,
  screening: true,
  tax: true,
  worker: true,
  api: true,
}

const others: readonly FaultKind[] = [
  'kill at a crash point',
  'power cut',
  'freeze the worker',
  'freeze between query and send',
  'damage a wire',
  'partner in trouble',
  'disk full',
]

function deal(seed: number, count: number): FaultKind[] {
  const faults = dealFaults(diceOf(seed))
  return Array.from({ length: count }, () => faults.next().value.kind)
}

test('one deck holds every fault there is: each part is killed, each crash point come by', () => {
  const kills = Object.keys(parts).map((name): FaultKind => `kill ${name as PartName}`)
  expect(new Set(fullDeck.map(({ kind }) => kind))).toEqual(new Set([...kills, ...others]))
  expect(fullDeck.filter(({ kind }) => kind === 'kill at a crash point')).toHaveLength(crashPoints.length)
  expect(crashPoints).toHaveLength(16)
})

test('the same seed deals the same faults, another seed another order; every deck is dealt to its end', () => {
  const count = fullDeck.length
  expect(deal(7, 3 * count)).toEqual(deal(7, 3 * count))
  expect(deal(7, count)).not.toEqual(deal(8, count))
  const whole = fullDeck.map(({ kind }) => kind).toSorted()
  expect(
    deal(7, 2 * count)
      .slice(count)
      .toSorted(),
  ).toEqual(whole)
})

test('a smoke kills the worker, at a crash point too, the API, and everything at once', () => {
  expect(smokeFaults.map(({ kind }) => kind)).toEqual(['kill worker', 'kill at a crash point', 'kill api', 'power cut'])
})
