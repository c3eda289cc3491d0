import { z } from 'zod'

import type { Preview } from '../../domain/claim/preview.ts'
import type { Instant } from '../../domain/time.ts'
import { clockBody, clocksOnWire } from './clock-view.ts'

export const previewAnswer = z
  .object({
    lane: z.string(),
    needsSurvey: z.boolean(),
    because: z.array(z.string()),
    /** `pending`: the policy system did not answer in time, the rest is what is known without it. */
    policy: z.enum(['found', 'unknown', 'pending']),
    clocks: z.array(clockBody),
    missing: z.array(z.object({ kind: z.string(), decidableWithout: z.boolean() })),
  })
  .meta({ id: 'Preview' })

export function previewOnWire(
  { lane, needsSurvey, because, clocks, missing }: Preview,
  policy: 'found' | 'unknown' | 'pending',
  asOf: Instant,
) {
  return {
    lane,
    needsSurvey,
    because: [...because],
    policy,
    clocks: clocksOnWire(clocks, asOf),
    missing: [...missing],
  }
}
