import { expect, test } from 'vitest'
import type { ClockPromise, Promisee } from './promise.ts'
import { promiseFaults, promisedLength } from './promise.ts'
import { clockRegistry1 as rules } from './registry.ts'

const ann: Promisee = { line: 'medical', channel: 'app', group: false }

test.each([
  ['everybody', {}, 12],
  ['her line', { lines: ['medical'] }, 12],
  ['another line', { lines: ['motor'] }, 24],
  ['her channel', { channels: ['app', 'web'] }, 12],
  ['another channel', { channels: ['counter'] }, 24],
  ['individuals', { customers: 'individual' }, 12],
  ['groups', { customers: 'group' }, 24],
] as const)('a promise of 12 h to %s', (_whom, to: Partial<ClockPromise>, hours) => {
  expect(promisedLength(rules.C01, [{ clock: 'C01', length: 12, ...to }], ann)).toBe(hours)
})

test('of several promises the shortest holds, and none of them lengthens the rule', () => {
  const promises: ClockPromise[] = [
    { clock: 'C02', length: 36 },
    { clock: 'C02', length: 24 },
    { clock: 'C02', length: 72 },
  ]
  expect(promisedLength(rules.C02, promises, ann)).toBe(24)
  expect(promisedLength(rules.C02, promises.slice(2), ann)).toBe(48)
})

test('a promise to individuals waits until it is known whether the policy is a group’s', () => {
  const promise: ClockPromise = { clock: 'C06', length: 10, customers: 'individual' }
  expect(promisedLength(rules.C06, [promise], { ...ann, group: null })).toBe(30)
})

test('a policy that lengthens a clock of the law is refused with the article', () => {
  expect(
    promiseFaults(
      [
        { clock: 'C10', length: 10 },
        { clock: 'C10', length: 11 },
      ],
      rules,
    ),
  ).toEqual([
    {
      code: 'LONGER_THAN_ALLOWED',
      field: '/1/length',
      message:
        'C10 may be at most 10 natural-days (Insurance Law art. 23; basic service rules for personal insurance art. 26; compulsory motor regulation art. 29); 11 would be longer',
    },
  ])
})

test.each(Object.values(rules).filter(({ kind }) => kind === 'law' || kind === 'norm'))(
  '$id cannot be promised longer than its source allows',
  ({ id, length }) => {
    expect(promiseFaults([{ clock: id, length: length + 1 }], rules)).toHaveLength(1)
    expect(promiseFaults([{ clock: id, length }], rules)).toEqual([])
  },
)

test('the insurer’s own targets and the customer’s time may be longer', () => {
  expect(
    promiseFaults(
      [
        { clock: 'C14', length: 30 },
        { clock: 'E1', length: 8 },
      ],
      rules,
    ),
  ).toEqual([])
})

test.each([0, -1, 1.5, Number.NaN])('%d is no length', (length) => {
  expect(promiseFaults([{ clock: 'C14', length }], rules)).toMatchObject([{ code: 'NOT_A_LENGTH' }])
})
