import { expect, test } from 'vitest'
import type { Delegation, Lending } from './delegation.ts'
import { delegationFault, lentBy, lentTo } from './delegation.ts'

const lending = (change: Partial<Lending> = {}): Lending => ({
  toPersonId: 'per_he',
  kinds: ['payment'],
  from: '2026-03-02',
  to: '2026-03-06',
  ...change,
})

const lent = (change: Partial<Delegation> = {}): Delegation => ({
  fromPersonId: 'per_li',
  fromLevel: 3,
  fromBranch: '310000',
  ...lending(),
  ...change,
})

const he = { personId: 'per_he', ownLevel: 1, day: '2026-03-02', kinds: ['payment'] } as const

test('who is lent a higher step decides by it on its days, for the kinds it was lent for', () => {
  expect(lentTo([lent()], he)?.fromLevel).toBe(3)
  expect(lentTo([lent()], { ...he, day: '2026-03-06' })?.fromLevel).toBe(3)
  for (const other of [
    { ...he, day: '2026-03-01' },
    { ...he, day: '2026-03-07' },
    { ...he, personId: 'per_other' },
    { ...he, kinds: ['payment', 'refusal'] as const },
    { ...he, ownLevel: 3 },
    { ...he, ownLevel: 4 },
  ]) {
    expect(lentTo([lent()], other)).toBeNull()
  }
})

test('of several the highest counts, and it is never lent on: a chain lifts nobody beyond its last link', () => {
  expect(lentTo([lent({ fromLevel: 2 }), lent({ fromPersonId: 'per_wu', fromLevel: 4 })], he)?.fromPersonId).toBe(
    'per_wu',
  )
  const chain = [lent({ fromLevel: 4, toPersonId: 'per_mid' }), lent({ fromPersonId: 'per_mid', fromLevel: 2 })]
  expect(lentTo(chain, he)?.fromLevel).toBe(2)
})

test('whom somebody lent a kind to is found by its owner', () => {
  const all = [lent(), lent({ kinds: ['refusal'], toPersonId: 'per_ma' })]
  expect(lentBy(all, { personId: 'per_li', day: '2026-03-03', kinds: ['refusal'] })).toEqual([all[1]])
})

test.each<[string, readonly Lending[], readonly Delegation[], string | null]>([
  ['nothing lent', [], [], null],
  ['one kind to each of two', [lending(), lending({ kinds: ['refusal'], toPersonId: 'per_ma' })], [], null],
  ['days that run back', [lending({ to: '2026-03-01' })], [], '/delegations/0/to DELEGATION_DAYS'],
  ['the same to two', [lending(), lending({ toPersonId: 'per_ma' })], [], '/delegations/1/from DELEGATION_OVERLAP'],
  ['to oneself', [lending({ toPersonId: 'per_me' })], [], '/delegations/0/toPersonId DELEGATION_CIRCLE'],
  [
    'back by one other',
    [lending()],
    [lent({ fromPersonId: 'per_he', toPersonId: 'per_me' })],
    '/delegations/0/toPersonId DELEGATION_CIRCLE',
  ],
  [
    'back by two others',
    [lending()],
    [lent({ fromPersonId: 'per_he', toPersonId: 'per_x' }), lent({ fromPersonId: 'per_x', toPersonId: 'per_me' })],
    '/delegations/0/toPersonId DELEGATION_CIRCLE',
  ],
  [
    'back on other days',
    [lending()],
    [lent({ fromPersonId: 'per_he', toPersonId: 'per_me', from: '2026-03-07', to: '2026-03-09' })],
    null,
  ],
  ['what was lent before is replaced', [lending()], [lent({ fromPersonId: 'per_me', toPersonId: 'per_he' })], null],
])('%s', (_what, lendings, others, expected) => {
  const fault = delegationFault('per_me', lendings, others)
  expect(fault === null ? null : `${fault.field} ${fault.code}`).toBe(expected)
})
