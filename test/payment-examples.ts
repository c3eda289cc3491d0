import type { BankAnswer, CommandOf, ReceiptOf } from '../domain/claim/commands.ts'
import { DAY, HOUR } from '../domain/time.ts'
import type { Scene } from './claim-story.ts'
import { given } from './claim-story.ts'
import * as example from './example-claims.ts'
import { bankSays } from './example-claims.ts'

/** What becomes of payments besides being settled, from the plain example on. */

export const submit = { type: 'SubmitPayments' } as const

export const check = (n: number): CommandOf<'CheckPayment'> => ({ type: 'CheckPayment', n, verdict: 'approve' })

export const newAccount = (n = 1): CommandOf<'NameNewAccount'> => ({
  type: 'NameNewAccount',
  n,
  accountId: `pty_account_${n}`,
  accountHolderIsPayee: true,
  identityChecked: true,
})

export const contactTry = (
  outcome: CommandOf<'RecordContactTry'>['outcome'],
  n = 1,
): CommandOf<'RecordContactTry'> => ({ type: 'RecordContactTry', n, outcome })

export const bankRejects = (cause: string, n = 1): ReceiptOf<'BankAnswered'> => bankWord('rejected', cause, n)

const bankWord = (answer: BankAnswer, cause: string, n: number): ReceiptOf<'BankAnswered'> => ({
  type: 'BankAnswered',
  n,
  answer,
  ageMs: 0,
  cause,
})

/** The bank took it, and then says that the account takes no money. */
export const accountRejected = (): Scene => onItsWay().learns(bankRejects('account-closed'))

/** Submitted and checked, seen by the bank: its outcome is to come. */
export const onItsWay = (): Scene =>
  given(example.paymentApproved()).learns(bankSays('never-seen')).learns(bankSays('accepted'))

/** Three tries reached nobody. */
export const heldForPayee = (): Scene =>
  [1, 2, 3].reduce((scene) => scene.after(HOUR).when(contactTry('unreachable')), accountRejected())

/** Two payees: one has his money, the other's is held for him. */
export const paidInPart = (): Scene => {
  const both = given(example.agreed()).and(example.freezePayees('pty_a', 'pty_b'), submit, check(1), check(2))
  const settled = example.settle(both, 2)
  return given(settled.learns(bankRejects('name-mismatch'))).and(contactTry('refused'))
}

export const closedOutstanding = (): Scene => paidInPart().passes(paidInPart().now + 181 * DAY)

/** The payee's bank gives the money back, days after it was settled. */
export const bounced = (from: Scene, n = 1): Scene => from.after(DAY).learns(bankWord('returned', 'account-closed', n))

/** Another account is named for a payment that waits for one, and its successor goes to the bank and arrives. */
export function paidAnew(scene: Scene, n = 1): Scene {
  const named = given(scene).and(newAccount(n))
  const next = named.standing().payments.at(-1)?.n ?? 0
  return example.settle(named.and(submit, check(next)), next)
}

/** The money arrived so many days after the last lawful one. */
export function paidLate(days: number): Scene {
  const sent = onItsWay()
  return sent.at(sent.clock('C10').dueLegal - 1 + days * DAY).learns(bankSays('settled'))
}

/** Every notice that is still to be told or proven has arrived: a claim rests only then. */
export const toldAll = (scene: Scene): Scene =>
  scene
    .standing()
    .notices.filter(({ state }) => state === 'queued' || state === 'dispatched')
    .reduce<Scene>(
      (before, { n }) =>
        before.learns({
          type: 'NoticeReceipt',
          n,
          outcome: 'delivered',
          ageMs: 0,
          proof: { how: 'receipt', reference: `rcp_${n}` },
        }),
      scene,
    )
