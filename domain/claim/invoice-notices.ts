import type { FactOf } from './events.ts'
import type { Draft } from './notice-drafts.ts'
import { toBranch } from './notice-drafts.ts'

/** The tax authority does not know an invoice as it stands: whoever assesses answers it, and the investigator learns of it. */
export function invoiceRefuted({ invoiceId: invoice, cause }: FactOf<'InvoiceRefuted'>): readonly Draft[] {
  return [
    toBranch('staff-work-item', 'assessor', {
      task: 'an invoice was refuted: answer it in the assessment',
      invoice,
      cause,
    }),
    toBranch('staff-work-item', 'siu-investigator', {
      task: 'an invoice was refuted: look into it',
      invoice,
      cause,
    }),
  ]
}
