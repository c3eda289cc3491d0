import { expect, test } from 'vitest'
import { startBankSimulator, type BankOptions } from './bank.ts'
import { call, closing, secret, startReceiver, temporaryFolder, until } from './trial.ts'

type Book = {
  transfers: { reference: string; state: string; reason?: string; bankReference: string; duplicates: number }[]
  unbooked: string[]
  totals: { settledFen: string; count: number }
  duplicateSends: number
}

const order = {
  reference: 'LPclm1p1',
  amountFen: '12345',
  currency: 'CNY',
  account: { number: '6222020000000001', holderName: '张三', bankCode: '102100099996' },
  purpose: 'claim payment',
}

async function start(options: Partial<Omit<BankOptions, 'dataDir'>> = {}) {
  const dataDir = await temporaryFolder()
  const bank = closing(
    await startBankSimulator({ port: 0, settleAfterMs: 0, callbackSecret: secret, ...options, dataDir }),
  )
  const book = async () => (await call<Book>('GET', `${bank.url}/book`)).body
  return {
    ...bank,
    book,
    send: (change: object = {}) => call('POST', `${bank.url}/transfers`, { ...order, ...change }),
    query: (reference = order.reference) => call('GET', `${bank.url}/transfers/${reference}`),
    faults: (faults: object) => call('PUT', `${bank.url}/faults`, faults),
    reached: (state: string) => until(`a transfer ${state}`, async () => (await book()).transfers[0]?.state === state),
  }
}

test('a transfer is accepted, settles, and is reported signed', async () => {
  const receiver = await startReceiver()
  const bank = await start({ callbackUrl: receiver.url })
  expect(await bank.send()).toMatchObject({
    status: 202,
    body: { reference: 'LPclm1p1', bankReference: 'BK0000000001', state: 'accepted', amountFen: '12345' },
  })

  const receipt = await until('the receipt', () => receiver.receipts[0])
  expect(receipt).toEqual({
    type: 'transfer.settled',
    eventId: expect.stringMatching(/^evt_/),
    reference: 'LPclm1p1',
    bankReference: 'BK0000000001',
    amountFen: '12345',
    occurredAt: expect.stringMatching(/^\d{4}-.*Z$/),
  })
  expect(await bank.query()).toMatchObject({ status: 200, body: { state: 'settled' } })
  expect((await bank.book()).totals).toEqual({ settledFen: '12345', count: 1 })
})

test('a known reference is answered by the first transfer, books nothing and is counted', async () => {
  const bank = await start()
  await bank.send()
  await bank.reached('settled')
  expect(await bank.send()).toMatchObject({ status: 202, body: { state: 'settled', bankReference: 'BK0000000001' } })
  expect(await bank.send({ amountFen: '99999' })).toMatchObject({ status: 409, body: { code: 'REFERENCE_REUSED' } })
  expect(await bank.book()).toMatchObject({
    transfers: [{ reference: 'LPclm1p1', duplicates: 2 }],
    totals: { settledFen: '12345', count: 1 },
    duplicateSends: 2,
  })
})

test('fifty at once under one reference are one transfer', async () => {
  const bank = await start()
  const answers = await Promise.all(Array.from({ length: 50 }, () => bank.send()))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
  const { transfers, duplicateSends } = await bank.book()
  expect([transfers.length, duplicateSends]).toEqual([1, 49])
})

test.each([
  [{ reference: 'LP-1' }, 'reference: invalid_format'],
  [{ reference: 'A'.repeat(33) }, 'reference: invalid_format'],
  [{ amountFen: '0' }, 'amountFen: invalid_format'],
  [{ amountFen: '1.5' }, 'amountFen: invalid_format'],
  [{ amountFen: 100 }, 'amountFen: invalid_type'],
  [{ currency: 'USD' }, 'currency: invalid_value'],
  [{ urgent: true }, 'body: unrecognized_keys'],
])('%o is no transfer', async (change, detail) => {
  const bank = await start()
  expect(await bank.send(change)).toEqual({ status: 400, body: { code: 'INVALID', detail } })
  expect((await bank.book()).transfers).toEqual([])
})

