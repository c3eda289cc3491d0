import { createHash } from 'node:crypto'

import type { Invoice, InvoiceDetails } from '../../db/invoices.ts'
import type { Party } from '../../db/parties.ts'
import type { OfferedDocument } from '../../domain/claim/commands.ts'
import type { Idempotency } from '../idempotency.ts'
import type { WireAccount, WirePayee, WireReceiver } from '../wire/commands/settlement.ts'
import type { WireDocument } from '../wire/filing.ts'
import { offeredDocument } from '../wire/filing.ts'

/** A text in people's words. `field` says where it stood in the body, so that a reader finds it again. */
interface TextSetAside {
  readonly textId: string
  readonly field: string
  readonly text: string
}

/** Personal data taken out of a body: sealed in the database before the command leaves, which knows their ids only. */
export interface PersonalData {
  readonly texts: readonly TextSetAside[]
  readonly parties: readonly Party[]
  /** Where there are any: an invoice counts once across all claims. */
  readonly invoices?: readonly Invoice[]
}

/** Takes personal data out of one request's body and gives an id for each piece. */
export interface SettingAside {
  readonly text: (field: string, text: string) => string
  /** Of a text that need not be there: the command's `textId`, or nothing. */
  readonly note: (field: string, text: string | undefined) => { readonly textId?: string }
  readonly document: (document: WireDocument) => OfferedDocument
  readonly payee: (field: string, payee: WireReceiver & Pick<WirePayee, 'receiver'>) => string
  /** Another account of a payee the claim knows already. */
  readonly account: (field: string, account: WireAccount) => string
  readonly policy: (policyNo: string) => string
  readonly invoice: (details: InvoiceDetails) => string
  readonly taken: () => PersonalData
}

/**
 * Ids come from the request alone: the same request repeated names its texts alike and storing them again changes
 * nothing, while another body under a key that was refused before never finds the refused one's texts in its place. The
 * id of a policy comes from its number, whoever names it: `policyIdOf` knows the claim.
 */
export function settingAside(
  { commandId, bodyHash }: Idempotency,
  policyIdOf: (policyNo: string) => string,
): SettingAside {
  const texts: TextSetAside[] = []
  const parties: Party[] = []
  const invoices: Invoice[] = []
  const idOf = (prefix: 'txt' | 'pty' | 'inv', field: string): string =>
    `${prefix}_${createHash('sha256').update(`${commandId}\n${bodyHash}\n${field}`).digest('hex').slice(0, 32)}`

  function text(field: string, words: string): string {
    const textId = idOf('txt', field)
    texts.push({ textId, field, text: words })
    return textId
  }

  const note = (field: string, words: string | undefined) => (words === undefined ? {} : { textId: text(field, words) })

  function document(registered: WireDocument): OfferedDocument {
    const { documentId, location, fileName } = registered
    text(`/documents/${documentId}/location`, location)
    text(`/documents/${documentId}/fileName`, fileName)
    return offeredDocument(registered)
  }

  function payee(
    field: string,
    { name, identityNumber, account, relation, receiver }: WireReceiver & Pick<WirePayee, 'receiver'>,
  ): string {
    const payeeId = idOf('pty', field)
    const details = { name, account, ...numberOf({ identityNumber }), ...numberOfReceiver(receiver) }
    parties.push({ partyId: payeeId, kind: 'payee', details })
    if (relation !== undefined) text(`/payees/${payeeId}/relation`, relation)
    return payeeId
  }

  function account(field: string, { name, account: of, identityNumber, receiver }: WireAccount): string {
    const accountId = idOf('pty', field)
    const details = { name, account: of, ...numberOf({ identityNumber }), ...numberOfReceiver(receiver) }
    parties.push({ partyId: accountId, kind: 'payee', details })
    return accountId
  }

  function policy(policyNo: string): string {
    const policyId = policyIdOf(policyNo)
    parties.push({ partyId: policyId, kind: 'policy', details: { policyNo } })
    return policyId
  }

  function invoice(details: InvoiceDetails): string {
    const invoiceId = idOf('inv', `/${invoices.length}`)
    invoices.push({ invoiceId, details })
    return invoiceId
  }

  const taken = (): PersonalData => ({ texts, parties, ...(invoices.length > 0 && { invoices }) })
  return { text, note, document, payee, account, policy, invoice, taken }
}

const numberOf = ({ identityNumber }: { readonly identityNumber?: string | undefined }) =>
  identityNumber === undefined ? {} : { identityNumber }

const numberOfReceiver = (receiver: WirePayee['receiver']) =>
  receiver === undefined ? {} : { receiver: numberOf(receiver) }
