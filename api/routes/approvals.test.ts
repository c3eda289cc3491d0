import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import { putLimits } from '../../db/authority-limits.ts'
import { readSummary } from '../../db/claim-summary.ts'
import { putDelegations } from '../../db/delegations.ts'
import { readEvents } from '../../db/event-log.ts'
import { addDays, dateOf } from '../../domain/time.ts'
import type { AskingDesk } from '../../test/asking-desk.ts'
import { openAskingDesk } from '../../test/asking-desk.ts'
import { until } from '../../test/shell/outside-world.ts'
import type { ApiServer } from '../dependencies.ts'
import type { Call } from '../../test/decision-desk.ts'
import { decisionServer, postTo } from '../../test/decision-desk.ts'

let desk: AskingDesk
let app: ApiServer
const post = (url: string, payload: object, call: Call) => postTo(app, url, payload, call)
beforeAll(async () => {
  desk = await openAskingDesk(inject('temporalAddress'))
  app = await decisionServer(desk)
})
afterAll(async () => {
  await app.close()
  await desk.close()
})

const clerk = 'intake-clerk|310000|per_clerk'
const approver = 'approver|310000|per_approver|1'
const supervisor = 'supervisor|310000|per_supervisor|2'
const checker = 'payment-checker|310000|per_payment-checker'
const refusal = { ground: 'not-covered', clause: '第三条', evidence: [], reason: '非保险责任' }

test('a batch decides row by row: what is wrong with one stops no other, and a repeat is answered alike', async () => {
  const [good, stale] = [await denialProposed(), await denialProposed()]
  const rows = [
    { claimId: good.claimId, decisionVersion: good.decisionVersion, decision: { action: 'approve' } },
    { claimId: stale.claimId, decisionVersion: stale.decisionVersion + 7, decision: { action: 'approve' } },
    { claimId: `clm_${randomUUID()}`, decisionVersion: 1, decision: { action: 'approve' } },
    { claimId: await desk.fileClaim(), decisionVersion: 1, decision: { action: 'return', question: '为什么？' } },
  ]
  const key = randomUUID()
  const first = await post('/v1/approvals/batch', { rows }, { as: supervisor, key })
  expect(first.statusCode).toBe(200)
  expect(first.json()).toMatchObject({
    done: 1,
    refused: 3,
    rows: [
      { claimId: good.claimId, answer: { status: 'decided' } },
      { claimId: stale.claimId, problem: { status: 412, code: 'STALE_VERSION' } },
      { problem: { status: 404, code: 'CLAIM_NOT_FOUND' } },
      { problem: { status: 412, code: 'STALE_VERSION' } },
    ],
  })
  const again = await post('/v1/approvals/batch', { rows }, { as: supervisor, key })
  expect(again.json<Batch>().rows[0]).toEqual(first.json<Batch>().rows[0])
  const other = [{ ...rows[0], decision: { action: 'return', question: '为什么？' } }]
  const reused = await post('/v1/approvals/batch', { rows: other }, { as: supervisor, key })
  expect(reused.json()).toMatchObject({ rows: [{ problem: { status: 422, code: 'COMMAND_REUSED' } }] })
})

test('a batch needs a key, rows, and no claim twice', async () => {
  const row = { claimId: `clm_${randomUUID()}`, decisionVersion: 1, decision: { action: 'approve' } }
  expect((await post('/v1/approvals/batch', { rows: [] }, { as: supervisor })).statusCode).toBe(422)
  expect((await post('/v1/approvals/batch', { rows: [row, row] }, { as: supervisor })).json()).toMatchObject({
    errors: [{ pointer: '#/rows' }],
  })
  const keyless = await app.inject({
    method: 'POST',
    url: '/v1/approvals/batch',
    headers: { authorization: supervisor },
    payload: { rows: [row] },
  })
  expect(keyless.json()).toMatchObject({ code: 'IDEMPOTENCY_KEY_MISSING' })
})