test('"not found" becomes final a settling time after the first query, not before', async () => {
  const bank = await start({ settlingMs: 150 })
  const first = await bank.query()
  expect(first).toMatchObject({ status: 404, body: { code: 'NOT_FOUND', final: false } })
  const final = await until('a final answer', async () => {
    const { body } = await bank.query()
    return body.final === true && body
  })
  expect(final.settlesAt).toBe(first.body.settlesAt)
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(String(first.body.settlesAt)))
})

test('a transfer booked late is found late, and never finally missing', async () => {
  const bank = await start({ settlingMs: 200 })
  await bank.query()
  await bank.faults({ settlingMs: 200, bookLate: { ms: 150 }, loseAnswers: 1 })
  await expect(bank.send()).rejects.toThrow('fetch failed')
  expect(await bank.query()).toMatchObject({ status: 404, body: { final: false } })
  const answers = await until('the transfer', async () => {
    const answer = await bank.query()
    expect(answer.body.final).not.toBe(true)
    return answer.status === 200 && answer
  })
  expect(answers.body.state).toMatch(/accepted|settled/)
})

test('a slow transfer on its way starts the settling time anew', async () => {
  const bank = await start({ settlingMs: 0 })
  expect((await bank.query()).body.final).toBe(true)
  await bank.faults({ delayMs: 2_000 })
  const sentAt = Date.now()
  const sent = bank.send()
  await until('its arrival', async () => (await bank.book()).unbooked.includes(order.reference))
  await bank.faults({ settlingMs: 60_000 })
  const { status, body } = await bank.query()
  expect([status, body.final]).toEqual([404, false])
  expect(Date.parse(String(body.settlesAt))).toBeGreaterThanOrEqual(sentAt + 60_000)
  expect((await sent).status).toBe(202)
  expect((await bank.book()).unbooked).toEqual([])
})

test('a bank whose "not found" would lie cannot be asked for', async () => {
  const bank = await start()
  expect((await bank.faults({ bookLate: { ms: 60_000 } })).status).toBe(400)
})

test('a rejected transfer says why and moves no money', async () => {
  const receiver = await startReceiver()
  const bank = await start({ callbackUrl: receiver.url })
  await bank.faults({ settleAfterMs: 0, reject: { reason: 'name-mismatch' } })
  await bank.send()
  await bank.send({ reference: 'LPclm2p1' })
  await until('both receipts', () => receiver.receipts.length === 2)
  expect((await bank.book()).transfers).toMatchObject([
    { state: 'rejected', reason: 'name-mismatch' },
    { state: 'settled' },
  ])
  expect(receiver.receipts.find(({ reference }) => reference === 'LPclm1p1')).toMatchObject({
    type: 'transfer.rejected',
    reason: 'name-mismatch',
  })
  expect((await bank.book()).totals.count).toBe(1)
})

test('a settled transfer can come back later', async () => {
  const receiver = await startReceiver()
  const bank = await start({ callbackUrl: receiver.url })
  await bank.faults({ settleAfterMs: 0, return: { reason: 'account-closed', afterMs: 20 } })
  await bank.send()
  await until('both receipts', () => receiver.receipts.length === 2)
  expect(new Set(receiver.receipts.map(({ type }) => type))).toEqual(new Set(['transfer.returned', 'transfer.settled']))
  expect(await bank.book()).toMatchObject({
    transfers: [{ state: 'returned', reason: 'account-closed' }],
    totals: { settledFen: '0', count: 0 },
  })
})

test.each(['loseAnswers', 'hangAfterAccept'])('%s: the transfer is booked, its sender hears nothing', async (fault) => {
  const bank = await start()
  await bank.faults({ [fault]: 1 })
  const body = JSON.stringify(order)
  const headers = { 'content-type': 'application/json' }
  const signal = AbortSignal.timeout(300)
  await expect(fetch(`${bank.url}/transfers`, { method: 'POST', headers, body, signal })).rejects.toThrow(
    /fetch failed|timeout/,
  )
  expect((await bank.book()).transfers).toHaveLength(1)
  expect((await bank.send()).status).toBe(202)
  expect(await bank.book()).toMatchObject({ transfers: [{}], duplicateSends: 1 })
})

test('refuseThenHang: nothing is booked, its sender hears nothing, and the reference may be on its way', async () => {
  const bank = await start()
  await bank.faults({ refuseThenHang: 1 })
  const signal = AbortSignal.timeout(200)
  const body = JSON.stringify(order)
  const headers = { 'content-type': 'application/json' }
  await expect(fetch(`${bank.url}/transfers`, { method: 'POST', headers, body, signal })).rejects.toThrow('timeout')
  expect(await bank.book()).toMatchObject({ transfers: [], unbooked: [order.reference] })
  expect(await bank.query()).toMatchObject({ status: 404, body: { final: false } })
})

