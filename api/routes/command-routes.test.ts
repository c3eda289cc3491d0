import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { readSummary } from '../../db/claim-summary.ts'
import { readEvents } from '../../db/event-log.ts'
import { readParties } from '../../db/parties.ts'
import { readTexts } from '../../db/texts.ts'
import { refusals } from '../../db/work-schema.ts'
import type { Role } from '../../domain/claim/codes.ts'
import type { AskingDesk } from '../../test/asking-desk.ts'
import { openAskingDesk } from '../../test/asking-desk.ts'
import type { Call } from '../../test/decision-desk.ts'
import { sendTo } from '../../test/decision-desk.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import { keepRefusalsIn } from '../kept-refusals.ts'
import { createShell } from '../shell.ts'
import { advanceRoutes } from './advance.ts'
import { assignmentRoutes } from './assignment.ts'
import { contactRoutes } from './contacts.ts'
import { decisionRoutes } from './decision.ts'
import { fastForwardRoutes } from './fast-forward.ts'
import { feedbackRoutes } from './feedback.ts'
import { frontDeskRoutes } from './front-desk.ts'
import { middleRoutes } from './middle.ts'
import { settlementRoutes } from './settlement.ts'
import { signalRoutes } from './signals.ts'

let desk: AskingDesk
let app: ApiServer
beforeAll(async () => {
  desk = await openAskingDesk(inject('temporalAddress'))
  app = await openServer('local')
})
afterAll(async () => {
  await app.close()
  await desk.close()
})

const clerk = 'intake-clerk|310000|per_clerk'
const claimant = 'claimant||per_claimant'
const supervisor = 'supervisor|310000|per_supervisor|2'
const refusal = { ground: 'not-covered', clause: '第三条', evidence: [], reason: '酒后驾驶' }

test('a command is answered with where the claim stands, and its ETag', async () => {
  const claimId = await desk.fileClaim()
  const answer = await post(claimId, '/assignment', { how: 'take' }, { as: clerk })
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toMatchObject({ claimId, status: 'received', links: { self: `/v1/claims/${claimId}` } })
  expect(answer.headers['etag']).toBe(`"${answer.json<Answer>().decisionVersion}"`)
  expect(answer.headers).not.toHaveProperty('idempotency-replayed')
})

test('a repeat says that it is one', async () => {
  const claimId = await desk.fileClaim()
  const again = { as: clerk, key: randomUUID() }
  const first = await post(claimId, '/assignment', { how: 'take' }, again)
  const second = await post(claimId, '/assignment', { how: 'take' }, again)
  expect(second.json()).toEqual(first.json())
  expect(second.headers['idempotency-replayed']).toBe('true')
  expect(await post(claimId, '/assignment', { how: 'return' }, again)).toMatchObject({ statusCode: 422 })
})

test.each([
  { path: '/approvals', body: { action: 'approve' }, as: supervisor },
  { path: '/relinking', body: { policyNo: 'P-1', because: 'renumbered' }, as: supervisor },
  { path: '/settlement', body: { action: 'agree', identityChecked: true }, as: claimant },
  { path: '/signals/offer-agreed', body: { action: 'agree', identityChecked: true }, as: claimant },
  { path: '/payees', body: { payees: [payee()] }, as: 'payment-clerk|310000|per_maker' },
  { path: '/payments', body: { action: 'submit' }, as: 'payment-clerk|310000|per_maker' },
  { path: '/payments/1/check', body: { verdict: 'approve' }, as: 'payment-checker|310000|per_checker' },
  { path: '/prepayments', body: { action: 'nothing-provable', reason: '无' }, as: 'head-office|000000|per_head|4' },
  { path: '/prepayments/1/approval', body: { verdict: 'approve' }, as: supervisor },
  { path: '/recoveries/1/write-off', body: { reason: '无' }, as: supervisor },
  { path: '/payees/thaw', body: { reason: 'claimant-died', documents: ['doc-1'] }, as: supervisor },
  { path: '/payments/1/screening', body: { verdict: 'uphold', reason: 'x' }, as: 'compliance|310000|per_c' },
  { path: '/compensations/1/approval', body: { action: 'approve' }, as: supervisor },
])('$path is a decision: without If-Match it is not taken, with an old one neither', async ({ path, body, as }) => {
  const claimId = await desk.fileClaim()
  expect(await codeOf(post(claimId, path, body, { as }))).toBe('PRECONDITION_REQUIRED')
  expect(await codeOf(post(claimId, path, body, { as, ifMatch: '"999"' }))).toBe('STALE_VERSION')
})

test('elsewhere If-Match is honoured when given', async () => {
  const claimId = await desk.fileClaim()
  expect(await codeOf(post(claimId, '/assignment', { how: 'take' }, { as: clerk, ifMatch: '"999"' }))).toBe(
    'STALE_VERSION',
  )
})

test('whose role may not is told who may', async () => {
  const claimId = await desk.fileClaim()
  const answer = await post(claimId, '/review', { action: 'confirm-complex' }, { as: 'reviewer|310000|per_reviewer' })
  expect(answer.json()).toMatchObject({ status: 403, code: 'ROLE_NOT_ALLOWED', whoMay: ['supervisor'] })
})

