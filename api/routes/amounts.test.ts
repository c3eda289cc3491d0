import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import { readSummary } from '../../db/claim-summary.ts'
import { readEvents } from '../../db/event-log.ts'
import { readInvoice } from '../../db/invoices.ts'
import type { Role } from '../../domain/claim/codes.ts'
import type { AskingDesk } from '../../test/asking-desk.ts'
import { openAskingDesk } from '../../test/asking-desk.ts'
import type { Call } from '../../test/decision-desk.ts'
import { postTo } from '../../test/decision-desk.ts'
import { until } from '../../test/shell/outside-world.ts'
import type { ApiDependencies, ApiServer } from '../dependencies.ts'
import { keepRefusalsIn } from '../kept-refusals.ts'
import { createShell } from '../shell.ts'
import { amountRoutes } from './amounts.ts'

let desk: AskingDesk
let app: ApiServer
beforeAll(async () => {
  desk = await openAskingDesk(inject('temporalAddress'))
  app = await openServer()
})
afterAll(async () => {
  await app.close()
  await desk.close()
})

const claimant = 'claimant||per_claimant|0'
const supervisor = 'supervisor|310000|per_supervisor|2'

let numbers = 90_000_000_000
const invoice = (more: object = {}) => ({
  number: String((numbers += 1)),
  checkCode: '345678',
  issuedOn: '2026-11-20',
  amountFen: '86000',
  ...more,
})

test('an invoice is sealed under its id, counts for its claim, and the tax authority is asked beside the loop', async () => {
  const claimId = await desk.fileClaim()
  const body = invoice({ code: '31060126' })
  expect(await post(claimId, '/invoices', body)).toMatchObject({ statusCode: 200 })
  const { amountFen: _amount, ...details } = body
  const registered = await eventOf(claimId, 'InvoiceRegistered')
  const invoiceId = registered?.type === 'InvoiceRegistered' ? registered.invoiceId : ''
  expect(await readInvoice(desk.db, desk.deps.vault, claimId, invoiceId)).toEqual(details)
  expect(JSON.stringify(await readEvents(desk.db, claimId))).not.toContain(body.number)
  await until('the answer of the tax authority', async () => (await eventOf(claimId, 'InvoiceVerified')) ?? null)
})

test('an invoice another claim rests on is refused, and nothing is said of that claim', async () => {
  const [first, second] = [await desk.fileClaim(), await desk.fileClaim()]
  const body = invoice()
  await post(first, '/invoices', body)
  const answer = await post(second, '/invoices', body)
  expect(answer.json()).toMatchObject({ status: 409, code: 'INVOICE_ALREADY_USED', errors: [{ pointer: '#/number' }] })
  expect(answer.body).not.toContain(first)
  expect(await eventOf(second, 'InvoiceRegistered')).toBeUndefined()
  // A claim does not use an invoice twice either.
  expect(await codeOf(post(first, '/invoices', body))).toBe('INVOICE_ALREADY_USED')
})

test('of ten claims that send one invoice at the same moment one gets it', async () => {
  const claimIds = await Promise.all(Array.from({ length: 10 }, () => desk.fileClaim()))
  const body = invoice()
  const answers = await Promise.all(claimIds.map((claimId) => post(claimId, '/invoices', body)))
  expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
  expect(answers.filter(({ statusCode }) => statusCode === 409)).toHaveLength(9)
})

test('the same request again is answered as the first time, and holds nothing twice', async () => {
  const claimId = await desk.fileClaim()
  const [body, key] = [invoice(), randomUUID()]
  const first = await post(claimId, '/invoices', body, { key })
  const again = await post(claimId, '/invoices', body, { key })
  expect(again.json()).toEqual(first.json())
  expect(again.headers['idempotency-replayed']).toBe('true')
})

test('what a rule refuses holds no invoice: another claim may use it', async () => {
  const [refused, other] = [await desk.fileClaim(), await desk.fileClaim()]
  const body = invoice()
  expect(await codeOf(post(refused, '/invoices', { ...body, amountFen: '0' }))).toBe('AMOUNT_NOT_FEN')
  expect(await post(other, '/invoices', body)).toMatchObject({ statusCode: 200 })
})

test.each([
  ['number', { number: 'INV-1' }],
  ['checkCode', { checkCode: 'abc' }],
  ['issuedOn', { issuedOn: '2026-02-30' }],
  ['amountFen', { amountFen: 86_000 }],
  ['code', { code: '1' }],
])('a wrong %s is told by its place', async (field, wrong) => {
  const claimId = await desk.fileClaim()
  const answer = await post(claimId, '/invoices', invoice(wrong))
  expect(answer.json()).toMatchObject({ errors: [{ pointer: `#/${field}` }] })
})

test('a reserve is set within the caller’s step, and refused beyond it with who may', async () => {
  const claimId = await desk.fileClaim()
  const set = (reserveFen: string) =>
    post(claimId, '/reserve', { reserveFen, reason: '二次手术费用预计增加' }, { as: supervisor })
  expect(await set('10000000')).toMatchObject({ statusCode: 200 })
  expect(await eventOf(claimId, 'ReserveSet')).toMatchObject({ reserveFen: 10_000_000, level: 2 })
  expect((await set('10000001')).json()).toMatchObject({ status: 409, code: 'AUTHORITY_EXCEEDED' })
  expect(await codeOf(post(claimId, '/reserve', { reserveFen: '1', reason: '错误' }))).toBe('ROLE_NOT_ALLOWED')
})

async function eventOf(claimId: string, type: string) {
  return (await readEvents(desk.db, claimId)).find((event) => event.type === type)
}

const post = (claimId: string, path: string, body: object, { as = claimant, ...call }: Partial<Call> = {}) =>
  postTo(app, `/v1/claims/${claimId}${path}`, body, { as, ...call })

async function codeOf(answer: ReturnType<typeof post>): Promise<string> {
  return (await answer).json<{ readonly code: string }>().code
}

async function openServer(): Promise<ApiServer> {
  const server = createShell(
    { logLevel: 'silent' },
    {
      verifyToken: async (authorization = '') => {
        const [role, branch = '', personId = '', level = '0'] = authorization.split('|')
        const who = { clientId: personId, personId, roles: [role as Role], authorityLevel: Number(level) }
        return { ...who, branch: branch === '' ? null : branch }
      },
      opaqueIdOf: (personId) => personId,
      findClaim: (claimId) => readSummary(desk.db, claimId),
      keepRefusal: keepRefusalsIn(desk.db),
    },
  )
  server.register(async (routes) => amountRoutes(routes, { ...desk.deps, mode: 'local' } as ApiDependencies))
  await server.ready()
  return server
}