test('a preview says what would come of a decision, what it takes and who may, and nothing happens', async () => {
  const { claimId } = await denialProposed()
  const preview = (as: string, body: object = { action: 'approve' }) =>
    post(`/v1/claims/${claimId}/approvals/preview`, body, { as })
  const before = await readEvents(desk.db, claimId)
  expect((await preview(supervisor)).json()).toMatchObject({
    may: true,
    becomes: 'decided',
    events: ['ProposalApproved'],
    notices: [{ kind: 'refusal', audience: 'claimant' }],
    takes: { payFen: null, refuseFen: '500000', requiredLevel: 2, votes: [] },
  })
  expect((await preview(approver)).json()).toMatchObject({
    may: false,
    refusal: { code: 'AUTHORITY_EXCEEDED', whoMay: expect.arrayContaining(['supervisor (A2)']) },
    takes: { whoMay: [{ level: 2, role: 'supervisor', personId: null }, { level: 3 }, { level: 4 }] },
  })
  const asProposer = (await preview('supervisor|310000|per_clerk|2')).json<{ refusal: { code: string } }>()
  expect(asProposer.refusal.code).toBe('SEPARATION_OF_DUTIES')
  expect((await preview(supervisor, { action: 'return', question: '?' })).json()).toMatchObject({ becomes: 'received' })
  expect(await readEvents(desk.db, claimId)).toEqual(before)
  const next = (as: string) =>
    app.inject({ method: 'GET', url: `/v1/claims/${claimId}/next-actions`, headers: { authorization: as } })
  expect((await next(approver)).json()).toMatchObject({
    approval: { requiredLevel: 2, whoMay: [{ level: 2, role: 'supervisor' }, { level: 3 }, { level: 4 }], votes: [] },
  })
  expect((await next('claimant||per_claimant')).json()).not.toHaveProperty('approval')
})

test('with all=true the queue shows also what I may not decide, with what is in the way', async () => {
  const { claimId } = await denialProposed()
  const rowOf = async (as: string, query = '') => {
    const answer = await app.inject({
      method: 'GET',
      url: `/v1/approvals?limit=50${query}`,
      headers: { authorization: as },
    })
    return answer.json<{ data: { claimId: string }[] }>().data.find((row) => row.claimId === claimId)
  }
  expect(await rowOf(approver)).toBeUndefined()
  expect(await rowOf(approver, '&all=true')).toMatchObject({
    blockedBy: ['AUTHORITY_EXCEEDED'],
    requiredLevel: 2,
    whoMay: [{ level: 2, role: 'supervisor' }, { level: 3 }, { level: 4 }],
  })
  expect(await rowOf('supervisor|310000|per_clerk|2', '&all=true')).toMatchObject({
    blockedBy: ['SEPARATION_OF_DUTIES'],
  })
  expect(await rowOf('supervisor|310000|per_insured|2', '&all=true')).toBeUndefined()
})

test('who was lent a step finds in his queue what it is enough for, and decides it in the name of its owner', async () => {
  const today = dateOf(Date.now())
  const lending = { toPersonId: 'per_lent', kinds: ['refusal'], from: today, to: addDays(today, 1) } as const
  await putDelegations(desk.db, {
    personId: 'per_supervisor',
    version: 0,
    level: 2,
    branch: '310000',
    lendings: [lending],
    putBy: 'per_supervisor',
  })
  const { claimId, decisionVersion } = await denialProposed()
  const lent = 'approver|310000|per_lent|1'
  const queue = await app.inject({ method: 'GET', url: '/v1/approvals?limit=50', headers: { authorization: lent } })
  expect(queue.json<{ data: object[] }>().data).toContainEqual(expect.objectContaining({ claimId, blockedBy: [] }))
  const approved = await decide(claimId, decisionVersion, lent)
  expect(approved.json()).toMatchObject({ status: 'decided' })
  const events = await readEvents(desk.db, claimId)
  expect(events.find(({ type }) => type === 'ProposalApproved')).toMatchObject({
    level: 2,
    onBehalfOf: 'per_supervisor',
    by: { id: 'per_lent' },
  })
})

