import { z } from 'zod'

import { callPartner, GatewayJunk, type PartnerAddress } from './http-call.ts'

/** Asks the tax authority whether an electronic invoice (电子发票) is what it says it is. */
export interface TaxGateway {
  /** @throws {GatewayUnavailable | GatewayRefused | GatewayJunk} */
  checkInvoice: (invoice: InvoiceToCheck) => Promise<InvoiceVerdict>
}

/** `differs`: there is one of this number, and its check code, day or amount is another. */
export type InvoiceVerdict = 'genuine' | 'not-found' | 'differs' | 'voided'

/** What stands on the invoice: it goes to the tax authority and nowhere else. */
export interface InvoiceToCheck {
  /** Absent on fully digital invoices, whose number says all. */
  readonly code?: string
  readonly number: string
  readonly checkCode: string
  /** `YYYY-MM-DD` */
  readonly issuedOn: string
  /** Safe integer, more than 0. */
  readonly amountFen: number
}

export function createHttpTaxGateway({ baseUrl, timeoutMs }: PartnerAddress): TaxGateway {
  return {
    async checkInvoice({ amountFen, ...invoice }) {
      const named = { partner: 'tax authority', intent: 'check an invoice' }
      const answer = await callPartner({
        ...named,
        method: 'POST',
        baseUrl,
        // In the body: addresses end up in logs.
        path: '/invoices/check',
        body: { ...invoice, amountFen: String(amountFen) },
        timeoutMs,
        answers: { 200: checked },
      })
      if (answer.number !== invoice.number) throw new GatewayJunk(named, 'it is another invoice')
      return answer.verdict
    },
  }
}

const checked = z.object({
  number: z.string(),
  verdict: z.enum(['genuine', 'not-found', 'differs', 'voided']) satisfies z.ZodType<InvoiceVerdict>,
})
