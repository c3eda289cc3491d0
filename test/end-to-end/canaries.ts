import { document } from './filings.ts'

/**
 * One unmistakable value for every place where people write about people. None of them may be found in clear anywhere but
 * with the partners who must know it.
 */
export const canaries = {
  claimant: '金丝雀甲子',
  claimantIdentity: '31010119900307CNRY',
  claimantPhone: '13977440011',
  claimantEmail: 'canary.mail@birds.example',
  insured: '金丝雀乙丑',
  insuredIdentity: '31010119620518CNRB',
  insuredPhone: '13977440022',
  policyNo: 'P-HOME-98765431',
  rightPolicyNo: 'P-HOME-97654321',
  refusedPolicyNo: 'P-HOME-96543210',
  unknownPolicyNo: 'POLICY-CANARY-99',
  plate: '沪A·C4N4R',
  diagnosis: '恶性畸胎瘤丝雀征',
  address: '金丝雀路五十一弄九号',
  newPhone: '13977440033',
  newEmail: 'canary.new@birds.example',
  fileName: '金丝雀家中照片.pdf',
  location: 'oss://canary-location-51/photo',
  account: '6222888800001177',
  holder: '金丝雀丙寅',
  payeeIdentity: '31010119880101CNRP',
  relation: '金丝雀之表兄',
  invoiceNumber: '90317799440011553377',
  reserve: '金丝雀准备金缘由',
  need: '金丝雀缺出院小结',
  survey: '金丝雀地下室进水四十厘米',
  reviewNote: '金丝雀审核意见',
  complexity: '金丝雀案情复杂',
  liability: '金丝雀属于责任范围',
  assessment: '金丝雀定损说明',
  question: '金丝雀免赔额何算',
  returned: '金丝雀户名不符',
  screening: '金丝雀同名不同人',
  objection: '金丝雀问款项何在',
  objectionAnswer: '金丝雀答复办理中',
  feedback: '金丝雀客户不满',
  feedbackAnswer: '金丝雀已致歉',
  reopening: '金丝雀新证据',
  withdrawal: '金丝雀撤回缘由',
  concession: '金丝雀协商赔付缘由',
  refusal: '金丝雀拒赔理由',
  dispute: '金丝雀不服处理',
  disputeAnswer: '金丝雀首次答复',
  appraisal: '金丝雀公估结论',
  finding: '金丝雀核查意见',
  disputeQuestion: '金丝雀核查依据何在',
  mediation: '金丝雀调解未成之由',
  caseNumber: '(2026)金丝雀0115民初77号',
  ruling: '金丝雀判决主文',
  denial: '金丝雀不予受理之由',
  refused: '金丝雀未被接受的话',
  malformed: 'canary-in-broken-json',
  field: 'canaryFieldName',
  query: 'canary-in-query',
  path: 'canary-in-path',
  key: 'canary-idempotency-key',
  staff: '员工金丝雀丁卯',
} as const

const { claimant, claimantIdentity, claimantPhone, claimantEmail, insured, insuredIdentity, insuredPhone } = canaries

export const canaryDocument = (documentId: string, kind: string) => ({
  ...document(documentId, kind),
  fileName: canaries.fileName,
  location: canaries.location,
})

export const canaryReport = {
  channel: 'app',
  line: 'household-property',
  policyNo: canaries.policyNo,
  region: '310115',
  branch: '310000',
  eventDate: '2026-07-21',
  cause: 'rainstorm',
  facts: { injury: 'none', thirdParty: false, hospitalised: false },
  claimant: { name: claimant, identityNumber: claimantIdentity, phone: claimantPhone, email: claimantEmail },
  insured: { name: insured, identityNumber: insuredIdentity, phone: insuredPhone },
  preferredChannels: ['sms', 'email'],
  description: `车牌${canaries.plate}，诊断${canaries.diagnosis}。`,
}

export const canaryPayees = {
  payees: [
    {
      name: canaries.holder,
      identityNumber: canaries.payeeIdentity,
      account: { number: canaries.account, holderName: canaries.holder, bankCode: '102290000000' },
      share: '100.00',
      relation: canaries.relation,
      // Whoever dries the house is paid directly: the insured has authorised it.
      as: 'provider',
      evidence: ['doc-4'],
      identityDocumentId: 'doc-3',
    },
  ],
}
