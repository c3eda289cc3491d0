import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { inheritedEnvironment, projectFolder } from '../../local/options.ts'
import { clockBody } from '../../api/wire/clock-view.ts'
import { until } from '../shell/outside-world.ts'
import type { Desk, Wish } from './desk.ts'
import { openDesk } from './desk.ts'
import { anotherLoss, document, medicalClaim, medicalReport, missingRecord, refusalCase } from './filings.ts'
import type { Stack } from './stack.ts'
import { startStack } from './stack.ts'
import { accepted, closed, proposed, reviewed } from './walk.ts'
import { contradictions, ownerQuery, readLog, runsOf } from './witnesses.ts'

let stack: Stack
let desk: Desk
beforeAll(async () => {
  stack = await startStack()
  desk = openDesk(stack)
})
afterAll(async () => {
  await stack.stop()
  await stack.database.drop()
})

const agreement: string[] = []

test('a correction notice stops the clock until the last document is there', async () => {
  const { claimId } = await desk.file(anotherLoss(medicalClaim))
  await desk.ask('intake-clerk', claimId, 'acceptance', { action: 'request-documents', ...missingRecord })
  await until(
    'the notice to be proven',
    async () => (await desk.read(claimId)).documentRequest?.deliveredAt !== undefined,
  )
  await desk.forward(claimId, 'P2D')
  const supplied = { documents: [document('doc-record', 'medical-record')] }
  await desk.ask('claimant', claimId, 'documents', supplied)
  await reviewed(desk, claimId)
  const { body } = await desk.get('supervisor', `/v1/claims/${claimId}/clocks`)
  const clocks = clockBody.array().parse((body as { clocks: unknown }).clocks)
  const clock = clocks.find(({ id }) => id === 'C06')
  const pause = clock?.pauses[0]
  const pausedMs = Date.parse(pause?.to ?? '') - Date.parse(pause?.from ?? '')
  expect(pausedMs).toBeGreaterThanOrEqual(2 * 86_400_000 - 60_000)
  expect(clock?.used.pausedMs).toBe(pausedMs)
  expect(pause).toMatchObject({
    fromProof: { kind: 'notice-delivered', channel: expect.any(String) as string },
    toProof: { kind: 'documents-complete', reference: expect.any(String) as string },
  })
  expect(await contradictions(stack, desk, claimId)).toEqual(agreement)
})

test('a denial at acceptance is a proposal that another person decides', async () => {
  const { claimId } = await desk.file(anotherLoss({ ...medicalClaim, policyNo: 'P-LAPSED-0001' }))
  await until('the policy', async () => (await desk.read(claimId)).desk?.policyKnown === 'found')
  const denial = { ...refusalCase, ground: 'not-in-force', clause: '第三条' }
  await desk.ask('intake-clerk', claimId, 'acceptance', { action: 'propose-denial', ...denial })
  expect(await desk.refusal('approver', claimId, 'approvals', { action: 'approve' })).toMatchObject({
    status: 409,
    code: 'AUTHORITY_EXCEEDED',
    claimStatus: 'awaiting-approval',
  })
  await desk.ask('supervisor', claimId, 'approvals', { action: 'approve' })
  await desk.reaches(claimId, 'denied')
  expect(await contradictions(stack, desk, claimId)).toEqual(agreement)
})

test('a refusal in review is told with its ground, and rests', async () => {
  const { claimId } = await desk.file(anotherLoss(medicalClaim))
  await accepted(desk, claimId)
  await desk.ask('reviewer', claimId, 'review', { action: 'propose-refusal', ...refusalCase })
  await desk.ask('supervisor', claimId, 'approvals', { action: 'approve' })
  const declined = await desk.reaches(claimId, 'declined')
  expect(declined.determination).toMatchObject({ ground: 'not-covered', payFen: '0' })
  expect(await contradictions(stack, desk, claimId)).toEqual(agreement)
})

