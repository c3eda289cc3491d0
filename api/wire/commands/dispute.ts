import { z } from 'zod'

import { courtDateKinds, disputeForums } from '../../../domain/claim/codes.ts'
import { wireDate, wireFen, wireId, wireInstant, wireText } from '../values.ts'

/** What the claimant holds against a decision, and what he holds to be owed, where he names it. */
export const objection = z.strictObject({
  identityChecked: z.boolean(),
  reason: wireText(),
  claimedFen: wireFen.optional(),
})

export const dispute = objection
  .extend({
    /** When it reached the insurer, if that was earlier than now: its days run from then on. */
    raisedAt: wireInstant.optional(),
  })
  .meta({ examples: [{ identityChecked: true, reason: '住院护理费应当赔付', claimedFen: '320000' }] })

/** The first answer, told to the claimant in these words. */
export const investigation = z
  .strictObject({ answer: wireText() })
  .meta({ examples: [{ answer: '您的异议已由未参与原处理的人员核查，正在调取住院记录' }] })

export const appraisal = z
  .discriminatedUnion('action', [
    z.strictObject({
      action: z.literal('appoint'),
      appointedBy: z.enum(['insurer', 'claimant', 'both']),
      /** Opaque id of the assessor's firm. */
      assessorId: wireId(),
    }),
    z.strictObject({ action: z.literal('report'), findings: wireText(), assessedFen: wireFen.optional() }),
  ])
  .meta({
    examples: [
      { action: 'appoint', appointedBy: 'both', assessorId: 'assessor-12' },
      { action: 'report', findings: '修复费用合理', assessedFen: '410000' },
    ],
  })

export const evaluation = z
  .discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.enum(['uphold', 'change']), findings: wireText() }),
    z.strictObject({ outcome: z.enum(['compromise', 'ex-gratia']), payFen: wireFen, findings: wireText() }),
  ])
  .meta({
    examples: [
      { outcome: 'uphold', findings: '条款约定明确，原处理无误' },
      { outcome: 'compromise', payFen: '50000', findings: '护理天数双方均难以证明，各让一步' },
    ],
  })

export const resolution = z
  .discriminatedUnion('verdict', [
    z.strictObject({ verdict: z.literal('approve') }),
    z.strictObject({ verdict: z.literal('return'), question: wireText(1_000) }),
  ])
  .meta({ examples: [{ verdict: 'approve' }, { verdict: 'return', question: '和解金额的依据是什么？' }] })

export const mediation = z
  .discriminatedUnion('action', [
    z.strictObject({
      action: z.literal('start'),
      /** Both sides asked for it; nobody is mediated against his will. */
      bothAgreed: z.literal(true),
      /** Opaque id of the mediation body. */
      mediatorId: wireId(),
    }),
    z.strictObject({ action: z.literal('agree'), payFen: wireFen, agreement: wireText() }),
    z.strictObject({ action: z.literal('fail'), note: wireText() }),
  ])
  .meta({
    examples: [
      { action: 'start', bothAgreed: true, mediatorId: 'mediator-3' },
      { action: 'agree', payFen: '60000', agreement: '双方同意另行支付护理费' },
      { action: 'fail', note: '双方差距过大' },
    ],
  })

export const adjudication = z
  .strictObject({ outcome: z.enum(['uphold', 'change']), ruling: wireText() })
  .meta({ examples: [{ outcome: 'uphold', ruling: '维持原处理结果，理由如下' }] })

export const litigation = z
  .discriminatedUnion('action', [
    z.strictObject({ action: z.literal('file'), forum: z.enum(disputeForums), caseNumber: wireText(200) }),
    z.strictObject({ action: z.literal('date'), on: wireDate, what: z.enum(courtDateKinds) }),
    z.strictObject({
      action: z.literal('judgment'),
      /** To be paid besides what was paid already; `"0"` where the claimant lost. */
      payFen: wireFen,
      /** The last day for it that the judgment names. */
      payBy: wireDate.optional(),
      ruling: wireText(),
    }),
  ])
  .meta({
    examples: [
      { action: 'file', forum: 'court', caseNumber: '(2026)沪0115民初12345号' },
      { action: 'date', on: '2026-12-15', what: 'hearing' },
      { action: 'judgment', payFen: '80000', payBy: '2027-01-10', ruling: '判决书主文' },
    ],
  })
