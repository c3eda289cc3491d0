import { expect, test } from 'vitest'

import { diceOf } from '../../../local/dice.ts'
import type { PartName } from '../../../local/production/part.ts'
import { crashPoints } from '../crash-points.ts'
import type { FaultKind } from './field.ts'
import type { Fault } from './field.ts'
import { dealFaults, fullDeck, smokeFaults } from './schedule.ts'
import { partnerTroubles, wireDamages } from './trouble.ts'

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

function dealt(seed: number, count: number): Fault[] {
  const faults = dealFaults(diceOf(seed))
  return Array.from({ length: count }, () => faults.next().value)
}

const deal = (seed: number, count: number): FaultKind[] => dealt(seed, count).map(({ kind }) => kind)

const deckKinds = fullDeck.map((card) => (typeof card === 'string' ? card : card.kind))

test('one deck holds every fault there is: each part is killed, each crash point come by', () => {
  const kills = Object.keys(parts).map((name): FaultKind => `kill ${name as PartName}`)
  expect(new Set(deckKinds)).toEqual(new Set([...kills, ...others]))
  expect(deckKinds.filter((kind) => kind === 'kill at a crash point')).toHaveLength(crashPoints.length)
  expect(crashPoints).toHaveLength(16)
})

test('the same seed deals the same faults, another seed another order; every deck is dealt to its end', () => {
  const count = fullDeck.length
  expect(deal(7, 3 * count)).toEqual(deal(7, 3 * count))
  expect(deal(7, count)).not.toEqual(deal(8, count))
  const whole = deckKinds.toSorted()
  expect(
    deal(7, 2 * count)
      .slice(count)
      .toSorted(),
  ).toEqual(whole)
})

test('in the three decks of 200 kills every damage strikes Postgres, Temporal and the bank, and every partner is in every trouble', () => {
  const struck = new Set(dealt(7, 3 * fullDeck.length))
  expect(wireDamages).toHaveLength(16)
  expect([...wireDamages, ...partnerTroubles].filter((fault) => !struck.has(fault))).toEqual([])
})

test('a smoke kills the worker, at a crash point too, the API, and everything at once', () => {
  expect(smokeFaults.map(({ kind }) => kind)).toEqual(['kill worker', 'kill at a crash point', 'kill api', 'power cut'])
})
