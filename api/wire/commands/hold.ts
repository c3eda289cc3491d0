import { z } from 'zod'

import { wireFen, wireId, wireInstant, wireText } from '../values.ts'
import { refusalBasis } from './front-desk.ts'

const evidence = z.array(wireId()).min(1).max(50)

export const hold = z
  .discriminatedUnion('action', [
    /** Why, in words: sealed, and shown to nobody the claim is about. */
    z.strictObject({ action: z.literal('raise'), amountFen: wireFen, reason: wireText(1_000) }),
    z.strictObject({ action: z.literal('confirm') }),
  ])
  .meta({
    examples: [
      { action: 'raise', amountFen: '10000000', reason: '发票号码连号，与医院记录不符' },
      { action: 'confirm' },
    ],
  })

export const holdRelease = z
  .strictObject({ report: wireText() })
  .meta({ examples: [{ report: '已向医院核实，票据真实' }] })

const proof = z.strictObject({
  clause: refusalBasis.shape.clause,
  /** Documents of this claim that prove it. */
  evidence,
  /** What the customer is told, should the committee refuse. */
  reason: wireText(),
  /** Number under which the case was handed to the police, when it was. */
  policeReference: wireId().optional(),
})

export const fraudProof = z
  .discriminatedUnion('extent', [
    proof.extend({ extent: z.literal('whole') }),
    /** What is false of what was assessed; the rest stays owed (Insurance Law 27). */
    proof.extend({ extent: z.literal('part'), falseFen: wireFen }),
  ])
  .meta({
    examples: [
      { extent: 'whole', clause: '第二十七条', evidence: ['doc-7'], reason: '经调查，该保险事故并未发生' },
      {
        extent: 'part',
        falseFen: '120000',
        clause: '第二十七条',
        evidence: ['doc-7'],
        reason: '其中一张发票系伪造',
        policeReference: 'JJ-2026-118',
      },
    ],
  })

export const countersignature = z
  .discriminatedUnion('verdict', [
    z.strictObject({ verdict: z.literal('agree') }),
    z.strictObject({ verdict: z.literal('object'), question: wireText(1_000) }),
  ])
  .meta({ examples: [{ verdict: 'agree' }, { verdict: 'object', question: '证人笔录是否经本人签字？' }] })

export const nonDisclosure = z
  .strictObject({
    evidence,
    /** When it became known to the insurer or its agent, if that was earlier than now. */
    knownAt: wireInstant.optional(),
  })
  .meta({ examples: [{ evidence: ['doc-7'], knownAt: '2026-11-20T09:00:00+08:00' }] })

export const rescission = z
  .strictObject({
    /** Number of the paper that proves the service. */
    reference: wireId(),
    /** When it was served, if that was earlier than now. */
    servedAt: wireInstant.optional(),
  })
  .meta({ examples: [{ reference: 'EMS-1098765432109', servedAt: '2026-11-22T09:30:00+08:00' }] })
