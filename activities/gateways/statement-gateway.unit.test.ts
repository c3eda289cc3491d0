import { expect, test } from 'vitest'
import { startStub } from '../../simulators/trial.ts'
import { createHttpStatementGateway } from './statement-gateway.ts'

const booking = {
  reference: 'LPclm1p1',
  amountFen: '12345',
  bookedAt: '2026-11-22T16:04:27.311Z',
  kind: 'debit',
  holderName: '张三',
}
const back = { ...booking, kind: 'return' }
const textOf = (...rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('')
const whole = textOf(booking, back, { count: 2, sumFen: '24690' })

async function reading(text: string, status = 200) {
  const { url } = await startStub(status, text)
  return createHttpStatementGateway({ baseUrl: url, timeoutMs: 2_000 }).readStatement('2026-11-23')
}

test('a statement comes line by line, in fen and epoch ms', async () => {
  const line = { ...booking, amountFen: 12_345, bookedAt: Date.parse(booking.bookedAt) }
  expect(await reading(whole)).toEqual([line, { ...line, kind: 'return' }])
  expect(await reading(textOf({ count: 0, sumFen: '0' }))).toEqual([])
})

test('cut off anywhere it is no statement', async () => {
  // A thousand requests would prove no more than these: within a line, at its end, within the trailer, before its feed.
  const feeds = [...whole.matchAll(/\n/g)].map(({ index }) => index)
  for (const at of [0, 40, ...feeds.flatMap((feed) => [feed, feed + 1]).slice(0, -1)])
    await expect(reading(whole.slice(0, at)), `cut at ${at}`).rejects.toMatchObject({ name: 'GatewayJunk' })
})

test.each([
  ['another count', textOf(booking, { count: 2, sumFen: '12345' })],
  ['another sum', textOf(booking, { count: 1, sumFen: '12346' })],
  ['no trailer', textOf(booking)],
  ['a line of another shape', textOf({ ...booking, kind: 'fee' }, { count: 1, sumFen: '12345' })],
  ['a negative amount', textOf({ ...booking, amountFen: '-1' }, { count: 1, sumFen: '-1' })],
  ['a reference that is a name', textOf({ ...booking, reference: '张三' }, { count: 1, sumFen: '12345' })],
  ['a page', '<html>张三</html>\n'],
])('%s is refused as a whole, and the error shows none of it', async (_what, text) => {
  const error: unknown = await reading(text).catch((caught: unknown) => caught)
  expect(error).toMatchObject({ name: 'GatewayJunk' })
  expect(String(error)).not.toMatch(/张三|LPclm1p1/)
})

test('a day that has no statement yet is refused by the bank, a bank that is down is unavailable', async () => {
  const none = reading(JSON.stringify({ code: 'NO_STATEMENT', detail: 'not yet' }), 404)
  await expect(none).rejects.toMatchObject({ name: 'GatewayRefused', code: 'NO_STATEMENT' })
  await expect(reading('', 503)).rejects.toMatchObject({ name: 'GatewayUnavailable' })
})

test('a day of many bookings can be read, far beyond what other answers may be', async () => {
  const rows = Array.from({ length: 20_000 }, (_, n) => ({ ...booking, reference: `LP${n}` }))
  const lines = await reading(textOf(...rows, { count: rows.length, sumFen: String(12_345 * rows.length) }))
  expect(lines).toHaveLength(20_000)
})
