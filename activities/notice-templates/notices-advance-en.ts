import type { NoticeKind } from '../../domain/claim/state.ts'
import type { NoticeText } from './notice-text.ts'
import { ask, inDetail, redress } from './shared-lines-en.ts'

/** Notices of advances and of money to be returned, in English. */
export const advanceNoticesEn = {
  prepayment: {
    subject: 'You are paid in advance',
    happened: ['Dear customer, for your claim {claimId} we pay in advance what your documents prove so far.'],
    basis: ['Basis: Insurance Law article 25 and your contract.'],
    amount: ['Amount paid in advance: CNY {amountFen}.'],
    time: ['It leaves within days; the rest is paid when the final amount is fixed.'],
    ask,
    redress,
    detail: {
      amount: [
        'It is a part of the final amount and is counted there; it settles nothing and asks you to give up no right.',
      ],
      ...inDetail,
    },
  },
  'prepayment-paid': {
    subject: 'The advance is paid',
    happened: ['Dear customer, the advance on your claim {claimId} is paid.'],
    basis: ['Basis: the documents you sent and the account you named.'],
    amount: ['Amount paid in advance: CNY {amountFen}.'],
    time: ['When it arrives depends on your bank; if it has not within two working days, please tell us.'],
    ask,
    redress,
    detail: { amount: ['It is counted in the final amount, which we go on fixing.'], ...inDetail },
  },
  'prepayment-none': {
    subject: 'No advance can be paid yet',
    happened: ['Dear customer, for your claim {claimId} no amount is proven yet that we could pay in advance.'],
    basis: ['Basis: Insurance Law article 25: within 60 days what the documents prove is paid first.', '{reason}'],
    time: ['We go on deciding your claim; whatever you send us is looked at when it comes.'],
    ask,
    redress,
    detail: {
      basis: ['A person of our head office looked at all documents; this is no decision on your claim.'],
      ...inDetail,
    },
  },
  'prepayment-offer': {
    subject: 'You can be paid in advance',
    happened: ['Dear customer, for your claim {claimId} a part can be paid in advance, because of the emergency.'],
    basis: ['Basis: our emergency measures; {sharePercent} % of what the claim is estimated at today.'],
    amount: ['Can be paid in advance: CNY {amountFen}.'],
    time: [
      'Tell us who is to receive it and on which account; it leaves when that is checked and approved. Who does not want it need not answer.',
    ],
    ask,
    redress,
    detail: {
      amount: [
        'It is a part of the final amount and is counted there; it settles nothing and asks you to give up no right.',
      ],
      ...inDetail,
    },
  },
  'prepayment-netted': {
    subject: 'What you had in advance is counted',
    happened: ['Dear customer, what was paid on your claim {claimId} before is counted in the final amount.'],
    basis: ['Basis: Insurance Law article 25: once the amount is fixed, the difference is paid.'],
    amount: ['Counted: CNY {prepaidFen}.', 'Still to be paid: CNY {amountFen}.'],
    time: [
      'What is still to be paid is paid by {payBy}.',
      'What is still to be paid should have been paid by {payLateAt}; we are late, that is on record, and we pay without delay.',
    ],
    ask,
    redress,
    detail: { amount: ['Both together are the amount you were told; ask us for the calculation.'], ...inDetail },
  },
  recovery: {
    subject: 'Too much was paid',
    happened: ['Dear customer, on your claim {claimId} more was paid than is owed.'],
    basis: [
      'Basis: the final amount of your claim, and Civil Code article 985: what was got without a ground is returned.',
    ],
    amount: ['Please return: CNY {amountFen}.'],
    time: ['We agree with you on when and how; we take nothing from your account by ourselves.'],
    ask,
    redress,
    detail: { amount: ['Ask us for the calculation: what was paid, what is owed, and the difference.'], ...inDetail },
  },
  'recovery-result': {
    subject: 'About the money to be returned',
    happened: ['Dear customer, about what was overpaid on your claim {claimId}:', '{reason}'],
    basis: ['Basis: our request, and what came in.'],
    amount: [
      'We have received: CNY {receivedFen}.',
      'Still to be returned: CNY {openFen}.',
      'We ask for no more of it: CNY {waivedFen}.',
    ],
    time: ['If something does not agree with your own record, please tell us at any time.'],
    ask,
    redress,
    detail: { amount: ['We keep the record of every receipt and show it to you when you ask.'], ...inDetail },
  },
} as const satisfies Partial<Record<NoticeKind, NoticeText>>
