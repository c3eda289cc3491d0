import { expect, test } from 'vitest'

import { commandOf, readBenchOptions } from './options.ts'

test('nothing said is a full run of everything with a fixed seed', () => {
  expect(readBenchOptions([])).toEqual({ smoke: false, help: false, seed: 1, open: 10_000, only: [] })
})

test('seed, size and phases can be chosen', () => {
  expect(readBenchOptions(['--seed', '9', '--open', '100000', '--only', 'closed-loop,crash'])).toMatchObject({
    seed: 9,
    open: 100_000,
    only: ['closed-loop', 'crash'],
  })
})

test.each([
  [['--open', '12'], '--open must be a whole number from 1000 to 1000000, not "12"'],
  [['--seed', 'x'], '--seed must be a whole number from 0 to 1000000, not "x"'],
  [['--fast'], '--fast'],
])('%j is refused with what is wrong', (args, message) => {
  expect(() => readBenchOptions(args)).toThrow(message)
})

test('phases may be named one by one as well', () => {
  expect(readBenchOptions(['--only', 'intake', '--only', 'storm,idle']).only).toEqual(['intake', 'storm', 'idle'])
})

test.each([[[]], [['--smoke']], [['--seed', '9', '--open', '100000', '--only', 'closed-loop,crash']]])(
  'the command a report names asks for the same again: %j',
  (args) => {
    const asked = readBenchOptions(args)
    const again = commandOf(asked).replace('npm run bench -- ', '').split(' ')
    expect(readBenchOptions(again)).toEqual(asked)
  },
)
