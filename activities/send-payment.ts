import type { BankFinding, PaymentFinding, PaymentOrder } from '../workflows/claim-contract.ts'
import type { BankDesk } from './ask-bank.ts'
import { askBank, keepState, noAnswer } from './ask-bank.ts'
import type { TransferOrder } from './gateways/bank-gateway.ts'

export interface SendingDesk extends BankDesk {
  /** Personal data of the payee: from the vault to the bank and nowhere else. */
  readonly accountOf: (order: PaymentOrder) => Promise<TransferOrder['account']>
  /** Whether the claim belongs to an exercise by its log as it stands now: no money leaves it. */
  readonly isOfExercise: (claimId: string) => Promise<boolean>
  /** A fencing token nobody else has. */
  readonly newAttempt: () => string
}

/** From taking the attempt to calling the bank. A process frozen in between wakes up too late to send. */
const sendWithinMs = 10_000

/**
 * Sends once, if the intent row allows it; otherwise asks the bank. Where it dies decides what is found later:
 *
 * - before the compare-and-set: the row is `cleared`, nothing went out, the next send may;
 * - between it and the bank's taking: the row is `sent`, the bank says "not found", which in time is final and clears it;
 * - after the bank took it: the row is `sent`, the bank knows the reference, a query finds the outcome.
 *
 * Of a claim that belongs to an exercise nothing is sent: the bank is not called, and the attempt stays free.
 * An error of the call is an unknown outcome, never a reason to call again.
 */
export async function sendPayment(order: PaymentOrder, desk: SendingDesk): Promise<PaymentFinding> {
  const { reference, amountFen, rail } = order.payment
  const intent = await desk.ledger.open(order)
  // All that may fail comes before the attempt is taken: from there on only the bank is between us and the outcome.
  const account = await desk.accountOf(order)
  // Approved before the word of an exercise came, and asked for here before the claim could take that back.
  if (intent.attempt === null && (await desk.isOfExercise(order.claimId))) {
    return { answer: 'no-answer', cause: 'exercise', ageMs: 0 }
  }
  const attempt = desk.newAttempt()
  const begunAt = desk.now()
  if (!(await desk.ledger.beginSend(reference, attempt))) return askBank(order, desk)
  if (desk.now() - begunAt > sendWithinMs) return lose(reference, attempt, 'woke-too-late', desk)
  const purpose = `Insurance claim ${order.claimId}`
  const transfer = { reference, amountFen, account, purpose, ...(rail === undefined ? {} : { rail }) }
  const said = await desk.bank.transfer(transfer).catch(noAnswer)
  if (said.state === 'no-answer') return lose(reference, attempt, said.cause, desk)
  return keepState(intent, said, desk)
}

async function lose(reference: string, attempt: string, cause: string, { ledger }: BankDesk): Promise<BankFinding> {
  await ledger.loseAnswer(reference, attempt)
  return { answer: 'no-answer', cause, ageMs: 0 }
}
