import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { eventsAnswer } from '../../api/wire/event-view.ts'
import { clockBody } from '../../api/wire/clock-view.ts'
import { until } from '../shell/outside-world.ts'
import type { Desk } from './desk.ts'
import { openDesk } from './desk.ts'
import { anotherLoss, document, lin, medicalClaim, medicalReport, missingRecord, refusalCase } from './filings.ts'
import type { Stack } from './stack.ts'
import { startStack } from './stack.ts'
import { accepted, closed, reviewed } from './walk.ts'
import { contradictions, ownerQuery, readBankBook, readLog, runsOf } from './witnesses.ts'

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

describe('from the first notice to the end', () => {
  let claimId: string
  beforeAll(async () => {
    const filed = await desk.file(anotherLoss(medicalClaim))
    claimId = filed.claimId
    await closed(desk, claimId)
    await until('every notice to arrive', async () =>
      (await desk.read(claimId)).notices.every(({ state }) => state === 'delivered'),
    )
  })

  test('the four witnesses tell the same story', async () => {
    expect(await contradictions(stack, desk, claimId)).toEqual(agreement)
  })

  test('the answers named each status on the way, and their versions only grew', () => {
    const told = desk.journal.filter((answer) => answer.claimId === claimId)
    expect(told.map(({ status }) => status)).toEqual([
      'received',
      'accepted',
      'assessing',
      'awaiting-approval',
      'decided',
      'agreed',
      'paying',
      'paying',
      'paying',
      'closed',
    ])
    const versions = told.map(({ version }) => version)
    expect(versions.toSorted((a, b) => a - b)).toEqual(versions)
  })

  test('3,920 yuan stand in the bank’s book once, under our reference and for the right account', async () => {
    const { payments } = await desk.read(claimId)
    expect(payments).toMatchObject([{ n: 1, amountFen: '392000', state: 'settled' }])
    const booked = (await readBankBook(stack)).filter(({ reference }) => reference === payments[0]?.reference)
    const account = { number: '6222021001116245702', holderName: lin.name, bankCode: '102290000000' }
    expect(booked).toMatchObject([{ amountFen: '392000', state: 'settled', duplicates: 0, account }])
  })

  test('the customer was told five things, each once, in words that arrived', async () => {
    const { notices } = await desk.read(claimId)
    expect(notices.map(({ kind }) => kind)).toEqual(['guidance', 'acceptance', 'result', 'payment', 'survey'])
    const messages = await messagesTo(claimId)
    expect(messages).toHaveLength(5)
    expect(messages.every(({ state, duplicates }) => state === 'delivered' && duplicates === 0)).toBe(true)
  })

  test('the audit log names who did what, and the customer sees only what was done towards them', async () => {
    const staff = eventsAnswer.parse((await desk.get('supervisor', `/v1/claims/${claimId}/events`)).body).data
    expect(staff.map(({ position }) => position)).toEqual(staff.map((_, index) => index))
    const actors = Object.fromEntries(staff.map(({ type, by }) => [type, by?.id]))
    expect(actors).toMatchObject({
      ClaimFiled: 'per_local_integrator',
      ClaimAccepted: 'per_local_intake_clerk',
      LiabilityFixed: 'per_local_reviewer',
      LossAssessed: 'per_local_assessor',
      ProposalApproved: 'per_local_approver',
      OfferAgreed: 'per_lin_xiaoyu',
      PaymentSubmitted: 'per_local_payment_clerk',
      PaymentApproved: 'per_local_payment_checker',
    })
    const shown = eventsAnswer.parse((await desk.get('claimant', `/v1/claims/${claimId}/events`)).body).data
    expect(shown.map(({ type }) => type)).toEqual([
      'ClaimReported',
      'ClaimFiled',
      'ClaimAccepted',
      'ClaimOffered',
      'OfferAgreed',
      'PaymentSettled',
      'ClaimPaid',
      'FeedbackGiven',
      'ClaimClosed',
    ])
    expect(shown.some((event) => 'by' in event || 'facts' in event)).toBe(false)
  })

  test('the clocks of acceptance and determination were met, and say where they come from', async () => {
    const { body } = await desk.get('compliance', `/v1/claims/${claimId}/clocks`)
    const clocks = clockBody.array().parse((body as { clocks: unknown }).clocks)
    expect(clocks.length).toBeGreaterThanOrEqual(3)
    expect(clocks.every(({ state }) => state === 'met' || state === 'void')).toBe(true)
    expect(clocks.every(({ source }) => source.length > 5)).toBe(true)
    expect(clocks.find(({ id }) => id === 'C02')).toMatchObject({ state: 'met', length: 48, unit: 'clock-hours' })
  })

  test('personal data are masked, shown in full for a purpose, and that is on record', async () => {
    const hidden = (await desk.read(claimId)).parties.find(({ kind }) => kind === 'claimant')
    expect(hidden?.details).toEqual({
      name: '林**',
      identityNumber: '310****2345',
      phone: '139****4321',
      email: 'l***@example.com',
    })
    const bare = await desk.get('reviewer', `/v1/claims/${claimId}?reveal=true`)
    expect(bare).toMatchObject({ status: 400, body: { code: 'PURPOSE_MISSING' } })
    const barred = await desk.get('approver', `/v1/claims/${claimId}?reveal=true&purpose=curiosity`)
    expect(barred).toMatchObject({ status: 403, body: { code: 'REVEAL_NOT_ALLOWED' } })
    const full = await desk.get('reviewer', `/v1/claims/${claimId}?reveal=true&purpose=hospital+call`)
    expect(full.text).toContain(lin.identityNumber)
    const rows = await ownerQuery(stack, 'select reader_id, purpose from reads where claim_id = $1', [claimId])
    expect(rows).toEqual([{ reader_id: 'per_local_reviewer', purpose: 'hospital call' }])
  })

  test('only those whom the claim concerns see it', async () => {
    const path = `/v1/claims/${claimId}`
    expect((await desk.get('claimant', path)).status).toBe(200)
    expect((await desk.get('claimant', path, { person: 'per_stranger' })).status).toBe(404)
    expect((await desk.get('integrator', path, { person: 'per_other_channel' })).status).toBe(404)
    expect((await desk.get('reviewer', path, { branch: '440300' })).status).toBe(404)
    expect((await desk.get('head-office', path)).status).toBe(200)
  })

  test('it is found by identity number, phone and policy, by nobody else’s', async () => {
    const found = async (named: object): Promise<string> =>
      (await desk.send('intake-clerk', 'POST', '/v1/claims/search', named)).text
    expect(await found({ identityNumber: lin.identityNumber })).toContain(claimId)
    expect(await found({ phone: '+86 139 1765 4321' })).toContain(claimId)
    expect(await found({ policyNo: 'P-MED-0001' })).toContain(claimId)
    expect(await found({ policyNo: 'P-MED-0002' })).not.toContain(claimId)
  })
})

