import { z } from 'zod'

import { claimantCapacities } from '../../domain/claim/evidence.ts'
import { filingBody } from './filing.ts'
import {
  wireCause,
  wireChannel,
  wireDate,
  wireId,
  wireIdentityNumber,
  wireInstant,
  wireLine,
  wireLineOfBusiness,
  wireNoticeChannels,
  wirePersonId,
  wirePhone,
  wireRegion,
  wireText,
} from './values.ts'

/** A person as the filer names them. Personal data: encrypted before anything else happens with them. */
const person = z.strictObject({
  /** The insurer's own opaque id; without one we derive it from the identity number. */
  personId: wirePersonId.optional(),
  name: wireLine(100),
  identityNumber: wireIdentityNumber,
  phone: wirePhone,
  email: z.email().max(254).optional(),
})
export type WirePerson = z.infer<typeof person>

const loss = {
  line: wireLineOfBusiness,
  policyNo: wireId(),
  /** Administrative division code of the place. */
  region: wireRegion,
  eventDate: wireDate,
  cause: wireCause,
  facts: z.strictObject({
    injury: z.enum(['none', 'injury', 'death']),
    thirdParty: z.boolean(),
    hospitalised: z.boolean(),
  }),
}

/** Shown where the API is described, so that a first try there is taken in. */
const exampleLoss = {
  channel: 'app',
  line: 'medical',
  policyNo: 'P-MED-0001',
  region: '310115',
  eventDate: '2026-08-22',
  cause: 'accident',
  facts: { injury: 'injury', thirdParty: false, hospitalised: false },
}
const exampleReport = {
  ...exampleLoss,
  claimant: { name: '张示例', identityNumber: '990000199001010017', phone: '12000000001' },
  insured: 'same',
  preferredChannels: ['app', 'sms'],
  description: '下班途中骑自行车摔倒，右手腕骨裂。',
}

/** First notice of loss (报案), alone (#1) or with the claim form and its documents (#1 and #3). */
export const lossReportBody = z
  .strictObject({
    channel: wireChannel,
    ...loss,
    /** The branch that works the claim; the region's own when nothing is said. */
    branch: wireRegion.optional(),
    claimant: person,
    insured: z.union([z.literal('same'), person]),
    /** The claimant is the injured third party, or a hospital or repairer the insured authorised (直付). */
    capacity: z.enum(claimantCapacities).optional(),
    preferredChannels: wireNoticeChannels,
    /** What happened, in the customer's words. */
    description: wireText(),
    /** Why the customer should be served in the green channel (绿色通道), as the filer knows; age is found by rule. */
    greenChannel: z
      .array(z.enum(['hardship', 'disabled', 'elderly']))
      .max(3)
      .optional(),
    /** A claim for testing: only such a one may later be cancelled as a test. */
    isTest: z.boolean().default(false),
    /** When the report reached the insurer or its agent, if that was earlier than now: its clocks count from then on. */
    receivedAt: wireInstant.optional(),
    /** Without an arrival of its own it came with the report. */
    filing: filingBody.optional(),
  })
  .meta({ examples: [exampleReport] })
export type LossReportBody = z.infer<typeof lossReportBody>

/** What a preview needs: no person, no words. */
export const previewBody = z
  .strictObject({
    ...loss,
    channel: wireChannel.default('app'),
    branch: wireRegion.optional(),
    claimedFen: filingBody.shape.claimedFen,
    documents: z
      .array(z.strictObject({ kind: filingBody.shape.documents.element.shape.kind }))
      .max(200)
      .default([]),
  })
  .meta({ examples: [{ ...exampleLoss, claimedFen: '286000', documents: [{ kind: 'medical-invoice' }] }] })
export type PreviewBody = z.infer<typeof previewBody>
