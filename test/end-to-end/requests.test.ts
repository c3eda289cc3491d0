import { randomUUID } from 'node:crypto'
import net from 'node:net'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { ProblemBody } from '../../api/problems.ts'
import type { Role } from '../../domain/claim/codes.ts'
import { badRequests } from './bad-requests.ts'
import type { Desk, Reply } from './desk.ts'
import { openDesk } from './desk.ts'
import { anotherLoss, lin, medicalClaim, medicalReport, payees } from './filings.ts'
import type { Stack } from './stack.ts'
import { startStack } from './stack.ts'
import { agreed, proposed } from './walk.ts'
import { contradictions, ownerQuery } from './witnesses.ts'

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
const accept = { action: 'accept' }

const tenTimes = (send: () => Promise<Reply>): Promise<Reply[]> => Promise.all(Array.from({ length: 10 }, send))
const fileOne = async (): Promise<string> => (await desk.file(anotherLoss(medicalClaim))).claimId

describe('one key is one intent', () => {
  test('ten filings at once under one key are one claim and one answer', async () => {
    const key = randomUUID()
    const loss = anotherLoss(medicalClaim)
    const replies = await tenTimes(() => desk.send('integrator', 'POST', '/v1/claims', loss, { key }))
    expect(new Set(replies.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(replies.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(9)
    const { claimId } = await desk.file(loss, { key })
    const same = `select count(*)::int as n from claims where event_date = $1`
    expect(await ownerQuery(stack, same, [loss.eventDate])).toEqual([{ n: 1 }])
    expect(await contradictions(stack, desk, claimId)).toEqual(agreement)
    const other = { ...loss, description: '另一段经过' }
    const reused = await desk.send('integrator', 'POST', '/v1/claims', other, { key })
    expect(reused).toMatchObject({ status: 422, body: { code: 'COMMAND_REUSED' } })
  })

  test('ten commands at once under one key are one event and one answer', async () => {
    const claimId = await fileOne()
    const key = randomUUID()
    const path = `/v1/claims/${claimId}/acceptance`
    const replies = await tenTimes(() => desk.send('intake-clerk', 'POST', path, accept, { key }))
    expect(new Set(replies.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(replies[0]).toMatchObject({ status: 200 })
    const again = await desk.send('intake-clerk', 'POST', path, accept, { key })
    expect(again).toMatchObject({ status: 200, text: replies[0]?.text })
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    const other = await desk.send('intake-clerk', 'POST', path, { action: 'start-check' }, { key })
    expect(other).toMatchObject({ status: 422, body: { code: 'COMMAND_REUSED' } })
    await desk.ask('intake-clerk', claimId, 'acceptance', accept, { key })
    expect(await contradictions(stack, desk, claimId)).toEqual(agreement)
  })

  test('the first answer is given again, whatever became of the claim since', async () => {
    const claimId = await fileOne()
    const key = randomUUID()
    const first = await desk.ask('intake-clerk', claimId, 'acceptance', accept, { key })
    await desk.reaches(claimId, 'reviewing')
    await desk.ask('reviewer', claimId, 'review', {
      action: 'fix-liability',
      parts: ['preliminary', 'detailed', 'risk'],
    })
    expect(await desk.ask('intake-clerk', claimId, 'acceptance', accept, { key })).toEqual(first)
  })

  test('a fact through the general door is the command of its own door', async () => {
    const claimId = await fileOne()
    const body = { identityChecked: true, reason: '不再索赔' }
    await desk.ask('claimant', claimId, 'signals/withdrawal-requested', body)
    expect(await desk.read(claimId)).toMatchObject({ status: 'withdrawn' })
    const unknown = await desk.refusal('claimant', claimId, 'signals/pay-me', body)
    expect(unknown).toMatchObject({ status: 404, code: 'SIGNAL_UNKNOWN' })
  })
})

describe('a bad request is refused by a problem that says what to do', () => {
  const places = { claim: '', stranger: '' }
  beforeAll(async () => {
    places.claim = await fileOne()
    await proposed(desk, places.claim)
    const other = { ...lin, personId: 'per_somebody', identityNumber: '310101198001011234' }
    places.stranger = (await desk.file({ ...anotherLoss(medicalReport), claimant: other })).claimId
  })

  test.each(badRequests)('$what: $status $code', async (bad) => {
    const { role = 'intake-clerk', method = 'POST', path = '/v1/claims', headers = {} } = bad
    const address = path.replace(':claim', places.claim).replace(':stranger', places.stranger)
    const before = await ownerQuery(stack, 'select count(*) from claim_events where command_id is not null')
    const reply = await desk.send(role, method, address, bad.body, { headers })
    const problem = reply.body as ProblemBody
    expect(problem).toMatchObject({ status: bad.status, code: bad.code, retryable: false })
    expect({ ...reply, type: reply.headers.get('content-type') }).toMatchObject({
      status: bad.status,
      type: expect.stringContaining('application/problem+json') as string,
    })
    expect(problem.errors?.[0]?.pointer).toBe(bad.pointer)
    expect(await (await fetch(`${stack.url}/docs/problems`)).text()).toContain(`id="${bad.code}"`)
    expect(await ownerQuery(stack, 'select count(*) from claim_events where command_id is not null')).toEqual(before)
  })

  test('what is not HTTP is answered in HTTP', async () => {
    const { port } = new URL(stack.url)
    const answer = await new Promise<string>((resolve) => {
      let text = ''
      const socket = net.connect({ host: '127.0.0.1', port: Number(port) }, () => socket.write('HELO claims\r\n\r\n'))
      socket.on('data', (chunk) => (text += String(chunk))).once('close', () => resolve(text))
    })
    expect(answer).toContain('400 Bad Request')
    expect(answer).toContain('HTTP_MALFORMED')
  })

  test('a refusal by the rules names the status, who may, and what is possible instead', async () => {
    const problem = await desk.refusal('intake-clerk', places.claim, 'acceptance', accept)
    expect(problem).toMatchObject({ claimStatus: 'awaiting-approval' })
    expect(problem.possible).toContain('ChangeContacts')
    expect(problem.possible).not.toContain('ApproveProposal')
    expect(problem.whoMay).toContain('approver')
    const barred = await desk.refusal('reviewer', places.claim, 'approvals', { action: 'approve' })
    expect(barred.whoMay).toContain('approver')
  })

  test('nobody approves what is above their authority, what they proposed, or a claim of their own', async () => {
    const claimId = (
      await desk.file({ ...anotherLoss(medicalReport), filing: { claimedFen: '9000000', documents: [] } })
    ).claimId
    await desk.ask('intake-clerk', claimId, 'acceptance', accept)
    await desk.reaches(claimId, 'reviewing')
    const parts = ['preliminary', 'detailed', 'risk']
    await desk.ask('reviewer', claimId, 'review', { action: 'fix-liability', parts })
    const items = [{ itemId: 'i-1', claimedFen: '9000000', notCoveredFen: '0' }]
    await desk.ask('assessor', claimId, 'assessment', { items })
    const decide = (role: Role, person?: string): Promise<ProblemBody> =>
      desk.refusal(role, claimId, 'approvals', { action: 'approve' }, person === undefined ? {} : { person })
    expect(await decide('approver')).toMatchObject({ status: 409, code: 'AUTHORITY_EXCEEDED' })
    expect(await decide('supervisor', 'per_local_assessor')).toMatchObject({
      status: 409,
      code: 'SEPARATION_OF_DUTIES',
    })
    expect(await decide('supervisor', lin.personId)).toMatchObject({ status: 409, code: 'OWN_CLAIM' })
    const kept = await ownerQuery<{ code: string }>(
      stack,
      'select code from refusals where claim_id = $1 order by id',
      [claimId],
    )
    expect(kept.map(({ code }) => code)).toEqual(['AUTHORITY_EXCEEDED', 'SEPARATION_OF_DUTIES', 'OWN_CLAIM'])
  })

  test('money moves only between two persons', async () => {
    const claimId = await fileOne()
    await agreed(desk, claimId)
    await desk.ask('payment-clerk', claimId, 'payees', payees)
    await desk.ask('payment-clerk', claimId, 'payments', { action: 'submit' })
    const own = { person: 'per_local_payment_clerk' }
    const both = await desk.refusal('payment-checker', claimId, 'payments/1/check', { verdict: 'approve' }, own)
    expect(both).toMatchObject({ status: 409, code: 'SEPARATION_OF_DUTIES' })
    const other = await desk.refusal('payment-checker', claimId, 'payments/7/check', { verdict: 'approve' })
    expect(other).toMatchObject({ status: 404, code: 'PAYMENT_UNKNOWN_NUMBER' })
    expect((await desk.read(claimId)).payments).toMatchObject([{ state: 'submitted' }])
  })
})