async function messagesTo(claimId: string) {
  const { messages } = (await (await fetch(`${stack.messagesUrl}/messages`)).json()) as { messages: Message[] }
  return messages.filter(({ reference }) => reference.includes(claimId))
}

interface Message {
  readonly reference: string
  readonly state: string
  readonly duplicates: number
}

test('next-actions lead from one step to the next', async () => {
  const { claimId } = await desk.file(anotherLoss(medicalClaim))
  const actions = async () =>
    (await desk.get('supervisor', `/v1/claims/${claimId}/next-actions`)).body as {
      missing: string[]
      actions: { command: string; roles: string[] }[]
    }
  const before = await actions()
  expect(before.actions).toContainEqual(expect.objectContaining({ command: 'AcceptClaim', roles: ['intake-clerk'] }))
  await accepted(desk, claimId)
  const after = (await actions()).actions.map(({ command }) => command)
  expect(after).toContain('FixLiability')
  expect(after).not.toContain('AcceptClaim')
})

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
  const pause = clocks.find(({ id }) => id === 'C06')?.pauses[0]
  const pausedMs = Date.parse(pause?.to ?? '') - Date.parse(pause?.from ?? '')
  expect(pausedMs).toBeGreaterThanOrEqual(2 * 86_400_000 - 60_000)
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
  await desk.ask('intake-clerk', copy.claimId, 'duplicate-check', { outcome: 'same' })
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
  expect(closedProblem).toMatchObject({ status: 409, body: { code: 'CLAIM_CLOSED', possible: ['ReopenClaim'] } })
  await desk.ask('supervisor', claimId, 'reopening', { ...evidence, to: 'received' })
  await accepted(desk, claimId)
  const at = (await readLog(stack, claimId)).map(({ event }) => event.at)
  expect(at.at(-1)).toBeGreaterThan((at[0] ?? 0) + 90 * 86_400_000)
  expect(await runsOf(stack.temporal, claimId)).toHaveLength(2)
  expect(await contradictions(stack, desk, claimId)).toEqual(agreement)
})
