import { isFen, sumFen } from '../money.ts'
import type { CommandOf, ReceiptOf } from './commands.ts'
import type { Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import type { ClaimFact } from './events.ts'
import type { AssessedItem, Claim, ClaimInvoice } from './state.ts'

/** More than any claim needs; the file travels whole through every continue-as-new. */
export const invoicesAtMost = 100

/** An electronic invoice is put on file; whether it is genuine the tax authority says, and nobody waits for it. */
export function registerInvoice(claim: Claim, { invoiceId, amountFen }: CommandOf<'RegisterInvoice'>): Outcome {
  if (!isFen(amountFen) || amountFen === 0) {
    const message = 'the amount of an invoice is a whole number of fen above zero'
    return refuse(claim, 'AMOUNT_NOT_FEN', message, { field: '/amountFen' })
  }
  if (findInvoice(claim, invoiceId) !== undefined) return refuse(claim, 'INVOICE_KNOWN', 'this invoice is on file')
  if ((claim.invoices ?? []).length >= invoicesAtMost) {
    const message = `a claim holds at most ${invoicesAtMost} invoices: assess the rest by its documents`
    return refuse(claim, 'TOO_MANY_INVOICES', message)
  }
  return happens({ type: 'InvoiceRegistered', invoiceId, amountFen })
}

/** What the tax authority said of an invoice, or why that does not apply. */
export function invoiceChecked(
  claim: Claim,
  { invoiceId, outcome }: ReceiptOf<'InvoiceChecked'>,
): readonly ClaimFact[] | string {
  if (findInvoice(claim, invoiceId)?.state !== 'registered') return 'the invoice does not wait for this answer'
  if (outcome === 'genuine') return [{ type: 'InvoiceVerified', invoiceId }]
  return [{ type: 'InvoiceRefuted', invoiceId, cause: outcome }]
}

/** Invoices the tax authority is still to be asked of. */
export const uncheckedInvoices = ({ invoices = [] }: Pick<Claim, 'invoices'>): readonly ClaimInvoice[] =>
  invoices.filter(({ state }) => state === 'registered')

/**
 * #26: an item that rests on an invoice rests on a genuine one, and all of them together claim no more than it says. One that
 * was refuted is answered by an item that names it and pays nothing by it: else its paper would be assessed as if nobody had
 * said anything.
 */
export function invoiceFault(claim: Claim, items: readonly AssessedItem[]): Outcome | null {
  for (const [index, item] of items.entries()) {
    const { invoiceId } = item
    const fault = invoiceId === undefined ? null : faultOf(claim, { ...item, invoiceId }, items)
    if (fault !== null) return refuse(claim, ...fault, { field: `/items/${index}/invoiceId` })
  }
  const open = refutedInvoices(claim).find((refuted) => items.every(({ invoiceId }) => invoiceId !== refuted.invoiceId))
  if (open === undefined) return null
  const message = `the tax authority has refuted the invoice ${open.invoiceId}: name it in an item that pays nothing by it`
  return refuse(claim, 'INVOICE_NOT_VERIFIED', message, { field: '/items' })
}

/** Invoices the tax authority does not know as they stand. */
export const refutedInvoices = ({ invoices = [] }: Pick<Claim, 'invoices'>): readonly ClaimInvoice[] =>
  invoices.filter(({ state }) => state === 'refuted')

/** Nothing is claimed by it, or all of it is cut, with its ground. */
const paysNothing = ({ claimedFen, notCoveredFen }: AssessedItem): boolean => notCoveredFen === claimedFen

type Fault = readonly ['INVOICE_UNKNOWN' | 'INVOICE_NOT_VERIFIED' | 'INVOICE_EXCEEDED', string]

function faultOf(
  claim: Claim,
  item: AssessedItem & { readonly invoiceId: string },
  items: readonly AssessedItem[],
): Fault | null {
  const { invoiceId } = item
  const invoice = findInvoice(claim, invoiceId)
  if (invoice === undefined) return ['INVOICE_UNKNOWN', 'an item rests on an invoice of this file']
  if (invoice.state === 'refuted' && paysNothing(item)) return null
  if (invoice.state !== 'genuine')
    return ['INVOICE_NOT_VERIFIED', `the invoice is ${invoice.state}, not verified by the tax authority`]
  const claimed = sumFen(items.filter((item) => item.invoiceId === invoiceId).map(({ claimedFen }) => claimedFen))
  return claimed <= invoice.amountFen ? null : ['INVOICE_EXCEEDED', 'more is claimed by this invoice than it says']
}

const findInvoice = ({ invoices = [] }: Claim, id: string): ClaimInvoice | undefined =>
  invoices.find(({ invoiceId }) => invoiceId === id)
