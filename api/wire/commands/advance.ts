import { z } from 'zod'

import { prepaymentReasons, recoveryCauses } from '../../../domain/claim/codes.ts'
import { wireFen, wireId, wireText } from '../values.ts'
import { advancePayee } from './settlement.ts'

/** Documents of this claim. */
const evidence = z.array(wireId()).max(50)
const reason = wireText(1_000)

export const prepayment = z
  .discriminatedUnion('action', [
    z.strictObject({
      action: z.literal('request'),
      why: z.enum(prepaymentReasons),
      /** What the documents prove at least. */
      amountFen: wireFen,
      evidence,
      payee: advancePayee,
      text: wireText().optional(),
    }),
    /** From day 55 of Insurance Law 25 on: head office says that nothing is provable, and why. The customer reads it. */
    z.strictObject({ action: z.literal('nothing-provable'), reason }),
    /** From day 55 on: head office wants a refusal proposed, which leads the claim to review. */
    z.strictObject({ action: z.literal('start-refusal'), reason }),
  ])
  .meta({
    examples: [
      {
        action: 'request',
        why: 'unfinished-treatment',
        amountFen: '800000',
        evidence: ['doc-7'],
        payee: {
          name: '张三',
          account: { number: '6222020000000000000', holderName: '张三', bankCode: '102290000000' },
        },
      },
      {
        action: 'request',
        why: 'unfinished-treatment',
        amountFen: '300000',
        evidence: ['doc-7'],
        payee: {
          name: '张小示',
          minor: true,
          receiver: { as: 'guardian', evidence: ['doc-9'] },
          account: { number: '6222020000000000000', holderName: '张三', bankCode: '102290000000' },
        },
      },
      { action: 'nothing-provable', reason: '医疗费票据尚未提交，无法确定任何金额' },
    ],
  })

export type WireAdvancePayee = z.output<typeof advancePayee>

export const prepaymentApproval = z
  .strictObject({
    verdict: z.enum(['approve', 'return']),
    /** Where less is provable than was proposed. */
    amountFen: wireFen.optional(),
    /** Why it goes back. */
    reason: reason.optional(),
  })
  .meta({ examples: [{ verdict: 'approve' }, { verdict: 'return', reason: '票据与病历不符' }] })

export const recovery = z
  .strictObject({
    cause: z.enum(recoveryCauses),
    amountFen: wireFen,
    /** Who is liable for the loss, for `subrogation` (Insurance Law 62). */
    against: z.strictObject({ relation: z.enum(['family', 'other']), intentional: z.boolean() }).optional(),
    evidence: evidence.default([]),
    reason,
  })
  .meta({
    examples: [
      {
        cause: 'subrogation',
        amountFen: '1500000',
        against: { relation: 'other', intentional: false },
        evidence: ['doc-7'],
        reason: '对方全责，赔付后取得代位求偿权',
      },
    ],
  })

export const recoveryReceipt = z
  .strictObject({
    amountFen: wireFen,
    /** Number under which it stands in our own book. */
    reference: wireId(),
  })
  .meta({ examples: [{ amountFen: '500000', reference: 'IN-2026-11-0042' }] })

export const recoveryWriteOff = z
  .strictObject({ reason })
  .meta({ examples: [{ reason: '债务人下落不明，追偿成本过高' }] })
