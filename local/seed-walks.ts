import type { ClaimStatus } from '../domain/claim/state.ts'
import type { OpenClaim } from './claim-client.ts'
import type { ExampleName } from './demo/example-filing.ts'

/** How an example claim comes to rest in a status: what is filed, and what its people then do. */
export interface SeedPlan {
  readonly example: ExampleName
  /** A policy of its own, so that no claim looks like a copy of another. */
  readonly policyNo: string
  /** What is filed otherwise than the example says. */
  readonly filed?: 'report-only' | 'no-invoice' | 'test'
  /** Belongs to the person of the claimant's token, who then has claims to look at. */
  readonly ownedByClaimant?: true
  readonly walk: Walk
}

/** `insured` is the name of whom it is paid to. */
type Walk = (claim: OpenClaim, insured: string) => Promise<void>

/** One plan for every status: a new status does not compile until somebody says how a claim gets there. */
export const seedPlans: Readonly<Record<ClaimStatus, SeedPlan>> = {
  reported: { example: 'motor', policyNo: 'P-MOT-9001', filed: 'report-only', walk: nothing },
  received: { example: 'medical-accident', policyNo: 'P-MED-9002', walk: nothing },
  'awaiting-documents': {
    example: 'medical-accident',
    policyNo: 'P-MED-9003',
    filed: 'no-invoice',
    ownedByClaimant: true,
    walk: askedForInvoice,
  },
  // The policy system knows no such number, so no rule can triage it.
  accepted: { example: 'medical-accident', policyNo: 'P-OTHER-INSURER-1', walk: accepted },
  // A young policy promises no day, so the amount decides: the complex lane waits for a reviewer's word on the survey.
  triaged: { example: 'critical-illness', policyNo: 'P-CIY-9005', walk: accepted },
  investigating: { example: 'household-rainstorm', policyNo: 'P-HOME-9006', walk: accepted },
  reviewing: { example: 'group-accident', policyNo: 'P-ACC-9007', walk: accepted },
  assessing: { example: 'medical-accident', policyNo: 'P-MED-9008', walk: reviewed },
  'awaiting-approval': { example: 'medical-accident', policyNo: 'P-MED-9009', walk: assessed },
  // Told by registered post, which takes days to be proven.
  decided: { example: 'medical-accident', policyNo: 'P-MED-9010', walk: decidedByPost },
  offered: { example: 'medical-accident', policyNo: 'P-MED-9011', ownedByClaimant: true, walk: approved },
  agreed: { example: 'medical-accident', policyNo: 'P-MED-9012', walk: agreed },
  paying: { example: 'medical-accident', policyNo: 'P-MED-9013', walk: submitted },
  paid: { example: 'medical-accident', policyNo: 'P-MED-9014', ownedByClaimant: true, walk: paid },
  feedback: { example: 'medical-accident', policyNo: 'P-MED-9015', walk: answered(4) },
  closed: { example: 'medical-accident', policyNo: 'P-MED-9016', walk: answered(9) },
  denied: { example: 'medical-accident', policyNo: 'P-LAPSED-0001', walk: denied },
  declined: { example: 'medical-accident', policyNo: 'P-MED-9018', walk: declined },
  withdrawn: { example: 'medical-accident', policyNo: 'P-MED-9019', walk: withdrawn },
  cancelled: { example: 'medical-accident', policyNo: 'P-MED-9020', filed: 'test', walk: cancelled },
  dormant: { example: 'motor', policyNo: 'P-MOT-9021', filed: 'report-only', walk: forgotten },
}

async function nothing(): Promise<void> {}

async function askedForInvoice(claim: OpenClaim): Promise<void> {
  const need = { kind: 'medical-invoice', reason: '请补充医疗费发票原件的照片', decidableWithout: false }
  await claim.ask('intake-clerk', '/acceptance', { action: 'request-documents', items: [need] })
}

async function accepted(claim: OpenClaim): Promise<void> {
  await claim.ask('intake-clerk', '/acceptance', { action: 'accept' })
}

async function reviewed(claim: OpenClaim): Promise<void> {
  await accepted(claim)
  await claim.ask('reviewer', '/review', { action: 'fix-liability', parts: ['preliminary', 'detailed', 'risk'] })
}

async function assessed(claim: OpenClaim): Promise<void> {
  await reviewed(claim)
  const items = [{ itemId: 'invoice-1', claimedFen: '286000', notCoveredFen: '0' }]
  await claim.ask('assessor', '/assessment', { items })
}

async function approved(claim: OpenClaim): Promise<void> {
  await assessed(claim)
  await claim.ask('approver', '/approvals', { action: 'approve' })
}

async function decidedByPost(claim: OpenClaim): Promise<void> {
  await assessed(claim)
  const address = '上海市示例区虚构路1号'
  await claim.ask('integrator', '/contacts', { preferredChannels: ['post'], address })
  await claim.ask('approver', '/approvals', { action: 'approve' })
}

async function agreed(claim: OpenClaim): Promise<void> {
  await approved(claim)
  await claim.ask('integrator', '/settlement', { action: 'agree', identityChecked: true })
}

async function submitted(claim: OpenClaim, insured: string): Promise<void> {
  await agreed(claim)
  const account = { number: '6200000000000000000', holderName: insured, bankCode: '999290000000' }
  await claim.ask('payment-clerk', '/payees', { payees: [{ name: insured, account, share: '100.00' }] })
  await claim.ask('payment-clerk', '/payments', { action: 'submit' })
}

async function paid(claim: OpenClaim, insured: string): Promise<void> {
  await submitted(claim, insured)
  await claim.ask('payment-checker', '/payments/1/check', { verdict: 'approve' })
}

function answered(score: number): Walk {
  return async (claim, insured) => {
    await paid(claim, insured)
    await claim.ask('integrator', '/feedback', { action: 'give', score })
  }
}

async function denied(claim: OpenClaim): Promise<void> {
  await claim.until('the policy system answers', ({ desk }) => desk.policyKnown === 'found')
  const refusal = { ground: 'not-in-force', clause: '第三条', evidence: [], reason: '事故发生时保险合同已失效' }
  await claim.ask('intake-clerk', '/acceptance', { action: 'propose-denial', ...refusal })
  await claim.ask('supervisor', '/approvals', { action: 'approve' })
}

async function declined(claim: OpenClaim): Promise<void> {
  await accepted(claim)
  const refusal = { ground: 'not-covered', clause: '第五条(2)', evidence: [], reason: '该项治疗不在保险责任范围内' }
  await claim.ask('reviewer', '/review', { action: 'propose-refusal', ...refusal })
  await claim.ask('supervisor', '/approvals', { action: 'approve' })
}

async function withdrawn(claim: OpenClaim): Promise<void> {
  await claim.ask('integrator', '/withdrawal', { identityChecked: true, reason: '对方已全额赔付' })
}

async function cancelled(claim: OpenClaim): Promise<void> {
  await claim.ask('supervisor', '/cancellation', { because: 'test' })
}

/** Two reminders, then 60 days of silence: the one walk that a repetition must not walk again. */
async function forgotten(claim: OpenClaim): Promise<void> {
  if ((await claim.view()).status === 'reported') await claim.fastForward('P61D')
}
