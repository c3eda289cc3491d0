import type { StoryClaim } from './story-claim.ts'

/** The one document that the motor example lacks. */
export async function askForTrafficReport(claim: StoryClaim): Promise<void> {
  const missing = { kind: 'traffic-report', reason: '请补充交警出具的事故认定书', decidableWithout: false }
  await claim.ask('intake-clerk', '/acceptance', { action: 'request-documents', items: [missing] })
}

export async function supplyTrafficReport(claim: StoryClaim): Promise<void> {
  const report = { documentId: 'mot-5', kind: 'traffic-report', sha256: 'd'.repeat(64), sizeBytes: 143_360 }
  const place = { location: 'oss://lipei-examples/mot/5', fileName: '事故认定书.pdf' }
  await claim.ask('claimant', '/documents', { documents: [{ ...report, ...place }] })
}

/** The insured lets hospitals be paid directly. */
export async function authoriseProviders(claim: StoryClaim): Promise<void> {
  const mandate = { documentId: mandateId, kind: 'mandate', sha256: 'e'.repeat(64), sizeBytes: 98_304 }
  const place = { location: 'oss://lipei-examples/mandate', fileName: '直付授权书.pdf' }
  await claim.ask('claimant', '/documents', { documents: [{ ...mandate, ...place }] })
}

export const mandateId = 'mandate-1'

export const accept = (claim: StoryClaim): Promise<void> =>
  claim.ask('intake-clerk', '/acceptance', { action: 'accept' })

/** With what the pathologist's report says: a listed disease, found for the first time. */
export async function acceptDiagnosed(claim: StoryClaim): Promise<void> {
  await claim.until('its policy is known', ({ desk }) => desk.policyKnown === 'found')
  const diagnosis = { disease: 'malignant-tumour', documentId: 'ci-3', isFirst: true }
  await claim.ask('intake-clerk', '/acceptance', { action: 'accept', diagnosis })
}

export async function survey(claim: StoryClaim): Promise<void> {
  await claim.reaches('investigating')
  await claim.ask('surveyor', '/survey-reports', { evidence: ['scene-video', 'object-state'], text: '现场查勘属实' })
}

export const review = (claim: StoryClaim): Promise<void> =>
  claim.ask('reviewer', '/review', { action: 'fix-liability', parts: ['preliminary', 'detailed', 'risk'] })

export const assess = (claim: StoryClaim, items: readonly object[], text = '按条款理算'): Promise<void> =>
  claim.ask('assessor', '/assessment', { items, text })

export const approve = (claim: StoryClaim, who: string): Promise<void> =>
  claim.ask(who, '/approvals', { action: 'approve' })

export const agree = (claim: StoryClaim): Promise<void> =>
  claim.ask('claimant', '/settlement', { action: 'agree', identityChecked: true })

/** `n` is the number of the payment: the next one asks for the same again, and means it. */
export async function pay(claim: StoryClaim, n = 1): Promise<void> {
  const intent = n === 1 ? undefined : `-payment-${n}`
  await claim.reaches('agreed')
  await claim.ask('payment-clerk', '/payees', payeesOf(claim), intent)
  await claim.ask('payment-clerk', '/payments', { action: 'submit' }, intent)
  await claim.ask('payment-checker', `/payments/${n}/check`, { verdict: 'approve' })
  await claim.reaches('paid')
}

export const giveFeedback = (claim: StoryClaim, score: number): Promise<void> =>
  claim.ask('claimant', '/feedback', { action: 'give', score })

/** The money goes to the insured, on the insured's own account unless another holder is named. */
export function payeesOf(claim: StoryClaim, holderName?: string): object {
  return { payees: [{ ...receiverOf(claim, holderName), share: '100.00' }] }
}

/** Who gets money, on which account. */
export function receiverOf({ filed: { claimant, insured } }: StoryClaim, holderName?: string): object {
  const { name } = insured === 'same' ? claimant : insured
  return { name, account: { number: '6200000000000000000', holderName: holderName ?? name, bankCode: '999290000000' } }
}

export const isDelivered =
  (kind: string) =>
  (notice: { readonly kind: string; readonly state: string }): boolean =>
    notice.kind === kind && notice.state === 'delivered'

export async function ended(claim: StoryClaim): Promise<StoryClaim> {
  await claim.reaches('closed')
  return claim
}
