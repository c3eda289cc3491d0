import { expect, test } from 'vitest'
import { startTaxSimulator } from '../../simulators/tax-authority.ts'
import { call, closing, startStub, temporaryFolder } from '../../simulators/trial.ts'
import { createHttpTaxGateway } from './tax-gateway.ts'

const invoice = { number: '90312000000012345678', checkCode: '345678', issuedOn: '2026-11-20', amountFen: 86_000 }

async function start({ timeoutMs = 5_000 } = {}) {
  const { url } = closing(await startTaxSimulator({ port: 0, dataDir: await temporaryFolder() }))
  const gateway = createHttpTaxGateway({ baseUrl: `${url}/`, timeoutMs })
  return { ...gateway, faults: (faults: object) => call('PUT', `${url}/faults`, faults) }
}

test('each verdict comes through, of invoices with a code and without', async () => {
  const tax = await start()
  expect(await tax.checkInvoice(invoice)).toBe('genuine')
  expect(await tax.checkInvoice({ ...invoice, code: '31060126' })).toBe('genuine')
  expect(await tax.checkInvoice({ ...invoice, checkCode: '000000' })).toBe('differs')
  expect(await tax.checkInvoice({ ...invoice, number: '10312000000012345678' })).toBe('not-found')
  expect(await tax.checkInvoice({ ...invoice, number: '90312000000012345600', checkCode: '345600' })).toBe('voided')
})

test('a lost answer, a slow system and one that is down are unavailable', async () => {
  const tax = await start({ timeoutMs: 200 })
  for (const faults of [{ loseAnswers: 1 }, { delayMs: 5_000 }, { down: true }]) {
    await tax.faults(faults)
    await expect(tax.checkInvoice(invoice)).rejects.toMatchObject({ name: 'GatewayUnavailable' })
  }
})

test.each([
  ['another invoice', 200, { number: '1', verdict: 'genuine' }],
  ['a verdict nobody knows', 200, { number: invoice.number, verdict: 'perhaps' }],
  ['a 404 of a wrong address', 404, {}],
  ['a redirect', 302, {}],
])('%s is no answer, and the error shows nothing of the invoice', async (_what, status, body) => {
  const { url } = await startStub(status, JSON.stringify(body))
  const tax = createHttpTaxGateway({ baseUrl: url, timeoutMs: 2_000 })
  const error: unknown = await tax.checkInvoice(invoice).catch((caught: unknown) => caught)
  expect(error).toMatchObject({ name: expect.stringMatching(/^Gateway(Junk|Refused)$/) as string })
  expect(String(error)).not.toContain(invoice.number)
})