test('the queue shows what waits beside the proposals, to who may decide it, and a batch decides it', async () => {
  const claimId = await desk.fileClaim()
  await post(`/v1/claims/${claimId}/acceptance`, { action: 'start-check' }, { as: clerk })
  await until('the policy is known', async () =>
    (await readEvents(desk.db, claimId)).some(({ type }) => type === 'PolicyLookedUp'),
  )
  const proof = { documentId: 'doc_bill', kind: 'photos', sha256: '0'.repeat(64), sizeBytes: 9 }
  const file = { location: 's3://claims/bill', fileName: 'bill.pdf' }
  await post(`/v1/claims/${claimId}/documents`, { documents: [{ ...proof, ...file }] }, { as: clerk })
  const account = { number: '6222020000000000000', holderName: '张三', bankCode: '102290000000' }
  const evidence = ['doc_bill']
  const asked = {
    action: 'request',
    why: 'big-loss',
    amountFen: '800000',
    evidence,
    payee: { name: '张三', account },
  }
  const versionOf = async () => (await readSummary(desk.db, claimId))?.decisionVersion ?? 0
  const ask = async (url: string, body: object, as: string) =>
    expect(
      (await post(`/v1/claims/${claimId}${url}`, body, { as, ifMatch: `"${await versionOf()}"` })).json(),
    ).toMatchObject({ claimId })
  await ask('/prepayments', asked, 'assessor|310000|per_assessor')
  const advance = {
    claimId,
    subject: 'advance',
    n: 1,
    payFen: '800000',
    decideAt: '/prepayments/1/approval',
    blockedBy: [],
  }
  expect(await rowsOf(claimId, approver)).toMatchObject([
    { ...advance, whoMay: [{ level: 1, role: 'approver' }, {}, {}, {}] },
  ])
  expect((await rowsOf(claimId, supervisor)).map(({ subject }) => subject)).toEqual(['advance'])
  expect(await rowsOf(claimId, checker)).toEqual([])
  const approved = await inBatch(approver, { claimId, subject: 'advance', n: 1, decision: { verdict: 'approve' } })
  expect(approved).toMatchObject({ done: 1, refused: 0 })
  await ask('/payments', { action: 'submit' }, 'payment-clerk|310000|per_payment-clerk')
  const payment = { subject: 'payment', n: 1, requiredLevel: null, proposedBy: 'per_payment-clerk', blockedBy: [] }
  const whoMay = [{ level: null, role: 'payment-checker', personId: null }]
  expect(await rowsOf(claimId, checker)).toMatchObject([{ ...payment, whoMay }])
  expect((await rowsOf(claimId, approver)).length).toBe(0)
  const letGo = { claimId, subject: 'payment', n: 1, decision: { verdict: 'approve' } }
  expect(await inBatch(checker, letGo)).toMatchObject({ done: 1 })
  expect(await rowsOf(claimId, checker)).toEqual([])

  async function inBatch(as: string, row: object): Promise<object> {
    const rows = [{ ...row, decisionVersion: await versionOf() }]
    return (await post('/v1/approvals/batch', { rows }, { as })).json<object>()
  }
})

test('a table of limits counts for a running claim from the next decision on: what it leaves out nobody decides', async () => {
  const { claimId, decisionVersion } = await denialProposed()
  const row = { kind: 'refusal', branch: '310000', currency: 'CNY', from: '2020-01-01' } as const
  await putLimits(desk.db, { version: 0, rows: [], putBy: 'per_admin' })
  const nobody = await decide(claimId, decisionVersion, supervisor)
  expect(nobody.json()).toMatchObject({ status: 409, code: 'AUTHORITY_EXCEEDED', whoMay: [] })
  await putLimits(desk.db, { version: 1, rows: [{ ...row, limitsFen: [null, 1, 1, 1] }], putBy: 'per_admin' })
  const vote = (n: number) =>
    post(
      `/v1/claims/${claimId}/approvals`,
      { action: 'vote', vote: 'for' },
      {
        as: `committee|000000|per_member_${n}|5`,
        ifMatch: `"${decisionVersion}"`,
      },
    )
  expect((await vote(1)).json()).toMatchObject({ status: 'awaiting-approval' })
  expect((await vote(1)).json()).toMatchObject({ status: 409, code: 'DOUBLE_VOTE' })
  expect((await vote(2)).json()).toMatchObject({ status: 'awaiting-approval' })
  expect((await vote(3)).json()).toMatchObject({ status: 'decided' })
})

async function rowsOf(claimId: string, as: string): Promise<{ readonly claimId: string; readonly subject: string }[]> {
  const answer = await app.inject({ method: 'GET', url: '/v1/approvals?limit=50', headers: { authorization: as } })
  const { data } = answer.json<{ readonly data: { readonly claimId: string; readonly subject: string }[] }>()
  return data.filter((row) => row.claimId === claimId)
}

interface Batch {
  readonly rows: readonly object[]
}

async function denialProposed(): Promise<{ readonly claimId: string; readonly decisionVersion: number }> {
  const claimId = await desk.fileClaim()
  await post(`/v1/claims/${claimId}/acceptance`, { action: 'start-check' }, { as: clerk })
  // What the policy system says changes what is decided on: it comes first.
  await until('the policy is known', async () =>
    (await readEvents(desk.db, claimId)).some(({ type }) => type === 'PolicyLookedUp'),
  )
  const proposed = await post(
    `/v1/claims/${claimId}/acceptance`,
    { action: 'propose-denial', ...refusal },
    { as: clerk },
  )
  return { claimId, decisionVersion: proposed.json<{ readonly decisionVersion: number }>().decisionVersion }
}

const decide = (claimId: string, decisionVersion: number, as: string) =>
  post(`/v1/claims/${claimId}/approvals`, { action: 'approve' }, { as, ifMatch: `"${decisionVersion}"` })
