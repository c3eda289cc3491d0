import { expect, test } from 'vitest'
import { startBankSimulator } from '../../simulators/bank.ts'
import { call, closing, startStub, temporaryFolder, until } from '../../simulators/trial.ts'
import { createHttpBankGateway } from './bank-gateway.ts'

const order = {
  reference: 'LPclm1p1',
  amountFen: 12_345,
  account: { number: '6222020000000001', holderName: '张三', bankCode: '102100099996' },
  purpose: 'claim payment',
}

const known = {
  reference: 'LPclm1p1',
  bankReference: 'BK0000000001',
  state: 'settled',
  amountFen: '12345',
  currency: 'CNY',
  acceptedAt: '2026-11-22T16:04:27.311Z',
  changedAt: '2026-11-22T16:04:27.893Z',
}

async function start({ timeoutMs = 5_000 } = {}) {
  const dataDir = await temporaryFolder()
  const { url } = closing(await startBankSimulator({ port: 0, dataDir, settleAfterMs: 0, settlingMs: 100 }))
  const gateway = createHttpBankGateway({ baseUrl: `${url}/`, timeoutMs })
  return {
    ...gateway,
    faults: (faults: object) => call('PUT', `${url}/faults`, { settleAfterMs: 0, ...faults }),
    book: async () => (await call<{ transfers: object[]; duplicateSends: number }>('GET', `${url}/book`)).body,
  }
}

async function answering(status: number, body: unknown) {
  const { url } = await startStub(status, typeof body === 'string' ? body : JSON.stringify(body))
  return createHttpBankGateway({ baseUrl: url, timeoutMs: 2_000 })
}

test('a transfer is accepted and later found settled, in fen and epoch ms', async () => {
  const bank = await start()
  const sent = await bank.transfer(order)
  expect(sent).toEqual({
    reference: 'LPclm1p1',
    bankReference: 'BK0000000001',
    state: 'accepted',
    amountFen: 12_345,
    acceptedAt: expect.any(Number),
    changedAt: expect.any(Number),
  })
  expect(Math.abs(Date.now() - sent.acceptedAt)).toBeLessThan(10_000)
  await until('settlement', async () => (await bank.findTransfer(order.reference)).state === 'settled')
})

test('a transfer sent twice is one transfer', async () => {
  const bank = await start()
  const { bankReference } = await bank.transfer(order)
  expect(await bank.transfer(order)).toMatchObject({ bankReference })
  await expect(bank.transfer({ ...order, amountFen: 1 })).rejects.toMatchObject({
    name: 'GatewayRefused',
    status: 409,
    code: 'REFERENCE_REUSED',
  })
  expect(await bank.book()).toMatchObject({ transfers: [{}], duplicateSends: 2 })
})

test('"not found" says whether it is final and from when', async () => {
  const bank = await start()
  const first = await bank.findTransfer('LPnever')
  expect(first).toEqual({ state: 'not-found', final: false, settlesAt: expect.any(Number) })
  await until('a final answer', async () => {
    const found = await bank.findTransfer('LPnever')
    return found.state === 'not-found' && found.final
  })
})

test('a rejected transfer carries its reason', async () => {
  const bank = await start()
  await bank.faults({ reject: { reason: 'account-closed' } })
  await bank.transfer(order)
  const rejected = await until('the rejection', async () => {
    const found = await bank.findTransfer(order.reference)
    return found.state === 'rejected' && found
  })
  expect(rejected.reason).toBe('account-closed')
})

test('when the answer is lost the outcome is unknown, and the query finds the transfer', async () => {
  const bank = await start()
  await bank.faults({ loseAnswers: 1 })
  await expect(bank.transfer(order)).rejects.toMatchObject({
    name: 'GatewayUnavailable',
    message: 'bank unavailable to transfer: no answer (UND_ERR_SOCKET)',
  })
  expect(await bank.findTransfer(order.reference)).toMatchObject({ reference: order.reference })
  expect(await bank.book()).toMatchObject({ transfers: [{}], duplicateSends: 0 })
})

