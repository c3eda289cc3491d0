import type { Property } from './property.ts'

const laws = 'test/unit/claim-laws.ts'
const approvals = 'test/unit/approval-laws.ts'
const unknown = 'activities/unknown-outcomes.unit.test.ts'
const matrix = 'domain/claim/permission-matrix.test.ts'

/** P1 to P9 of the reliability goals: money, and who decides about it. */
export const moneyProperties: readonly Property[] = [
  {
    id: 'P1',
    says: 'Nobody is paid more than was approved, assessed or insured; what was advanced is part of the final sum.',
    proofs: [
      [approvals, 'what is settled, less what was given back, was determined by somebody or approved in advance'],
      [approvals, 'what is settled stays within the sum insured, and beyond it a judgment has awarded it'],
      ['test/unit/advance-laws.ts', 'what was paid in advance is counted once: in a final sum, or asked back'],
      [unknown, 'by the book of the bank everybody has his money once, on the account he named, and not a fen more'],
    ],
  },
  {
    id: 'P2',
    says: 'Money is whole fen, never negative, and shares sum to the amount. There is one currency.',
    proofs: [
      ['test/unit/money-laws.ts', 'money in events is whole fen and never negative'],
      ['domain/money.test.ts', 'parts always sum to the amount, whatever the shares, and no part is negative'],
      [
        'domain/reconciliation/compare.test.ts',
        'of ten thousand lines the hundred that were altered are found, each as what it is, and no other',
      ],
    ],
  },
  {
    id: 'P3',
    says: 'Only what a checker let go is paid, and each payment cites its approval.',
    proofs: [
      [laws, 'nothing moves that one person has not submitted and another let go'],
      ['domain/claim/payment.test.ts', '#37 only what is prepared is submitted and only what is submitted is checked'],
    ],
  },
  {
    id: 'P4',
    says: 'Who prepares does not approve, who names payees does not let their money go, the maker is not the checker.',
    proofs: [
      [matrix, '%s: every role in every relation to the claim is let in or told why not'],
      [laws, 'a decision has an approver who took no part in preparing it'],
    ],
  },
  {
    id: 'P5',
    says: 'A decision is within the limits of who takes it, for the whole case, on that day.',
    proofs: [
      [
        approvals,
        'a decision is within the authority it was taken by, the committee decides by its votes, and the system never refuses',
      ],
      [
        'domain/claim/told-authority.test.ts',
        '#28 a decision is measured by the rows of its own day, whatever stood when it was proposed',
      ],
    ],
  },
  {
    id: 'P6',
    says: 'An approval is voided by what it binds, and by nothing else.',
    proofs: [
      ['test/unit/payee-laws.ts', 'nothing of an approval that bound other payees lets money out'],
      ['domain/claim/payee-change.test.ts', '#75 the determination, C05, C06 and C10 are not touched by the thaw'],
    ],
  },
  {
    id: 'P7',
    says: 'The votes of a committee are those of distinct persons, in any order.',
    proofs: [
      [
        'domain/claim/committee.test.ts',
        '#28 three members at least say their word, and more than half of all of them must be for it',
      ],
      [
        'domain/claim/committee.test.ts',
        '#28 nobody votes twice, nobody who prepared it votes, and who is not for it says why',
      ],
    ],
  },
  {
    id: 'P8',
    says: 'Slicing a claim lowers no authority.',
    proofs: [
      [
        'domain/claim/approval.test.ts',
        '#28 the case total counts, not the slice: what was paid before the reopening is added',
      ],
      [
        'domain/claim/told-authority.test.ts',
        '#28 what is on its way counts as what was paid: the whole case is measured, not the slice',
      ],
    ],
  },
  {
    id: 'P9',
    says: 'Only the rows that say so lead out of an end.',
    proofs: [
      ['domain/claim/lifecycle-search.test.ts', 'only the rows that say so lead out of an end'],
      [laws, 'a status changes only along a row of the transition table'],
    ],
  },
]
