import { contactOutcomes } from '../../domain/claim/codes.ts'
import type { ClaimCommand, ClaimCommandType, ClaimReceipt } from '../../domain/claim/commands.ts'
import { isPaidOut } from '../../domain/claim/documents.ts'
import { openCompensations } from '../../domain/claim/payment-region.ts'
import type { Claim, Payment } from '../../domain/claim/state.ts'
import { DAY, MINUTE } from '../../domain/time.ts'
import type { Dice } from '../../local/dice.ts'
import * as example from '../example-claims.ts'

/** Payments are asked about where there are some that wait for it: everywhere else it would be the most frequent no. */
const paymentsAsked: { readonly [T in ClaimCommandType]?: readonly Payment['state'][] } = {
  SubmitPayments: ['prepared'],
  CheckPayment: ['submitted'],
  NameNewAccount: ['fix-account', 'held-for-payee'],
  RecordContactTry: ['fix-account'],
}

export function isPointless(claim: Claim, command: ClaimCommandType): boolean {
  if (command === 'ApproveCompensation') return openCompensations(claim).length === 0
  if (command === 'SupplyDocuments' || command === 'UnfreezePayees') return isPaidOut(claim)
  const states = paymentsAsked[command]
  return states !== undefined && !claim.payments.some(({ state }) => states.includes(state))
}

const first = ({ payments }: Claim, ...states: readonly Payment['state'][]): number =>
  payments.find(({ state }) => states.includes(state))?.n ?? 1

export const likelyPaymentCommand = {
  SubmitPayments: (): ClaimCommand => ({ type: 'SubmitPayments' }),
  CheckPayment: (claim: Claim, dice: Dice): ClaimCommand => ({
    type: 'CheckPayment',
    n: first(claim, 'submitted'),
    ...(dice.below(8) === 0 ? { verdict: 'return', reasonTextId: 'txt_why' } : { verdict: 'approve' }),
  }),
  NameNewAccount: (claim: Claim, dice: Dice): ClaimCommand => ({
    type: 'NameNewAccount',
    n: first(claim, 'fix-account', 'held-for-payee'),
    accountId: `pty_account_${claim.version}`,
    accountHolderIsPayee: dice.below(8) > 0,
    identityChecked: dice.below(8) > 0,
  }),
  RecordContactTry: (claim: Claim, dice: Dice): ClaimCommand => ({
    type: 'RecordContactTry',
    n: first(claim, 'fix-account'),
    outcome: dice.pick(contactOutcomes),
  }),
  ApproveCompensation: (claim: Claim): ClaimCommand => ({
    type: 'ApproveCompensation',
    n: openCompensations(claim)[0]?.n ?? 1,
  }),
}

const answers = [
  'never-seen',
  'never-seen',
  'not-found',
  'accepted',
  'settled',
  'settled',
  'settled',
  'rejected',
  'recalled',
  'returned',
  'no-answer',
] as const

const causes = ['account-closed', 'name-mismatch', 'bank-limit', 'other'] as const

/** Money that has arrived comes back now and then. */
export function bankReceipts({ n, state }: Payment, dice: Dice): readonly ClaimReceipt[] {
  if (state === 'settled') return dice.below(60) === 0 ? [example.bankSays('returned', n)] : []
  const waits = ['approved', 'waiting', 'cleared', 'sent', 'unknown'].includes(state)
  return waits ? [bankReceipt(n, dice)] : []
}

export const bankReceipt = (n: number, dice: Dice): ClaimReceipt => ({
  type: 'BankAnswered',
  n,
  answer: dice.pick(answers),
  ageMs: dice.pick([0, MINUTE, DAY]),
  cause: dice.pick(causes),
})
