import { z } from 'zod'

import { wireText } from '../values.ts'

export const feedback = z
  .discriminatedUnion('action', [
    z.strictObject({ action: z.literal('give'), score: z.int().min(1).max(10), text: wireText().optional() }),
    z.strictObject({ action: z.literal('answer'), answer: wireText() }),
  ])
  .meta({
    examples: [
      { action: 'give', score: 9 },
      { action: 'answer', answer: '已电话致歉并说明' },
    ],
  })
