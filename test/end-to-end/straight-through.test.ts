import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { eventsAnswer } from '../../api/wire/event-view.ts'
import { clockBody } from '../../api/wire/clock-view.ts'
import { until } from '../shell/outside-world.ts'
import type { Desk } from './desk.ts'
import { openDesk } from './desk.ts'
import { anotherLoss, lin, medicalClaim } from './filings.ts'
import type { Stack } from './stack.ts'
import { startStack } from './stack.ts'
import { accepted, closed } from './walk.ts'
import { contradictions, ownerQuery, readBankBook } from './witnesses.ts'

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
    const met = ['C01', 'C02', 'C03', 'C04', 'C05', 'C06', 'C10', 'C11', 'C12', 'C13']
    expect(clocks.map(({ id }) => id)).toEqual(expect.arrayContaining(met))
    // The right outlives the request: its limitation is all that goes on.
    const ended = clocks.filter(({ id }) => !id.startsWith('C23'))
    expect(ended.every(({ state }) => state === 'met' || state === 'void')).toBe(true)
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
