import type { ClaimEvent, ClaimEventType } from './events.ts'
import type { InvoiceFault } from './invoice-state.ts'
import type { Reserve } from './reserve-state.ts'
import type { Claim, ClaimFile } from './state.ts'

/** What the amount rests on after the event, and what is set aside for it: invoices and reserve. */
export function evolveAssessment(claim: Claim, event: ClaimEvent): Partial<ClaimFile> {
  const change = changes[event.type] as Change<ClaimEvent> | undefined
  return change === undefined ? {} : change(claim, event)
}

type Change<E> = (claim: Claim, event: E) => Partial<ClaimFile>
type Changes = { readonly [T in ClaimEventType]?: Change<Extract<ClaimEvent, { readonly type: T }>> }

const changes: Changes = {
  ClaimAccepted: (claim, { at, reserveFen }) => (reserveFen === undefined ? {} : reserved(claim, { reserveFen, at })),
  ReserveSet: (claim, { at, by, reserveFen, level, onBehalfOf }) => {
    const lent = onBehalfOf === undefined ? {} : { onBehalfOf }
    return reserved(claim, { reserveFen, at, by: { personId: by.id, level, ...lent } })
  },
  InvoiceRegistered: ({ invoices = [] }, { invoiceId, amountFen }) => ({
    invoices: [...invoices, { invoiceId, amountFen, state: 'registered' }],
  }),
  InvoiceVerified: (claim, { invoiceId }) => checked(claim, invoiceId, null),
  InvoiceRefuted: (claim, { invoiceId, cause }) => checked(claim, invoiceId, cause),
}

/** The last ones; the log has them all. */
const reservesKept = 20

const reserved = ({ reserves = [] }: Claim, reserve: Reserve): Partial<ClaimFile> => ({
  reserves: [...reserves, reserve].slice(-reservesKept),
})

function checked({ invoices = [] }: Claim, id: string, cause: InvoiceFault | null): Partial<ClaimFile> {
  return {
    invoices: invoices.map((invoice) => {
      if (invoice.invoiceId !== id) return invoice
      return cause === null ? { ...invoice, state: 'genuine' } : { ...invoice, state: 'refuted', cause }
    }),
  }
}
