import { z } from 'zod'

import { refusalGrounds, relinkReasons, reopenReasons } from '../../../domain/claim/codes.ts'
import { diseases } from '../../../domain/claim/diseases.ts'
import { filingBody } from '../filing.ts'
import { wireDocument, wireDocumentKind, wireFen, wireId, wireInstant, wireText } from '../values.ts'

const document = { kind: 'medical-invoice', sha256: 'a'.repeat(64), sizeBytes: 184_320 } as const
const exampleDocument = { documentId: 'doc-7', ...document, location: 'oss://claims/2026/11/7', fileName: '发票.pdf' }

export const filing = filingBody.meta({ examples: [{ claimedFen: '1234500', documents: [exampleDocument] }] })

const documentNeed = z.strictObject({
  kind: wireDocumentKind,
  /** Why it is needed, in words the customer understands. */
  reason: wireText(500),
  /** Whether the claim can be decided on what is there, should it never come. */
  decidableWithout: z.boolean(),
})
/** One complete list (Insurance Law 22): it pauses clocks of the law once. */
const items = z.array(documentNeed).min(1).max(50)
/** Of a further list (#16): the new fact that makes it necessary. It pauses nothing of the law, and a supervisor makes it. */
const furtherReason = wireText(1_000).optional()

/** A clause as policies number theirs. Numbers and numerals only: this stands in the claim's history. */
const clause = z
  .string()
  .max(60)
  .regex(
    /^[A-Za-z0-9 .,()（）§/_第条款项目章节附则一二三四五六七八九十百零-]+$/,
    'expected the number of a clause, such as 第八条(3)',
  )

/** What a refusal rests on, of a whole claim or of one item. */
export const refusalBasis = z.strictObject({
  ground: z.enum(refusalGrounds),
  clause,
  /** Documents of this claim. */
  evidence: z.array(wireId()).max(50),
  /** For `exclusion`: the document that shows the clause was prompted and explained (Insurance Law 17). */
  explainedDocumentId: wireId().optional(),
})

/** A refusal in whole; the reason is told to the customer in these words. */
export const refusalCase = refusalBasis.extend({
  reason: wireText(),
  /** Cash value or premium that is owed all the same, and paid (Insurance Law 43 to 45). */
  stillDueFen: wireFen.optional(),
})
export type WireRefusalCase = z.output<typeof refusalCase>

const exampleNeed = { kind: 'medical-record', reason: '请补充出院记录', decidableWithout: false } as const
export const exampleRefusal = {
  ground: 'not-in-force',
  clause: '第三条',
  evidence: ['doc-7'],
  reason: '事故发生时保单已终止',
} as const

/** What medical proof says of a critical illness: what the day promised for it rests on (C19). */
export const diagnosis = z.strictObject({
  /** By the closed list of the policy system's contract; `unlisted` is none of it. Sealed: the claim learns only whether it counts. */
  disease: z.enum(diseases),
  /** A document of this claim, of the kind diagnosis or medical-record. */
  documentId: wireId(),
  /** By the proof no listed disease of this insured was diagnosed before. */
  isFirst: z.boolean(),
})
export type WireDiagnosis = z.output<typeof diagnosis>

export const exampleDiagnosis = { disease: 'malignant-tumour', documentId: 'doc-9', isFirst: true } as const

export const acceptance = z
  .discriminatedUnion('action', [
    z.strictObject({ action: z.literal('start-check') }),
    z.strictObject({ action: z.literal('accept'), diagnosis: diagnosis.optional() }),
    z.strictObject({ action: z.literal('request-documents'), items, reason: furtherReason }),
    refusalCase.extend({ action: z.literal('propose-denial') }),
  ])
  .meta({
    examples: [
      { action: 'accept' },
      { action: 'accept', diagnosis: exampleDiagnosis },
      { action: 'request-documents', items: [exampleNeed] },
      { action: 'propose-denial', ...exampleRefusal },
    ],
  })

export const documents = z
  .strictObject({
    documents: z.array(wireDocument).min(1).max(200),
    /** When they reached the insurer or its agent, if that was earlier than now (Insurance Law 127). */
    receivedAt: wireInstant.optional(),
  })
  .meta({ examples: [{ documents: [exampleDocument] }] })

export const documentRequest = z
  .strictObject({ items, reason: furtherReason })
  .meta({ examples: [{ items: [exampleNeed] }, { items: [exampleNeed], reason: '复查发现第二次住院' }] })

const otherClaimId = z.string().regex(/^clm_[0-9a-f-]{32,36}$/, 'expected the id of a claim')

export const duplicateCheck = z
  .discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('suspect'), otherClaimId }),
    z.strictObject({ outcome: z.enum(['same', 'joined', 'cleared']) }),
  ])
  .meta({
    examples: [
      { outcome: 'suspect', otherClaimId: 'clm_019a9d0c-3f6a-7c11-9d0e-2f6c3b1a7e55' },
      { outcome: 'cleared' },
    ],
  })

const reason = wireText(1_000)

export const withdrawal = z
  .strictObject({ identityChecked: z.boolean(), reason })
  .meta({ examples: [{ identityChecked: true, reason: '对方已全额赔付' }] })

export const cancellation = z.strictObject({ because: z.literal('test') }).meta({ examples: [{ because: 'test' }] })

export const relinking = z
  .strictObject({
    /** The policy the claim should stand under. */
    policyNo: wireId(),
    because: z.enum(relinkReasons),
  })
  .meta({ examples: [{ policyNo: 'P-MED-0002', because: 'named-wrongly' }] })

export const reopening = z
  .strictObject({
    /** New evidence begins the time of a determination; what we got wrong was owed since the receipt. */
    reason: z.enum(reopenReasons),
    note: wireText(),
    to: z.enum(['received', 'assessing']),
  })
  .meta({
    examples: [
      { reason: 'new-evidence', note: '客户补充了伤残鉴定', to: 'assessing' },
      { reason: 'insurer-error', note: '复核发现免赔额重复扣减', to: 'assessing' },
    ],
  })

export const revival = z.strictObject({}).meta({ examples: [{}] })

export const delivery = z
  .strictObject({
    /** Number of the receipt, the registered letter, the signed form. */
    reference: wireId(),
    /** When it was delivered, if that was earlier than now. */
    deliveredAt: wireInstant.optional(),
  })
  .meta({ examples: [{ reference: 'EMS-1098765432109', deliveredAt: '2026-11-22T09:30:00+08:00' }] })