test('down: neither transfer nor query, and nothing is booked', async () => {
  const bank = await start()
  await bank.faults({ down: true })
  expect([(await bank.send()).status, (await bank.query()).status]).toEqual([503, 503])
  await bank.faults({})
  expect((await bank.book()).transfers).toEqual([])
})

test('a lost answer of a query costs the query only', async () => {
  const bank = await start()
  await bank.send()
  await bank.faults({ loseQueryAnswers: 1 })
  await expect(bank.query()).rejects.toThrow('fetch failed')
  expect((await bank.query()).status).toBe(200)
})

test('a recalled transfer moves no money and says so', async () => {
  const receiver = await startReceiver()
  const bank = await start({ callbackUrl: receiver.url })
  await bank.faults({ settleAfterMs: 0, recall: {} })
  await bank.send({ rail: 'other' })
  expect(await until('the receipt', () => receiver.receipts[0])).toMatchObject({
    type: 'transfer.recalled',
    reason: 'other',
  })
  expect((await bank.book()).totals).toEqual({ settledFen: '0', count: 0 })
  expect(await bank.query()).toMatchObject({ status: 200, body: { state: 'recalled' } })
})

const whole = 1_000

test.each([
  [{ accountClosed: whole }, 'rejected', 'account-closed'],
  [{ nameMismatch: whole }, 'rejected', 'name-mismatch'],
  [{ bankLimit: whole }, 'rejected', 'bank-limit'],
  [{ otherReason: whole }, 'rejected', 'other'],
  [{ recalled: whole }, 'recalled', 'other'],
  [{ returned: whole, returnAfterMs: 0, spreadMs: 20 }, 'returned', 'account-closed'],
])('chance %o: a transfer is %s', async (shares, state, reason) => {
  const bank = await start()
  await bank.faults({ settleAfterMs: 0, mix: { seed: 7, ...shares } })
  await bank.send()
  await bank.reached(state)
  expect((await bank.book()).transfers).toMatchObject([{ state, reason }])
})

test.each([
  [{ loseReceipts: whole }, 0],
  [{ doubleReceipts: whole, receiptSpreadMs: 20 }, 2],
])('chance %o: a receipt comes %i times', async (shares, times) => {
  const receiver = await startReceiver()
  const bank = await start({ callbackUrl: receiver.url })
  await bank.faults({ settleAfterMs: 0, mix: { seed: 7, ...shares } })
  await bank.send()
  await bank.reached('settled')
  await until('the receipts', () => receiver.receipts.length === times)
  // A second transfer, without chance, is reported after whatever the first has been.
  await bank.faults({ settleAfterMs: 0 })
  await bank.send({ reference: 'LPclm2p1' })
  await until('the next receipt', () => receiver.receipts.some(({ reference }) => reference === 'LPclm2p1'))
  expect(receiver.receipts).toHaveLength(times + 1)
})

test('chance that loses an answer has booked the transfer', async () => {
  const bank = await start()
  await bank.faults({ settleAfterMs: 0, mix: { seed: 7, loseAnswers: whole } })
  await expect(bank.send()).rejects.toThrow('fetch failed')
  expect((await bank.book()).transfers).toHaveLength(1)
})

test('what chance turned away is booked when it comes again', async () => {
  const bank = await start()
  await bank.faults({ settleAfterMs: 0, mix: { seed: 1, refuseThenHang: whole } })
  const headers = { 'content-type': 'application/json' }
  const gone = new AbortController()
  const sent = fetch(`${bank.url}/transfers`, {
    method: 'POST',
    headers,
    body: JSON.stringify(order),
    signal: gone.signal,
  })
  await until('its arrival', async () => (await bank.book()).unbooked.length === 1)
  gone.abort()
  await expect(sent).rejects.toThrow('abort')
  expect((await bank.book()).transfers).toEqual([])
  expect((await bank.send()).status).toBe(202)
})

test('a mix whose shares are more than the whole is refused', async () => {
  const bank = await start()
  expect((await bank.faults({ mix: { seed: 1, accountClosed: 600, returned: 500 } })).status).toBe(400)
})
