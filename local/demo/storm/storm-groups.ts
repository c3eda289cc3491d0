import type { ClaimStatus } from '../../../domain/claim/state.ts'
import type { OpenClaim } from '../../claim-client.ts'

/** Claims of the storm that stand at the same place when it is declared, and what becomes of them within minutes. */
export interface StormGroup {
  readonly claims: number
  readonly filed?: 'report-only'
  /** What its people do before the storm is declared. */
  readonly walk: (claim: OpenClaim, filed: Filed) => Promise<void>
  readonly stands: ClaimStatus
  /** Where it stands once it was told; the same where nothing stood in its way. */
  readonly turns: ClaimStatus
  /** Nobody has decided on it: somebody speaks with the customer, and the system computes what may be paid in advance. */
  readonly isUndecided?: true
  /** Its advance is computed, proposed, approved and paid the same day. */
  readonly isPaidInAdvance?: true
}

/** What a claim was filed with. */
export interface Filed {
  /** Of the claimant, who is insured and is paid. */
  readonly name: string
  readonly claimedFen: string
}

const undecided = { isUndecided: true } as const
const advanced = { isUndecided: true, isPaidInAdvance: true } as const

/** Those that take longest to get where they stand come first. */
export const stormGroups = {
  dormant: { claims: 8, filed: 'report-only', walk: forgotten, stands: 'dormant', turns: 'dormant' },
  closed: { claims: 6, walk: closed, stands: 'closed', turns: 'closed' },
  paid: { claims: 8, walk: paid, stands: 'paid', turns: 'paid' },
  paying: { claims: 8, walk: submitted, stands: 'paying', turns: 'paying' },
  agreed: { claims: 8, walk: agreed, stands: 'agreed', turns: 'agreed' },
  offered: { claims: 14, walk: offered, stands: 'offered', turns: 'offered', isPaidInAdvance: true },
  'awaiting-approval': {
    claims: 16,
    walk: assessed,
    stands: 'awaiting-approval',
    turns: 'awaiting-approval',
    ...advanced,
  },
  assessing: { claims: 20, walk: reviewed, stands: 'assessing', turns: 'assessing', ...advanced },
  reviewing: { claims: 24, walk: surveyed, stands: 'reviewing', turns: 'reviewing', ...advanced },
  // A suspicion is looked into whatever storm there is: the surveyor still comes, and what is held is not advanced.
  'on hold': { claims: 8, walk: held, stands: 'investigating', turns: 'investigating', ...advanced },
  // A small loss in the house is not surveyed any more.
  investigating: { claims: 24, walk: accepted, stands: 'investigating', turns: 'reviewing', ...advanced },
  // The one document that is missing is waived, so nothing is waited for.
  'awaiting-documents': {
    claims: 24,
    walk: askedForPolicy,
    stands: 'awaiting-documents',
    turns: 'received',
    ...advanced,
  },
  received: { claims: 24, walk: nothing, stands: 'received', turns: 'received', ...advanced },
  reported: { claims: 16, filed: 'report-only', walk: nothing, stands: 'reported', turns: 'reported', ...undecided },
} as const satisfies Readonly<Record<string, StormGroup>>
export type StormGroupName = keyof typeof stormGroups

async function nothing(): Promise<void> {}

/** Two reminders, then 60 days of silence. */
async function forgotten(claim: OpenClaim): Promise<void> {
  const isUnderWay = (state: string): boolean => state === 'queued' || state === 'dispatched'
  await claim.until('its first notices to arrive', ({ notices }) => !notices.some(({ state }) => isUnderWay(state)))
  await claim.fastForward('P61D')
}

async function askedForPolicy(claim: OpenClaim): Promise<void> {
  const policy = { kind: 'policy-original', reason: '请提供保险单原件', decidableWithout: true }
  await claim.ask('intake-clerk', '/acceptance', { action: 'request-documents', items: [policy] })
}

async function accepted(claim: OpenClaim): Promise<void> {
  await claim.ask('intake-clerk', '/acceptance', { action: 'accept' })
}

async function held(claim: OpenClaim): Promise<void> {
  await accepted(claim)
  await claim.ask('intake-clerk', '/holds', { action: 'raise', amountFen: '200000', reason: '照片与另一案件相似' })
}

async function surveyed(claim: OpenClaim): Promise<void> {
  await accepted(claim)
  await claim.reaches('investigating')
  await claim.ask('surveyor', '/survey-reports', { evidence: ['scene-video', 'object-state'], text: '现场查勘属实' })
}

async function reviewed(claim: OpenClaim): Promise<void> {
  await surveyed(claim)
  await claim.ask('reviewer', '/review', { action: 'fix-liability', parts: ['preliminary', 'detailed', 'risk'] })
}

async function assessed(claim: OpenClaim, { claimedFen }: Filed): Promise<void> {
  await reviewed(claim)
  await claim.ask('assessor', '/assessment', { items: [{ itemId: 'house', claimedFen, notCoveredFen: '0' }] })
}

async function offered(claim: OpenClaim, filed: Filed): Promise<void> {
  await assessed(claim, filed)
  await claim.ask('approver', '/approvals', { action: 'approve' })
}

async function agreed(claim: OpenClaim, filed: Filed): Promise<void> {
  await offered(claim, filed)
  await claim.ask('integrator', '/settlement', { action: 'agree', identityChecked: true })
}

async function submitted(claim: OpenClaim, filed: Filed): Promise<void> {
  await agreed(claim, filed)
  await claim.ask('payment-clerk', '/payees', { payees: [{ ...receiverNamed(filed.name), share: '100.00' }] })
  await claim.ask('payment-clerk', '/payments', { action: 'submit' })
}

async function paid(claim: OpenClaim, filed: Filed): Promise<void> {
  await submitted(claim, filed)
  await claim.ask('payment-checker', '/payments/1/check', { verdict: 'approve' })
}

async function closed(claim: OpenClaim, filed: Filed): Promise<void> {
  await paid(claim, filed)
  await claim.reaches('paid')
  await claim.ask('integrator', '/feedback', { action: 'give', score: 9 })
}

/** Who gets money, on the own account. */
export const receiverNamed = (name: string): object => ({
  name,
  account: { number: '6200000000000000000', holderName: name, bankCode: '999290000000' },
})
