import { z } from 'zod'

import { wireText } from '../values.ts'

export const approval = z
  .discriminatedUnion('action', [
    z.strictObject({ action: z.literal('approve') }),
    z.strictObject({ action: z.literal('return'), question: wireText(1_000) }),
  ])
  .meta({ examples: [{ action: 'approve' }, { action: 'return', question: '免赔额如何计算？' }] })
