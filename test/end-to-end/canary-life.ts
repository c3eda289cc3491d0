import type { Role } from '../../domain/claim/codes.ts'
import { until } from '../shell/outside-world.ts'
import { canaries, canaryDocument, canaryPayees, canaryReport } from './canaries.ts'
import type { Desk, Wish } from './desk.ts'

/** Staff whose directory calls them by their names, one for each role. */
const as = (role: Role): Wish => ({
  person: role === 'claimant' ? canaries.claimantIdentity : `${canaries.staff}${role}`,
})

/** Takes a claim through every command that has words of people in it, refused ones too. Resolves to its id. */
export async function liveWithCanaries(desk: Desk): Promise<string> {
  const { claimId } = await desk.file(canaryReport, { ...as('integrator'), key: canaries.key })
  const ask = (role: Role, door: string, body: unknown) => desk.ask(role, claimId, door, body, as(role))
  const refused = (role: Role, door: string, body: unknown) => desk.refusal(role, claimId, door, body, as(role))
  const contacts = {
    preferredChannels: ['sms'],
    phone: canaries.newPhone,
    email: canaries.newEmail,
    address: canaries.address,
  }
  await ask('claimant', 'contacts', contacts)
  await ask('integrator', 'filing', { claimedFen: '3000000', documents: [canaryDocument('doc-1', 'claim-form')] })
  const items = [{ kind: 'photos', reason: canaries.need, decidableWithout: false }]
  await ask('intake-clerk', 'acceptance', { action: 'request-documents', items })
  await until('the list to arrive', async () => (await desk.read(claimId)).documentRequest?.deliveredAt !== undefined)
  const papers = [
    canaryDocument('doc-2', 'photos'),
    canaryDocument('doc-3', 'identity'),
    canaryDocument('doc-4', 'mandate'),
  ]
  await ask('claimant', 'documents', { documents: papers })
  const invoice = { number: canaries.invoiceNumber, checkCode: '553377', issuedOn: '2026-07-25', amountFen: '3000000' }
  await ask('claimant', 'invoices', invoice)
  await refused('claimant', 'invoices', invoice)
  await ask('intake-clerk', 'acceptance', { action: 'accept' })
  await ask('supervisor', 'reserve', { reserveFen: '4000000', reason: canaries.reserve })
  await desk.reaches(claimId, 'investigating')
  await refused('surveyor', 'survey-reports', { evidence: ['claimant-statement'], text: canaries.refused })
  await ask('supervisor', 'relinking', { policyNo: canaries.rightPolicyNo, because: 'named-wrongly' })
  await desk.reaches(claimId, 'investigating')
  await ask('surveyor', 'survey-reports', { evidence: ['scene-photos', 'object-state'], text: canaries.survey })
  await ask('reviewer', 'review', { action: 'record', parts: ['preliminary'], text: canaries.reviewNote })
  await ask('reviewer', 'review', { action: 'propose-complex', reason: canaries.complexity })
  await ask('supervisor', 'review', { action: 'confirm-complex' })
  await ask('reviewer', 'review', { action: 'fix-liability', parts: ['detailed', 'risk'], text: canaries.liability })
  await decideWithCanaries(ask)
  await desk.reaches(claimId, 'offered')
  await payWithCanaries(desk, claimId, { ask, refused })
  await ask('claimant', 'feedback', { action: 'give', score: 2, text: canaries.feedback })
  const aside = { person: `${canaries.staff}aside` }
  await desk.ask('supervisor', claimId, 'feedback', { action: 'answer', answer: canaries.feedbackAnswer }, aside)
  await desk.reaches(claimId, 'closed')
  await disputeWithCanaries(ask)
  await refused('supervisor', 'relinking', { policyNo: canaries.refusedPolicyNo, because: 'renumbered' })
  await ask('supervisor', 'reopening', { reason: 'new-evidence', note: canaries.reopening, to: 'received' })
  await refused('claimant', 'withdrawal', { identityChecked: false, reason: canaries.refused })
  await ask('claimant', 'withdrawal', { identityChecked: true, reason: canaries.withdrawal })
  return claimId
}

type Ask = (role: Role, door: string, body: unknown) => Promise<unknown>

async function decideWithCanaries(ask: Ask): Promise<void> {
  const items = [{ itemId: 'item-1', claimedFen: '3000000', notCoveredFen: '0' }]
  const concession = { action: 'propose-concession', kind: 'compromise', payFen: '100', reason: canaries.concession }
  await ask('reviewer', 'review', concession)
  await ask('branch-head', 'approvals', { action: 'return', question: canaries.question })
  const refusal = { ground: 'not-covered', clause: '第七条', evidence: [], reason: canaries.refusal }
  await ask('reviewer', 'review', { action: 'propose-refusal', ...refusal })
  await ask('branch-head', 'approvals', { action: 'return', question: canaries.question })
  await ask('assessor', 'assessment', { items, text: canaries.assessment })
  await ask('branch-head', 'approvals', { action: 'return', question: canaries.question })
  await ask('assessor', 'assessment', { items, text: canaries.assessment })
  await ask('branch-head', 'approvals', { action: 'approve' })
}

