import { z } from 'zod'

import { wireDuration } from './duration.ts'

export const fastForwardBody = z
  .strictObject({
    by: wireDuration,
    /** Jump although receipts or transfers are in the air. */
    force: z.boolean().default(false),
  })
  .meta({ examples: [{ by: 'PT48H' }] })

export const fastForwardAnswer = z.object({
  from: z.string(),
  to: z.string(),
  /** The claim's own now; before `to` when the claim came to its end on the way. */
  asOf: z.string(),
})