test('a claimant takes the claim back only with the identity checked', async () => {
  const { claimId } = await desk.file(anotherLoss(medicalClaim))
  const reason = '对方已全额赔付'
  expect(await desk.refusal('claimant', claimId, 'withdrawal', { identityChecked: false, reason })).toMatchObject({
    status: 409,
    code: 'IDENTITY_UNCHECKED',
    errors: [{ pointer: '#/identityChecked' }],
  })
  await desk.ask('claimant', claimId, 'withdrawal', { identityChecked: true, reason })
  await desk.reaches(claimId, 'withdrawn')
  expect(await contradictions(stack, desk, claimId)).toEqual(agreement)
})

test('two filings of one loss: the copy is suspected, confirmed, cancelled, and its documents move', async () => {
  const loss = anotherLoss(medicalReport)
  const original = await desk.file({ ...loss, filing: { claimedFen: '500000', documents: [document('doc-a')] } })
  const copy = await desk.file({
    ...loss,
    channel: 'counter',
    filing: { claimedFen: '500000', documents: [document('doc-b')], receivedAgeMinutes: 120 },
  })
  const suspected = await until('a suspicion', async () => {
    const claim = await desk.read(copy.claimId)
    return claim.desk?.suspectedCopyOf === original.claimId && claim
  })
  expect(suspected.status).toBe('received')
  const blocked = await desk.refusal('intake-clerk', copy.claimId, 'acceptance', { action: 'accept' })
  expect(blocked.code).toBe('DUPLICATE_SUSPECTED')
  const alone = await desk.refusal('intake-clerk', copy.claimId, 'duplicate-check', { outcome: 'same' })
  expect(alone).toMatchObject({ code: 'ROLE_NOT_ALLOWED', whoMay: ['supervisor'] })
  await desk.ask('supervisor', copy.claimId, 'duplicate-check', { outcome: 'same' })
  await desk.reaches(copy.claimId, 'cancelled')
  const joined = await until('the documents of the copy', async () => {
    const claim = await desk.read(original.claimId)
    return claim.documents.length === 2 && claim
  })
  expect(joined.documents.map(({ documentId }) => documentId)).toEqual(['doc-a', 'doc-b'])
  const filed = Date.parse((await desk.read(copy.claimId)).filing?.receivedAt ?? '')
  expect(Date.parse(joined.filing?.receivedAt ?? '')).toBe(filed)
  expect(await contradictions(stack, desk, original.claimId)).toEqual(agreement)
  expect(await contradictions(stack, desk, copy.claimId)).toEqual(agreement)
})

const wrongNumber = 'P-OTHER-INSURER-53'
const relinking = (policyNo: string) => ({ policyNo, because: 'named-wrongly' })

test('a claim under the wrong policy goes on under the right one, with its clocks, and is found by it', async () => {
  const { claimId } = await desk.file(anotherLoss({ ...medicalClaim, policyNo: wrongNumber }))
  await policyIs(claimId, 'unknown')
  const before = await clocksOf(claimId)
  const right = relinking('P-MED-9053')
  const key = randomUUID()
  const first = await desk.ask('supervisor', claimId, 'relinking', right, { key })
  const etag = { 'if-match': '"1"' }
  expect(
    await desk.send('supervisor', 'POST', `/v1/claims/${claimId}/relinking`, right, { key, headers: etag }),
  ).toMatchObject({ status: 200, body: { version: first.version } })
  await policyIs(claimId, 'found')
  expect(await clocksOf(claimId)).toEqual(before)
  expect([await found('P-MED-9053', claimId), await found(wrongNumber, claimId)]).toEqual([true, false])
  const policies = (await desk.read(claimId)).parties.filter(({ kind }) => kind === 'policy')
  expect(policies).toMatchObject([{ former: true }, { details: { policyNo: expect.stringContaining('9053') } }])
  await reviewed(desk, claimId)
  expect(await contradictions(stack, desk, claimId)).toEqual(agreement)
})

