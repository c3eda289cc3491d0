import { expect, test } from 'vitest'
import { startTaxSimulator } from './tax-authority.ts'
import { call, closing, startProcess, temporaryFolder } from './trial.ts'

const start = async (dataDir?: string) =>
  closing(await startTaxSimulator({ port: 0, dataDir: dataDir ?? (await temporaryFolder()) }))

const invoice = { number: '90312000000012345678', checkCode: '345678', issuedOn: '2026-11-20', amountFen: '86000' }
type Verdict = { number: string; verdict: string }
const ask = async (url: string, more: object = {}) =>
  (await call<Verdict>('POST', `${url}/invoices/check`, { ...invoice, ...more })).body.verdict

test('an invoice that was put is genuine as it stands, and differs in anything else', async () => {
  const { url } = await start()
  const issued = { code: '31060126', checkCode: 'ABC123', issuedOn: '2026-11-20', amountFen: '100' }
  await call('PUT', `${url}/invoices/12345678`, issued)
  const asked = { ...issued, number: '12345678' }
  expect(await ask(url, asked)).toBe('genuine')
  for (const slip of [{ checkCode: 'ABC124' }, { issuedOn: '2026-11-21' }, { amountFen: '101' }])
    expect(await ask(url, { ...asked, ...slip })).toBe('differs')
  expect(await ask(url, { ...asked, code: '31060127' })).toBe('not-found')
  await call('PUT', `${url}/invoices/12345678`, { ...issued, voided: true })
  expect(await ask(url, asked)).toBe('voided')
})

test('of those nobody put, a number that begins with 9 and ends with its check code is genuine', async () => {
  const { url } = await start()
  expect(await ask(url)).toBe('genuine')
  expect(await ask(url, { amountFen: '1', issuedOn: '2026-01-01' })).toBe('genuine')
  expect(await ask(url, { checkCode: '345679' })).toBe('differs')
  expect(await ask(url, { number: '90312000000012345600', checkCode: '345600' })).toBe('voided')
  expect(await ask(url, { number: '80312000000012345678' })).toBe('not-found')
})

test('what is no invoice is refused with its places and without its values', async () => {
  const { url } = await start()
  const answer = await call('POST', `${url}/invoices/check`, { ...invoice, amountFen: '0', number: 'INV-1' })
  expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID' } })
  expect(JSON.stringify(answer.body)).not.toContain('INV-1')
})

test('down is 503, and a lost answer is cut', async () => {
  const { url } = await start()
  await call('PUT', `${url}/faults`, { down: true })
  expect((await call('POST', `${url}/invoices/check`, invoice)).status).toBe(503)
  await call('PUT', `${url}/faults`, { loseAnswers: 1 })
  await expect(call('POST', `${url}/invoices/check`, invoice)).rejects.toThrow('fetch failed')
  expect(await ask(url)).toBe('genuine')
})

test('what was put survives a kill -9', async () => {
  const dataDir = await temporaryFolder()
  const first = await startProcess('tax', '--data', dataDir)
  await call('PUT', `${first.url}/invoices/12345678`, { checkCode: 'ABC123', issuedOn: '2026-11-20', amountFen: '100' })
  await first.stop('SIGKILL')
  const again = await start(dataDir)
  const asked = { number: '12345678', checkCode: 'ABC123', amountFen: '100' }
  expect(await ask(again.url, asked)).toBe('genuine')
  expect((await call<object>('GET', `${again.url}/checks`)).body).toEqual({
    checks: [{ number: '12345678', verdict: 'genuine' }],
  })
})
