import { z } from 'zod'

import { payeeChangeReasons } from '../../../domain/claim/payee-state.ts'
import { wireFen, wireId, wireInstant, wireText } from '../values.ts'

export const thaw = z
  .strictObject({
    reason: z.enum(payeeChangeReasons),
    /** Documents of this claim that show the change. */
    documents: z.array(wireId()).min(1).max(20),
    /** Payees to be named anew; everybody whose money is not on its way when nothing is said. */
    payeeIds: z.array(wireId()).min(1).max(50).optional(),
  })
  .meta({ examples: [{ reason: 'claimant-died', documents: ['doc-12', 'doc-13'] }] })

export const screening = z
  .strictObject({
    verdict: z.enum(['release', 'uphold']),
    reason: wireText(4_000),
  })
  .meta({ examples: [{ verdict: 'release', reason: '同名不同人，证件号码不一致' }] })

export const objection = z
  .discriminatedUnion('action', [
    z.strictObject({
      action: z.literal('record'),
      text: wireText(),
      /** When it reached us, if that was earlier than now. */
      receivedAt: wireInstant.optional(),
    }),
    z.strictObject({
      action: z.literal('answer'),
      /** Told to the customer in these words: they say nothing of the measure. */
      answer: wireText(),
    }),
  ])
  .meta({
    examples: [
      { action: 'record', text: '客户询问赔款为何迟迟未到账' },
      { action: 'answer', answer: '您的赔款正在办理，我们将在三个工作日内告知结果。' },
    ],
  })

export const rescueNotice = z
  .strictObject({
    /** The notice of the police, registered as a traffic-report. */
    documentId: wireId(),
    costFen: wireFen,
    /** When it reached us, if that was earlier than now. */
    receivedAt: wireInstant.optional(),
  })
  .meta({ examples: [{ documentId: 'doc-3', costFen: '1800000', receivedAt: '2026-11-22T09:30:00+08:00' }] })