test('a relinking that is refused changes nothing, and says what is wrong', async () => {
  const { claimId } = await desk.file(anotherLoss({ ...medicalClaim, policyNo: 'P-MED-9054' }))
  await policyIs(claimId, 'found')
  const refuse = (policyNo: string, wish: Wish = {}) =>
    desk.refusal('supervisor', claimId, 'relinking', relinking(policyNo), wish)
  expect(await refuse('P-MED-9054')).toMatchObject({
    status: 409,
    code: 'SAME_POLICY',
    errors: [{ pointer: '#/policyNo' }],
  })
  expect(await refuse('P-MED-9055', { headers: { 'if-match': '"0"' } })).toMatchObject({ code: 'STALE_VERSION' })
  expect(await desk.refusal('reviewer', claimId, 'relinking', relinking('P-MED-9055'))).toMatchObject({
    status: 403,
    whoMay: ['supervisor'],
  })
  await proposed(desk, claimId)
  const open = await refuse('P-MED-9055')
  expect(open).toMatchObject({ status: 409, code: 'WRONG_STATUS', claimStatus: 'awaiting-approval' })
  expect(open.possible).toContain('ReturnProposal')
  expect([await found('P-MED-9054', claimId), await found('P-MED-9055', claimId)]).toEqual([true, false])
  expect((await desk.read(claimId)).parties.filter(({ kind }) => kind === 'policy')).toHaveLength(1)
  expect(await contradictions(stack, desk, claimId)).toEqual(agreement)
})

test('a copy that was filed under the right policy is suspected when the other claim comes to it', async () => {
  const loss = anotherLoss(medicalClaim)
  const astray = await desk.file({ ...loss, policyNo: wrongNumber })
  const there = await desk.file({ ...loss, policyNo: 'P-MED-9056' })
  await policyIs(astray.claimId, 'unknown')
  await desk.ask('supervisor', astray.claimId, 'relinking', relinking('P-MED-9056'))
  await until('a suspicion', async () => {
    const { desk: worked } = await desk.read(astray.claimId)
    return worked?.suspectedCopyOf === there.claimId
  })
  expect((await desk.read(there.claimId)).desk?.suspectedCopyOf).toBeNull()
})

/** Waits for the policy system's word, which is part of what a decision rests on. */
async function policyIs(claimId: string, known: 'found' | 'unknown'): Promise<void> {
  await until(`the policy to be ${known}`, async () => (await desk.read(claimId)).desk?.policyKnown === known)
}

/** The clocks as they stand; what they have used goes on with the time between two looks. */
async function clocksOf(claimId: string): Promise<unknown> {
  const { body } = await desk.get('supervisor', `/v1/claims/${claimId}/clocks`)
  const { clocks } = body as { readonly clocks: readonly { readonly used: unknown }[] }
  return clocks.map(({ used: _used, ...clock }) => clock)
}

async function found(policyNo: string, claimId: string): Promise<boolean> {
  return (await desk.send('intake-clerk', 'POST', '/v1/claims/search', { policyNo })).text.includes(claimId)
}

test('silence after two reminders lets a claim rest, and a document wakes it', async () => {
  const { claimId } = await desk.file(anotherLoss(medicalClaim))
  await desk.ask('intake-clerk', claimId, 'acceptance', { action: 'request-documents', ...missingRecord })
  await until(
    'the notice to be proven',
    async () => (await desk.read(claimId)).documentRequest?.deliveredAt !== undefined,
  )
  for (const by of ['P8D', 'P5D', 'P12D']) await desk.forward(claimId, by)
  await desk.reaches(claimId, 'dormant')
  await desk.ask('claimant', claimId, 'documents', { documents: [document('doc-late', 'medical-record')] })
  await desk.reaches(claimId, 'received')
  expect(await contradictions(stack, desk, claimId)).toEqual(agreement)
})

const evidence = { reason: 'new-evidence', note: '客户补充了病理报告' }

test('new evidence reopens a closed claim in the run that still lives', async () => {
  const { claimId } = await desk.file(anotherLoss(medicalClaim))
  await closed(desk, claimId)
  await desk.ask('supervisor', claimId, 'reopening', { ...evidence, to: 'assessing' })
  expect(await desk.read(claimId)).toMatchObject({ status: 'assessing', reopenings: 1 })
  expect(await runsOf(stack.temporal, claimId)).toHaveLength(1)
  expect(await contradictions(stack, desk, claimId)).toEqual(agreement)
})

