import type { NoticeTexts } from './notice-text.ts'
import { ask, inDetail, redress } from './shared-lines-en.ts'

/** The same, line for line; the Chinese text prevails. */
export const paymentNoticesEn: Pick<
  NoticeTexts,
  'account-trouble' | 'account-named' | 'payment-held' | 'compensation'
> = {
  'account-trouble': {
    subject: 'Please name another account',
    happened: [
      'Dear customer, the payment of your claim {claimId} could not be credited to the account that was named.',
    ],
    basis: ['Basis: the answer of the receiving bank. The money is yours and is kept ready.'],
    amount: ['Amount to be paid: CNY {amountFen}.'],
    time: ['Please name another account of the payee; a colleague of ours also tries to reach you within 24 hours.'],
    ask,
    redress,
    detail: {
      basis: ['The account has to be in the payee’s own name; we check it again before the money leaves.'],
      time: ['Our time limit for the payment runs on meanwhile (Insurance Law article 23).'],
      ...inDetail,
    },
  },
  'account-named': {
    subject: 'Another account was named',
    happened: ['Dear customer, another receiving account was named for a payment of your claim {claimId}.'],
    basis: ['Basis: the wish of the payee, whose identity was checked; two persons check the payment again.'],
    amount: ['Amount to be paid: CNY {amountFen}.'],
    time: ['If neither you nor the payee did this, please tell us at once, before the money leaves.'],
    ask,
    redress,
    detail: {
      basis: ['The new account has to be in the payee’s own name; who changed it is on record.'],
      ...inDetail,
    },
  },
  'payment-held': {
    subject: 'Your money is kept ready',
    happened: ['Dear customer, a payment of your claim {claimId} has not reached its payee and is kept ready for him.'],
    basis: ['Basis: we could not reach the payee, or he did not want the payment for now.'],
    amount: ['Amount kept ready: CNY {amountFen}.'],
    time: [
      'Whoever is entitled may name an account at any time within the limitation period; we remind you every year.',
    ],
    ask,
    redress,
    detail: {
      basis: ['Keeping it ready takes nothing away from the right to it (Insurance Law article 26).'],
      ...inDetail,
    },
  },
  compensation: {
    subject: 'We pay what our delay has cost',
    happened: ['Dear customer, a payment of your claim {claimId} came {lateDays} days late. We apologise.'],
    basis: ['Basis: Insurance Law article 23: who pays late compensates the loss this causes.'],
    amount: ['Compensation: CNY {amountFen}.'],
    time: ['It is paid to the same payee, on the account that received the payment.'],
    ask,
    redress: ['If your loss was greater, tell us and show it.', ...redress],
    detail: {
      amount: ['It is interest by the day on the sum that was late, at the yearly rate of our service policy.'],
      ...inDetail,
    },
  },
}