test('who may not for their role is kept where decisions and money are at stake, and nowhere else', async () => {
  const claimId = await desk.fileClaim()
  const reviewer = 'reviewer|310000|per_reviewer'
  const proposal = { action: 'propose-refusal', ...refusal }
  await post(claimId, '/approvals', { action: 'approve' }, { as: reviewer, key: 'k-1', ifMatch: '"1"' })
  await app.inject({
    method: 'POST',
    url: `/v1/claims/${claimId}/payments`,
    headers: { authorization: claimant },
    payload: 'not read',
  })
  expect(await codeOf(post(claimId, '/review', proposal, { as: supervisor }))).toBe('ROLE_NOT_ALLOWED')
  expect(await codeOf(post(claimId, '/triage', {}, { as: clerk }))).toBe('ROLE_NOT_ALLOWED')
  expect(await codeOf(post(claimId, '/approvals', {}, { as: 'reviewer|440000|per_r' }))).toBe('CLAIM_NOT_FOUND')
  const kept = await desk.db.select().from(refusals).where(eq(refusals.claimId, claimId)).orderBy(refusals.id)
  const refused = { code: 'ROLE_NOT_ALLOWED', claimStatus: 'received' }
  const decisions = 'ApproveProposal|ReturnProposal|VoteProposal'
  expect(kept).toMatchObject([
    { ...refused, commandType: decisions, actorId: 'per_reviewer', actorRole: 'reviewer' },
    { ...refused, commandType: 'SubmitPayments', commandId: '', actorId: 'per_claimant', actorRole: 'claimant' },
    { ...refused, commandType: 'ProposeRefusal', actorId: 'per_supervisor', actorRole: 'supervisor' },
  ])
  expect(kept.map(({ commandId }) => commandId.length)).toEqual([64, 0, 64])
})

test('what a rule refuses is a 409 with the status, what the caller may do instead, and who may do what stands there', async () => {
  const claimId = await desk.fileClaim()
  const answer = await post(claimId, '/survey-reports', { evidence: ['scene-photos'] }, { as: 'surveyor|310000|per_s' })
  expect(answer.json()).toMatchObject({ status: 409, code: 'WRONG_STATUS', claimStatus: 'received' })
  expect(answer.json<Refused>().possible).not.toContain('StartCheck')
  expect(answer.json<Refused>().whoMay).toContain('intake-clerk')
})

test('a claim of another branch is not there', async () => {
  const claimId = await desk.fileClaim()
  expect(await codeOf(post(claimId, '/triage', {}, { as: 'reviewer|440000|per_r' }))).toBe('CLAIM_NOT_FOUND')
})

test('a signal is its own route by another name: same command, same answer, same faults', async () => {
  const claimId = await desk.fileClaim()
  const wrong = await post(
    claimId,
    '/signals/withdrawal-requested',
    { identityChecked: 'yes', reason: 'x' },
    { as: claimant },
  )
  expect(wrong.json()).toMatchObject({ status: 400, errors: [{ pointer: '#/identityChecked', code: 'type' }] })
  const body = { identityChecked: true, reason: '不再索赔' }
  const signal = await post(claimId, '/signals/withdrawal-requested', body, { as: claimant })
  expect(signal.json()).toMatchObject({ claimId, status: 'withdrawn' })
  const withdrawn = (await readEvents(desk.db, claimId)).find(({ type }) => type === 'ClaimWithdrawn')
  const [text] = await readTexts(desk.db, desk.deps.vault, claimId)
  expect(text).toMatchObject({
    text: '不再索赔',
    textId: withdrawn?.type === 'ClaimWithdrawn' && withdrawn.reasonTextId,
  })
})

test('contacts that were refused are nobody’s: the addresses stay as they were, and what is not named stays too', async () => {
  const claimId = await desk.fileClaim()
  const change = (addresses: object, as: string) =>
    post(claimId, '/contacts', { preferredChannels: ['sms'], ...addresses }, { as })
  const addresses = async () =>
    (await readParties(desk.db, desk.deps.vault, claimId, 'contact')).map(({ details }) => details)
  const first = { phone: '13700000001', email: 'zhao@example.cn' }
  expect(await change(first, claimant)).toMatchObject({ statusCode: 200 })
  expect(await codeOf(change({ phone: '13700000002' }, 'intake-clerk|310000|per_insured'))).toBe('OWN_CLAIM')
  expect(await addresses()).toEqual([first])
  expect(await change({}, claimant)).toMatchObject({ statusCode: 200 })
  expect(await addresses()).toEqual([first])
  expect(await change({ phone: '13700000003' }, claimant)).toMatchObject({ statusCode: 200 })
  expect(await addresses()).toEqual([{ ...first, phone: '13700000003' }])
})

test('an unknown signal is told the known ones', async () => {
  const claimId = await desk.fileClaim()
  const answer = await post(claimId, '/signals/__proto__', {}, { as: claimant })
  expect(answer.json()).toMatchObject({ status: 404, code: 'SIGNAL_UNKNOWN' })
  expect(answer.json<Refused>().detail).toContain('documents-supplied')
})