test.each(['hangAfterAccept', 'refuseThenHang'])('%s: the wait is bounded', async (fault) => {
  const bank = await start({ timeoutMs: 150 })
  await bank.faults({ [fault]: 1 })
  await expect(bank.transfer(order)).rejects.toMatchObject({
    name: 'GatewayUnavailable',
    message: 'bank unavailable to transfer: no answer within 150 ms',
  })
  expect((await bank.book()).transfers).toHaveLength(fault === 'hangAfterAccept' ? 1 : 0)
})

test('down is unavailable', async () => {
  const bank = await start()
  await bank.faults({ down: true })
  const down = { name: 'GatewayUnavailable', message: 'bank unavailable to transfer: it answered 503' }
  await expect(bank.transfer(order)).rejects.toMatchObject(down)
  await expect(bank.findTransfer(order.reference)).rejects.toMatchObject({ name: 'GatewayUnavailable' })
})

test('an address nobody listens at is unavailable', async () => {
  const bank = createHttpBankGateway({ baseUrl: 'http://127.0.0.1:1', timeoutMs: 2_000 })
  await expect(bank.findTransfer('LP1')).rejects.toMatchObject({ name: 'GatewayUnavailable' })
})

test.each([
  ['no JSON', 200, '<html>张三 6222020000000001</html>'],
  ['nothing', 200, ''],
  ['null', 200, 'null'],
  ['another transfer', 200, { ...known, reference: 'LPclm2p1' }],
  ['an unknown state', 200, { ...known, state: 'paid' }],
  ['a rejection without a reason', 200, { ...known, state: 'rejected' }],
  ['a rejection with a reason nobody knows', 200, { ...known, state: 'rejected', reason: '张三' }],
  ['an amount as a number', 200, { ...known, amountFen: 12_345 }],
  ['an amount too large to count', 200, { ...known, amountFen: '9007199254740993' }],
  ['a negative amount', 200, { ...known, amountFen: '-1' }],
  ['another currency', 200, { ...known, currency: 'USD' }],
  ['an instant without a zone', 200, { ...known, changedAt: '2026-11-22T16:04:27' }],
  ['a 404 that is not the contract’s', 404, { ...known, code: 'GONE', final: true, settlesAt: known.changedAt }],
  ['a 404 in HTML', 404, '<html>Not Found</html>'],
  ['a redirect', 302, ''],
  ['an empty success', 204, ''],
  ['an endless answer', 200, { ...known, padding: 'x'.repeat(2_000_000) }],
])('%s is junk, and the error shows none of it', async (_what, status, body) => {
  const bank = await answering(status, body)
  const error: unknown = await bank.findTransfer('LPclm1p1').catch((error: unknown) => error)
  expect(error).toMatchObject({
    name: 'GatewayJunk',
    message: expect.stringContaining('bank sent junk to find a transfer'),
  })
  expect(String((error as Error).stack)).not.toMatch(/张三|6222020000000001|LPclm/)
  expect((error as Error).cause).toBeUndefined()
})

test('an accepted transfer of another amount is junk', async () => {
  const bank = await answering(202, { ...known, amountFen: '12346' })
  await expect(bank.transfer(order)).rejects.toMatchObject({ name: 'GatewayJunk' })
})

test('a field the contract does not know is left outside', async () => {
  const bank = await answering(200, { ...known, holderName: '张三' })
  expect(await bank.findTransfer('LPclm1p1')).not.toHaveProperty('holderName')
})

test.each([
  [400, { code: 'INVALID' }, 'INVALID'],
  [403, 'forbidden for 张三', 'UNKNOWN'],
  [422, { code: '张三 6222020000000001' }, 'UNKNOWN'],
])('%i is a refusal with a code or none', async (status, body, code) => {
  const bank = await answering(status, body)
  await expect(bank.transfer(order)).rejects.toMatchObject({
    name: 'GatewayRefused',
    code,
    message: `bank refused to transfer: ${status} ${code}`,
  })
})

test.each([408, 425, 429, 500, 502, 504])('%i is worth repeating', async (status) => {
  const bank = await answering(status, '')
  await expect(bank.findTransfer('LP1')).rejects.toMatchObject({ name: 'GatewayUnavailable' })
})

test.each([0, -1, 0.5, Number.NaN, 2 ** 53])('%d fen never leave the house', async (amountFen) => {
  const bank = await start()
  await expect(bank.transfer({ ...order, amountFen })).rejects.toThrow('a transfer moves a whole number of fen')
  expect((await bank.book()).transfers).toEqual([])
})
