import { expect, test } from 'vitest'

import { DAY, HOUR, MINUTE, SECOND } from '../../../domain/time.ts'
import { wireDuration } from './duration.ts'

test.each([
  ['PT48H', 48 * HOUR],
  ['P30D', 30 * DAY],
  ['P1DT2H3M4S', DAY + 2 * HOUR + 3 * MINUTE + 4 * SECOND],
  ['PT90S', 90 * SECOND],
])('%s is a duration', (text, ms) => {
  expect(wireDuration.parse(text)).toBe(ms)
})

test.each(['', 'P', 'PT', 'P1DT', '48h', 'PT-1H', '-PT1H', 'P1M', 'P1Y', 'PT1.5H', 'PT0S', 'P99999D', ' PT1H'])(
  '"%s" is none, or none that can be jumped',
  (text) => {
    expect(wireDuration.safeParse(text).success).toBe(false)
  },
)
