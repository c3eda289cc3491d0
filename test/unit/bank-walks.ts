import type { ClaimReceipt } from '../../domain/claim/commands.ts'
import type { Payment } from '../../domain/claim/state.ts'
import { DAY, MINUTE } from '../../domain/time.ts'
import type { Dice } from '../../local/dice.ts'
import * as example from '../example-claims.ts'

const answers = [
  'never-seen',
  'never-seen',
  'not-found',
  'accepted',
  'settled',
  'settled',
  'rejected',
  'no-answer',
] as const

/** What the bank may say of a payment. One that refuses is rare here: what follows a rejection is for the people of a later issue. */
export function bankReceipts({ n, state }: Payment, dice: Dice): readonly ClaimReceipt[] {
  const waits = state === 'approved' || state === 'cleared' || state === 'sent' || state === 'unknown'
  if (!waits) return []
  const receipt = bankReceipt(n, dice)
  const refused = receipt.type === 'BankAnswered' && receipt.answer === 'rejected'
  return refused && dice.below(10) > 0 ? [] : [receipt]
}

export const bankReceipt = (n: number, dice: Dice): ClaimReceipt =>
  ({
    ...example.bankSays(dice.pick(answers), n),
    ageMs: dice.pick([0, MINUTE, DAY]),
  }) as ClaimReceipt
