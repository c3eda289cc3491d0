import type { FastifyRequest } from 'fastify'
import { expect, test } from 'vitest'

import { preferredWaitMs } from './prefer.ts'

const waitOf = (prefer?: string | readonly string[]): number | null =>
  preferredWaitMs({ headers: { prefer } } as unknown as FastifyRequest)

test.each([
  ['wait=5', 5_000],
  ['WAIT = "5"', 5_000],
  ['respond-async, wait=2; because="a, b", handling=lenient', 2_000],
  ['note="wait=9, or less", wait=3', 3_000],
  ['wait=1, wait=7', 1_000],
  ['wait=0', 0],
  ['wait=3600', 10_000],
])('%s is a wish to wait', (prefer, ms) => {
  expect(waitOf(prefer)).toBe(ms)
})

test('a header sent twice is one list', () => {
  expect(waitOf(['return=minimal', 'wait=4'])).toBe(4_000)
})

test.each([[undefined], [''], ['respond-async'], ['return=minimal, waiting=3'], ['"wait=3"']])(
  '%j says nothing about waiting',
  (prefer) => {
    expect(waitOf(prefer)).toBeNull()
  },
)

test.each(['wait', 'wait=', 'wait=soon', 'wait=-1', 'wait=1.5', 'wait="5', 'wait=5 s', 'wait;n=5', 'wait=9999999999'])(
  '%s is no number of seconds',
  (prefer) => {
    expect(() => waitOf(prefer)).toThrow(
      expect.objectContaining({
        code: 'REQUEST_MALFORMED',
        facts: expect.objectContaining({
          errors: [expect.objectContaining({ pointer: 'header:prefer' })],
        }) as unknown,
      }),
    )
  },
)