test('a claim at rest is reopened in a new run under the same id', async () => {
  const { claimId } = await desk.file(anotherLoss(medicalClaim))
  await accepted(desk, claimId)
  await desk.ask('reviewer', claimId, 'review', { action: 'propose-refusal', ...refusalCase })
  await desk.ask('supervisor', claimId, 'approvals', { action: 'approve' })
  await desk.reaches(claimId, 'declined')
  await desk.forward(claimId, 'P91D')
  await until('the workflow to end', async () => {
    const { status } = await stack.temporal.workflow.getHandle(`claim/${claimId}`).describe()
    return status.name === 'COMPLETED'
  })
  const late = { preferredChannels: ['sms'] }
  const closedProblem = await desk.send('claimant', 'PUT', `/v1/claims/${claimId}/contacts`, late)
  expect(closedProblem).toMatchObject({
    status: 409,
    body: { code: 'CLAIM_CLOSED', possible: ['ReopenClaim', 'OpenRecovery', 'RaiseDispute', 'FileLitigation'] },
  })
  await desk.ask('supervisor', claimId, 'reopening', { ...evidence, to: 'received' })
  await accepted(desk, claimId)
  const at = (await readLog(stack, claimId)).map(({ event }) => event.at)
  expect(at.at(-1)).toBeGreaterThan((at[0] ?? 0) + 90 * 86_400_000)
  expect(await runsOf(stack.temporal, claimId)).toHaveLength(2)
  expect(await contradictions(stack, desk, claimId)).toEqual(agreement)
})

describe('npm run audit:verify', () => {
  test('finds every chain of these lives whole', async () => {
    const claims = new Set(desk.journal.map(({ claimId }) => claimId)).size
    const { code, said } = await verifyAudit()
    expect(said).toMatch(new RegExp(`^${claims} claims, \\d+ events: every chain is whole$`, 'm'))
    expect(code).toBe(0)
  })

  test('names a flipped byte, a swapped row and a cut tail that the owner of the tables made', async () => {
    const [flipped = '', swapped = '', cut = ''] = [...new Set(desk.journal.map(({ claimId }) => claimId))]
    const last = (await readLog(stack, cut)).length - 1
    await tamper(
      `update claim_events set event = jsonb_set(event, '{report,cause}', '"theft"') where claim_id = '${flipped}' and position = 0`,
      `update claim_events a set event = b.event, type = b.type from claim_events b
       where a.claim_id = '${swapped}' and b.claim_id = a.claim_id and a.position in (1, 2) and b.position = 3 - a.position`,
      `delete from claim_events where claim_id = '${cut}' and position = ${last}`,
    )
    const { code, said } = await verifyAudit()
    expect(code).toBe(1)
    expect(said).toContain(`${flipped} event 0: row altered`)
    expect(said).toContain(`${swapped} event 1: row altered`)
    expect(said).toContain(`${swapped} event 2: row altered`)
    expect(said).toContain(`${cut} event ${last}: tail cut`)
  })
})

/** What only the owner of the tables can do, and only by switching the guards off. */
async function tamper(...statements: readonly string[]): Promise<void> {
  for (const statement of statements) {
    await expect(ownerQuery(stack, statement)).rejects.toThrow('append-only')
    await ownerQuery(stack, `set session_replication_role = replica; ${statement}`)
  }
}

async function verifyAudit(): Promise<{ readonly code: number; readonly said: string }> {
  const env = { ...inheritedEnvironment(), LIPEI_DATABASE_URL: stack.database.ownerUrl }
  const running = promisify(execFile)('npm', ['run', '--silent', 'audit:verify'], { cwd: projectFolder, env })
  return running.then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (error: { readonly code: number; readonly stdout: string }) => ({ code: error.code, said: error.stdout }),
  )
}
