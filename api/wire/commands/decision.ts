import { z } from 'zod'

import { wireFen, wireText } from '../values.ts'

const reason = wireText(1_000)

/** What else than a proposal or the end of a dispute the committee votes on. */
const motion = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['advance', 'compensation', 'write-off']), n: z.int().min(1).max(100_000) }),
  z.strictObject({ kind: z.literal('reserve'), reserveFen: wireFen }),
])

export const approval = z
  .discriminatedUnion('action', [
    z.strictObject({ action: z.literal('approve') }),
    /** With `on` of head office, where the committee would have to vote on it. */
    z.strictObject({ action: z.literal('return'), question: reason, on: motion.optional() }),
    /** Of a member of the committee; who is not for it says why. */
    z.strictObject({
      action: z.literal('vote'),
      vote: z.enum(['for', 'against', 'abstain']),
      reason: reason.optional(),
      on: motion.optional(),
    }),
  ])
  .meta({
    examples: [
      { action: 'approve' },
      { action: 'return', question: '免赔额如何计算？' },
      { action: 'vote', vote: 'against', reason: '缺少第三方检验报告' },
      { action: 'vote', vote: 'for', on: { kind: 'advance', n: 1 } },
    ],
  })
