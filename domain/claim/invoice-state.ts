import type { Fen } from '../money.ts'

/** An electronic invoice (电子发票) the claim rests on. Its number and check code are sealed elsewhere under its id. */
export interface ClaimInvoice {
  readonly invoiceId: string
  readonly amountFen: Fen
  readonly state: 'registered' | 'genuine' | 'refuted'
  readonly cause?: InvoiceFault
}

/**
 * Why an invoice counts for nothing: the tax authority knows none such, its check code or amount is another, it was
 * cancelled by who issued it, or another claim has meanwhile used it.
 */
export type InvoiceFault = 'not-found' | 'differs' | 'voided' | 'used-elsewhere'
