import { expect, test } from 'vitest'
import type { InvoiceDesk } from './check-invoice.ts'
import { checkInvoice } from './check-invoice.ts'
import type { InvoiceVerdict } from './gateways/tax-gateway.ts'

const ask = { claimId: 'clm_1', invoiceId: 'inv_1', amountFen: 86_000 }
const details = { number: '90312000000012345678', checkCode: '345678', issuedOn: '2026-11-20' }

function desk(verdict: InvoiceVerdict, { stored = true, free = true } = {}) {
  const asked: object[] = []
  const released: string[] = []
  const of: InvoiceDesk = {
    tax: { checkInvoice: async (invoice) => (asked.push(invoice), verdict) },
    invoiceOf: async () => (stored ? details : null),
    keep: async () => free,
    release: async (_claimId, invoiceId) => void released.push(invoiceId),
  }
  return { of, asked, released }
}

test('the tax authority is asked with what stands on the invoice, and a genuine one is kept', async () => {
  const { of, asked, released } = desk('genuine')
  expect(await checkInvoice(ask, of)).toEqual({ outcome: 'genuine' })
  expect(asked).toEqual([{ ...details, amountFen: 86_000 }])
  expect(released).toEqual([])
})

test('one that another claim has taken meanwhile is used elsewhere', async () => {
  expect(await checkInvoice(ask, desk('genuine', { free: false }).of)).toEqual({ outcome: 'used-elsewhere' })
})

test.each(['not-found', 'differs', 'voided'] as const)('one that is %s counts for nobody any more', async (verdict) => {
  const { of, released } = desk(verdict)
  expect(await checkInvoice(ask, of)).toEqual({ outcome: verdict })
  expect(released).toEqual(['inv_1'])
})

test('of one that is not stored nobody is asked', async () => {
  const { of, asked } = desk('genuine', { stored: false })
  expect(await checkInvoice(ask, of)).toEqual({ outcome: 'not-found' })
  expect(asked).toEqual([])
})
