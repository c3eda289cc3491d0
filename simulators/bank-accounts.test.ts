import { expect, test } from 'vitest'
import { startBankSimulator } from './bank.ts'
import { call, closing, secret, startReceiver, temporaryFolder, until } from './trial.ts'

type Book = { transfers: { reference: string; state: string; reason?: string }[] }

async function start(callbackUrl?: string) {
  const dataDir = await temporaryFolder()
  const bank = closing(
    await startBankSimulator({ port: 0, settleAfterMs: 0, callbackSecret: secret, callbackUrl, dataDir }),
  )
  const send = (number: string, more: object = {}) =>
    call('POST', `${bank.url}/transfers`, {
      reference: 'LPclm1p1',
      amountFen: '12345',
      currency: 'CNY',
      account: { number, holderName: '张三', bankCode: '999290000000' },
      purpose: 'claim payment',
      ...more,
    })
  const book = async () => (await call<Book>('GET', `${bank.url}/book`)).body.transfers
  const faults = (wish: object) => call('PUT', `${bank.url}/faults`, wish)
  return { send, book, faults, over: () => until('its end', async () => (await book())[0]?.state !== 'accepted') }
}

test.each([
  ['6200000000009001', {}, 'rejected', 'account-closed'],
  ['6200000000009002', {}, 'rejected', 'name-mismatch'],
  ['6200000000009003', {}, 'rejected', 'bank-limit'],
  ['6200000000009003', { rail: 'other' }, 'settled', undefined],
  ['6200000000009006', {}, 'recalled', 'other'],
  ['6222020000009001', {}, 'settled', undefined],
])('a transfer to %s, %o: %s, %s', async (number, more, state, reason) => {
  const bank = await start()
  await bank.send(number, more)
  await bank.over()
  const [transfer] = await bank.book()
  expect([transfer?.state, transfer?.reason]).toEqual([state, reason])
})

test('neither the answer nor the receipt of a transfer to 9004 arrives, and it is booked', async () => {
  const receiver = await startReceiver()
  const bank = await start(receiver.url)
  await expect(bank.send('6200000000009004')).rejects.toThrow('fetch failed')
  await bank.over()
  expect(await bank.book()).toMatchObject([{ state: 'settled' }])
  await bank.send('6200000000000000', { reference: 'LPclm2p1' })
  await until('another receipt', () => receiver.receipts.length > 0)
  expect(receiver.receipts).toMatchObject([{ reference: 'LPclm2p1' }])
})

test('what went to 9005 settles, and comes back later', async () => {
  const bank = await start()
  await bank.send('6200000000009005')
  await bank.over()
  expect(await bank.book()).toMatchObject([{ state: 'settled' }])
  await until('its return', async () => (await bank.book())[0]?.state === 'returned')
})

test('a bank that forgets to report outcomes still says what came back', async () => {
  const receiver = await startReceiver()
  const bank = await start(receiver.url)
  await bank.faults({ forgetOutcomes: 2 })
  await bank.send('6200000000009005')
  await bank.send('6200000000000000', { reference: 'LPclm2p1' })
  await until('its return', () => receiver.receipts.length > 0)
  expect((await bank.book()).map(({ state }) => state)).toEqual(['returned', 'settled'])
  expect(receiver.receipts).toMatchObject([{ type: 'transfer.returned', reference: 'LPclm1p1' }])
})
