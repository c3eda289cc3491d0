import { z } from 'zod'

import { claimLanes, liftableLimits, surveyManners } from '../../../domain/claim/codes.ts'
import type { ReviewPart, SurveyEvidence } from '../../../domain/claim/state.ts'
import { wireFen, wireId, wireText } from '../values.ts'
import { diagnosis, exampleDiagnosis, exampleRefusal, refusalBasis, refusalCase } from './front-desk.ts'
import { share } from './settlement.ts'

export const triage = z
  .strictObject({ lane: z.enum(claimLanes).optional(), needsSurvey: z.boolean().optional() })
  .meta({ examples: [{ lane: 'complex', needsSurvey: true }] })

/** A kind of evidence the domain forgets or renames does not compile here. */
const evidence = z.enum([
  'scene-photos',
  'scene-video',
  'object-state',
  'itemised-bills',
  'hospital-contact',
  'claimant-statement',
  'third-party-statement',
  'liability-document',
  'recognised-report',
]) satisfies z.ZodType<SurveyEvidence>

export const surveyReport = z
  .strictObject({
    evidence: z.array(evidence).min(1).max(9),
    /** Where it was not at the place: as far as an event of the claim allows it. */
    how: z.enum(surveyManners).optional(),
    text: wireText().optional(),
  })
  .meta({
    examples: [
      { evidence: ['scene-photos', 'object-state'], text: '地下室进水约 40 厘米' },
      { evidence: ['scene-video', 'object-state'], how: 'remote' },
    ],
  })

const part = z.enum(['preliminary', 'detailed', 'risk']) satisfies z.ZodType<ReviewPart>
const parts = z.array(part).max(3)
const text = wireText().optional()

export const review = z
  .discriminatedUnion('action', [
    z
      .strictObject({ action: z.literal('record'), parts: parts.default([]), text, diagnosis: diagnosis.optional() })
      .refine((body) => body.parts.length > 0 || body.diagnosis !== undefined, {
        path: ['parts'],
        error: 'name the parts of the review that were done, or a diagnosis',
      }),
    z.strictObject({ action: z.literal('fix-liability'), parts: parts.default([]), text }),
    refusalCase.extend({ action: z.literal('propose-refusal') }),
    z.strictObject({ action: z.literal('propose-complex'), reason: wireText(1_000) }),
    z.strictObject({ action: z.literal('confirm-complex') }),
    /** Pays without saying that it is owed: ex gratia (通融) or as a compromise (和解). */
    z.strictObject({
      action: z.literal('propose-concession'),
      kind: z.enum(['ex-gratia', 'compromise']),
      payFen: wireFen,
      reason: wireText(),
    }),
  ])
  .meta({
    examples: [
      { action: 'record', parts: ['preliminary', 'detailed'], text: '保险责任范围内' },
      { action: 'record', diagnosis: exampleDiagnosis },
      { action: 'fix-liability', parts: ['risk'] },
      { action: 'propose-refusal', ...exampleRefusal },
      { action: 'propose-concession', kind: 'ex-gratia', payFen: '200000', reason: '老客户，疾病确诊晚于等待期两日' },
    ],
  })

/** A part that is not covered is refused on what a refusal in whole rests on, and `text` tells the customer why. */
const assessedItem = refusalBasis.partial().extend({
  itemId: wireId(),
  claimedFen: wireFen,
  /** The part the policy does not cover: a refusal of that part, with its ground and clause (Insurance Law 24). */
  notCoveredFen: wireFen,
  /** Part the insured bears himself by the terms (自付); no refusal. */
  selfPayFen: wireFen.optional(),
  /** Wear (折旧), in percent of what is covered. */
  depreciationShare: share.optional(),
  /** What social insurance, another policy or who is liable pays of it (其他保险). */
  otherCoverFen: wireFen.optional(),
  /** What the loss has really cost, where that is not what is claimed: an indemnity is never more. */
  realCostFen: wireFen.optional(),
  /** Limit of the policy for this item alone. */
  limitFen: wireFen.optional(),
  /** An electronic invoice of this claim, which the tax authority has verified. */
  invoiceId: wireId().optional(),
  /** The limit it exceeds, of a medical policy: an event may have lifted it. */
  cutBy: z.enum(liftableLimits).optional(),
  /** What saved life or limb: some events lift limits for it alone. */
  emergencyCare: z.boolean().optional(),
})
export type WireAssessedItem = z.output<typeof assessedItem>

export const assessment = z.strictObject({ items: z.array(assessedItem).min(1).max(500), text }).meta({
  examples: [
    { items: [{ itemId: 'invoice-1', claimedFen: '1234500', notCoveredFen: '0' }] },
    {
      items: [
        { itemId: 'stay', claimedFen: '860000', notCoveredFen: '0', selfPayFen: '42000', otherCoverFen: '500000' },
        { itemId: 'phone', claimedFen: '400000', notCoveredFen: '0', depreciationShare: '25.00', limitFen: '200000' },
      ],
    },
    {
      items: [
        {
          itemId: 'wine',
          claimedFen: '120000',
          notCoveredFen: '120000',
          ground: 'not-covered',
          clause: '第五条(2)',
          evidence: [],
        },
      ],
      text: '酒类不在保险标的范围内',
    },
  ],
})
