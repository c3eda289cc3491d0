import { expect, test } from 'vitest'

import { medianDeadline } from './deadline.ts'

test('each deadline is timed by itself, in microseconds', () => {
  let ms = 0
  expect(medianDeadline(() => (ms += 0.25))).toBe(250)
})
