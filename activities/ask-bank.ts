import type { BankFinding, PaymentFinding, PaymentOrder } from '../workflows/claim-contract.ts'
import type { BankGateway, TransferState } from './gateways/bank-gateway.ts'
import { GatewayRefused } from './gateways/http-call.ts'
import type { PaymentIntent, PaymentLedger } from './payment-ledger.ts'
import type { Screened } from './screen-payee.ts'

/** What it takes to deal with the bank. */
export interface BankDesk {
  readonly ledger: PaymentLedger
  readonly bank: BankGateway
  /** Screens the payee of the order, and whoever takes the money for him. */
  readonly screen: (order: PaymentOrder) => Promise<Screened>
  /** Host clock, epoch ms. */
  readonly now: () => number
}

/**
 * A send that began this long ago has made its call or never will: it gives up unless it calls at once (see
 * send-payment.ts), and its call is bounded. Only then may a final "not found" retire its attempt.
 */
const attemptOverMs = 90_000

/**
 * Writes the intent, unless it stands, and asks the bank by reference: preparing a payment and querying one are the same
 * act. `never-seen` means that the row now allows one send: either none was ever attempted, or the bank's "not found" was
 * final and no attempt can still be on its way. A send that died between its compare-and-set and its call is found out like
 * this, and the next one goes out under the same reference. Whatever may be sent is screened first, each time: a payee who
 * matches a list is not cleared.
 */
export async function askBank(order: PaymentOrder, desk: BankDesk): Promise<PaymentFinding> {
  const intent = await desk.ledger.open(order)
  const said = await desk.bank.findTransfer(intent.reference).catch(noAnswer)
  if (said.state === 'no-answer') return { answer: 'no-answer', cause: said.cause, ageMs: 0 }
  if (said.state !== 'not-found') return keepState(intent, said, desk)
  return isFree(intent, said) ? clearScreened(order, intent, desk) : { answer: 'not-found', ageMs: 0 }
}

async function clearScreened(order: PaymentOrder, intent: PaymentIntent, desk: BankDesk): Promise<PaymentFinding> {
  const { screeningId, matches } = await desk.screen(order)
  if (matches.length > 0) return { answer: 'screening-hit', screeningId, matches }
  // The attempt was read before the bank was asked: one that began since makes the compare-and-set fail.
  const sendable = await desk.ledger.clear(intent.reference, intent.attempt)
  return sendable ? { answer: 'never-seen', ageMs: 0, screeningId } : { answer: 'not-found', ageMs: 0 }
}

/** Keeps what the bank said of the transfer in the ledger, and puts it into the words of the claim. */
export async function keepState(
  { reference, amountFen }: Pick<PaymentIntent, 'reference' | 'amountFen'>,
  said: TransferState,
  { ledger, now }: BankDesk,
): Promise<BankFinding> {
  // Another amount under our reference answers another question: a person has to look.
  if (said.amountFen !== amountFen) return { answer: 'no-answer', cause: 'amount-differs', ageMs: 0 }
  const cause = causeOf(said)
  await ledger.keep(reference, { state: said.state, ...cause })
  return { answer: said.state, ...cause, ageMs: Math.max(0, now() - said.changedAt) }
}

/** No usable answer: the outcome stays open, whatever went wrong. Partners' errors carry no content, others say their name. */
export function noAnswer(error: unknown): { readonly state: 'no-answer'; readonly cause: string } {
  if (error instanceof GatewayRefused) return { state: 'no-answer', cause: error.code }
  return { state: 'no-answer', cause: error instanceof Error ? error.name : 'unknown' }
}

/** What was never attempted needs no settling time: there is nothing that could still arrive. */
function isFree({ attempt, attemptAgeMs }: PaymentIntent, { final }: { readonly final: boolean }): boolean {
  return attempt === null || (final && attemptAgeMs !== null && attemptAgeMs > attemptOverMs)
}

const causeOf = (said: TransferState): { readonly cause?: string } => ('reason' in said ? { cause: said.reason } : {})