/** Disputed, appraised, found, sent back, mediated in vain, and judged to nothing: the claim stays closed. */
async function disputeWithCanaries(ask: Ask): Promise<void> {
  const handler = (door: string, body: unknown): Promise<unknown> => ask('dispute-handler', `disputes/${door}`, body)
  await ask('claimant', 'disputes', { identityChecked: true, reason: canaries.dispute })
  await handler('investigation', { answer: canaries.disputeAnswer })
  await handler('appraisals', { action: 'appoint', appointedBy: 'both', assessorId: 'assessor-1' })
  await handler('appraisals', { action: 'report', findings: canaries.appraisal })
  await handler('evaluation', { outcome: 'uphold', findings: canaries.finding })
  await ask('head-office', 'disputes/decision', { verdict: 'return', question: canaries.disputeQuestion })
  await handler('mediation', { action: 'start', bothAgreed: true, mediatorId: 'mediator-1' })
  await handler('mediation', { action: 'fail', note: canaries.mediation })
  await handler('litigation', { action: 'file', forum: 'court', caseNumber: canaries.caseNumber })
  await handler('litigation', { action: 'judgment', payFen: '0', ruling: canaries.ruling })
  await ask('head-office', 'disputes/decision', { verdict: 'approve' })
}

async function payWithCanaries(
  desk: Desk,
  claimId: string,
  { ask, refused }: { ask: Ask; refused: Ask },
): Promise<void> {
  await ask('claimant', 'settlement', { action: 'agree', identityChecked: true })
  const half = canaryPayees.payees.map((payee) => ({ ...payee, share: '50.00', name: canaries.refused }))
  await refused('payment-clerk', 'payees', { payees: half })
  await ask('payment-clerk', 'payees', canaryPayees)
  await ask('payment-clerk', 'payments', { action: 'submit' })
  await ask('payment-checker', 'payments/1/check', { verdict: 'return', reason: canaries.returned })
  if ((await desk.read(claimId)).status === 'agreed') await ask('payment-clerk', 'payees', canaryPayees)
  await ask('payment-clerk', 'payments', { action: 'submit' })
  const n = (await desk.read(claimId)).payments.find(({ state }) => state === 'submitted')?.n ?? 1
  await ask('payment-checker', `payments/${n}/check`, { verdict: 'approve' })
  await releaseWithCanaries(desk, claimId, { ask, n })
  await desk.reaches(claimId, 'paid')
}

/** Whoever is paid here stands on a list: compliance looks, answers and lets the payment go. */
async function releaseWithCanaries(desk: Desk, claimId: string, { ask, n }: { ask: Ask; n: number }): Promise<void> {
  await until('the payment to be held', async () => {
    const { body } = await desk.get('compliance', `/v1/claims/${claimId}/next-actions`)
    const { actions } = body as { actions: readonly { command: string; blockedBy?: string }[] }
    const decide = actions.find(({ command }) => command === 'DecideScreening')
    return decide !== undefined && decide.blockedBy === undefined
  })
  await ask('compliance', 'objections', { action: 'record', text: canaries.objection })
  await ask('compliance', 'objections', { action: 'answer', answer: canaries.objectionAnswer })
  await ask('compliance', `payments/${n}/screening`, { verdict: 'release', reason: canaries.screening })
}

/** A claim under a policy nobody knows, denied in words. Resolves to its id. */
export async function beDeniedWithCanaries(desk: Desk): Promise<string> {
  const filing = { claimedFen: '100', documents: [canaryDocument('doc-9', 'photos')] }
  const report = { ...canaryReport, policyNo: canaries.unknownPolicyNo, eventDate: '2026-07-22', filing }
  const { claimId } = await desk.file(report, as('integrator'))
  await until('the policy system to answer', async () => (await desk.read(claimId)).desk?.policyKnown === 'unknown')
  const denial = {
    action: 'propose-denial',
    ground: 'no-policy',
    clause: '第一条',
    evidence: [],
    reason: canaries.denial,
  }
  await desk.ask('intake-clerk', claimId, 'acceptance', denial, as('intake-clerk'))
  await desk.ask('supervisor', claimId, 'approvals', { action: 'approve' }, as('supervisor'))
  await desk.reaches(claimId, 'denied')
  return claimId
}

/** Requests that are refused at the door, each with a canary where it hurts. */
export async function misbehaveWithCanaries(desk: Desk): Promise<void> {
  const { claimant } = canaryReport
  const bodies: readonly unknown[] = [
    `{"description":"${canaries.malformed}`,
    { ...canaryReport, claimant: { ...claimant, phone: { number: canaries.claimantPhone } } },
    { ...canaryReport, claimant: { ...claimant, identityNumber: `${canaries.claimantIdentity}，` } },
    { ...canaryReport, eventDate: canaries.claimant },
    { ...canaryReport, region: canaries.claimantPhone },
    { ...canaryReport, line: canaries.diagnosis },
    { ...canaryReport, policyNo: canaries.plate },
    { ...canaryReport, description: `${canaries.diagnosis}\u0000` },
    { ...canaryReport, filing: { documents: [], claimedFen: canaries.holder } },
    { ...canaryReport, [canaries.field]: canaries.claimant },
    { ...canaryReport, preferredChannels: [canaries.claimant] },
  ]
  for (const body of bodies) await desk.send('integrator', 'POST', '/v1/claims', body, as('integrator'))
  await desk.get('reviewer', `/v1/claims?identityNumber=${canaries.query}`, as('reviewer'))
  await desk.get('reviewer', `/v1/claims/${canaries.path}`, as('reviewer'))
  await desk.get('reviewer', `/v1/claims?ownerId=${canaries.query}&cursor=${canaries.query}`, as('reviewer'))
  const named = { identityNumber: canaries.claimantIdentity, phone: canaries.claimantPhone }
  await desk.send('reviewer', 'POST', '/v1/claims/search', named, as('reviewer'))
}