test('my queue holds what I may decide, until I decided it', async () => {
  const claimId = await desk.fileClaim()
  await post(claimId, '/acceptance', { action: 'start-check' }, { as: clerk })
  const proposed = await post(claimId, '/acceptance', { action: 'propose-denial', ...refusal }, { as: clerk })
  expect(proposed.json()).toMatchObject({ status: 'awaiting-approval' })

  const mine = (await queue(supervisor)).find((row) => row.claimId === claimId)
  expect(mine).toMatchObject({
    kind: 'deny',
    refuseFen: '500000',
    requiredLevel: 2,
    proposedBy: 'per_clerk',
    blockedBy: [],
  })
  const strangers = [
    'approver|310000|per_a|1',
    'supervisor|440000|per_b|2',
    'supervisor|310000|per_clerk|2',
    'supervisor|310000|per_insured|2',
  ]
  for (const other of strangers) expect(await queue(other)).not.toContainEqual(expect.objectContaining({ claimId }))

  const ifMatch = `"${mine?.decisionVersion}"`
  const deciding = { as: supervisor, key: randomUUID() }
  const approved = await post(claimId, '/approvals', { action: 'approve' }, { ...deciding, ifMatch })
  expect(approved.statusCode).toBe(200)
  for (const seen of [undefined, '*', '"999"']) {
    const repeated = await post(claimId, '/approvals', { action: 'approve' }, { ...deciding, ifMatch: seen })
    expect(repeated.headers['idempotency-replayed']).toBe('true')
    expect(repeated.json()).toEqual(approved.json())
  }
  expect(await queue(supervisor)).not.toContainEqual(expect.objectContaining({ claimId }))
})

test('a claim’s own clock moves when told, and says where it stands', async () => {
  const claimId = await desk.fileClaim()
  await post(claimId, '/assignment', { how: 'take' }, { as: clerk })
  const moved = await post(claimId, '/fast-forward', { by: 'PT1H', force: true }, { as: clerk })
  expect(moved.statusCode).toBe(200)
  const { from, to, asOf } = moved.json<Record<'from' | 'to' | 'asOf', string>>()
  expect(Date.parse(to) - Date.parse(from)).toBe(3_600_000)
  expect(asOf >= to).toBe(true)
  const wrong = await post(claimId, '/fast-forward', { by: '1 hour' }, { as: clerk })
  expect(wrong.json()).toMatchObject({ errors: [{ pointer: '#/by' }] })
})

test('outside local mode nobody’s clock moves', async () => {
  const claimId = await desk.fileClaim()
  const production = await openServer('production')
  const url = `/v1/claims/${claimId}/fast-forward`
  expect(
    await production.inject({ method: 'POST', url, payload: { by: 'PT1H' }, headers: { authorization: clerk } }),
  ).toMatchObject({ statusCode: 404 })
  expect(Object.keys(production.swagger().paths ?? {}).filter((path) => path.includes('fast-forward'))).toEqual([])
  await production.close()
})

interface Answer {
  readonly decisionVersion: number
}

interface Refused {
  readonly possible: readonly string[]
  readonly whoMay: readonly string[]
  readonly detail: string
}

function post(claimId: string, path: string, payload: object, call: Call) {
  const method = path === '/contacts' ? 'PUT' : 'POST'
  return sendTo(app, { method, url: `/v1/claims/${claimId}${path}`, payload }, call)
}

async function codeOf(answer: ReturnType<typeof post>): Promise<string> {
  return (await answer).json<{ readonly code: string }>().code
}

async function queue(as: string) {
  const answer = await app.inject({ method: 'GET', url: '/v1/approvals?limit=50', headers: { authorization: as } })
  return answer.json<{ readonly data: readonly (Answer & { readonly claimId: string })[] }>().data
}

function payee() {
  const account = { number: '6222020000000001', holderName: '张三', bankCode: '102290000000' }
  return { name: '张三', account, share: '100.00' }
}

async function openServer(mode: ApiDependencies['mode']): Promise<ApiServer> {
  const server = createShell(
    { logLevel: 'silent' },
    {
      verifyToken: async (authorization = '') => {
        const [role, branch = '', personId = '', level = '0'] = authorization.split('|')
        const roles = [role as Role]
        return {
          clientId: personId,
          personId,
          roles,
          branch: branch === '' ? null : branch,
          authorityLevel: Number(level),
        }
      },
      opaqueIdOf: (personId) => personId,
      findClaim: (claimId) => readSummary(desk.db, claimId),
      keepRefusal: keepRefusalsIn(desk.db),
    },
  )
  server.register(async (routes) => {
    const deps = { ...desk.deps, mode } as ApiDependencies
    const work = [frontDeskRoutes, middleRoutes, decisionRoutes, settlementRoutes, advanceRoutes, feedbackRoutes]
    for (const mount of [...work, assignmentRoutes, contactRoutes, signalRoutes, fastForwardRoutes]) mount(routes, deps)
  })
  await server.ready()
  return server
}
