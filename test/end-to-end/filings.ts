import { addDays, dateOf } from '../../domain/time.ts'
import { claimantId } from './desk.ts'

export const lin = {
  personId: claimantId,
  name: '林小雨',
  identityNumber: '310101199003072345',
  phone: '13917654321',
  email: 'lin.xiaoyu@example.com',
}

export const document = (documentId: string, kind = 'medical-invoice') => ({
  documentId,
  kind,
  sha256: 'a'.repeat(64),
  sizeBytes: 184_320,
  location: `oss://claims/2026/11/${documentId}`,
  fileName: '住院发票.pdf',
})

/** A medical claim of 5,000 yuan under a policy of 100 yuan deductible and 80 %: 3,920 yuan are payable. */
export const medicalReport = {
  channel: 'app',
  line: 'medical',
  policyNo: 'P-MED-0001',
  region: '310115',
  branch: '310000',
  eventDate: '2026-08-01',
  cause: 'illness',
  facts: { injury: 'none', thirdParty: false, hospitalised: true },
  claimant: lin,
  insured: 'same',
  preferredChannels: ['app', 'sms'],
  description: '因急性阑尾炎住院手术。',
}

export const medicalClaim = {
  ...medicalReport,
  filing: { claimedFen: '500000', documents: [document('doc-form', 'claim-form'), document('doc-invoice')] },
}

let losses = 0

/** The same loss never twice: each call is another day, so that nobody suspects a copy; none so long ago that its limitation has passed. */
export function anotherLoss<Filed extends { readonly eventDate: string }>(filed: Filed): Filed {
  losses += 1
  return { ...filed, eventDate: addDays(dateOf(Date.now()), -1 - losses) }
}

export const payees = {
  payees: [
    {
      name: lin.name,
      account: { number: '6222021001116245702', holderName: lin.name, bankCode: '102290000000' },
      share: '100.00',
    },
  ],
}

export const refusalCase = {
  ground: 'not-covered',
  clause: '第八条(3)',
  evidence: [],
  reason: '美容整形不在保险责任范围内',
}

export const missingRecord = { items: [{ kind: 'medical-record', reason: '请补充出院小结', decidableWithout: false }] }
