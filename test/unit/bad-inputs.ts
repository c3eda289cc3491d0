import type { Property } from './property.ts'

const rules = 'domain/claim/bad-input.test.ts'

/** What people and clients get wrong about money and authority, each with the tests that see it refused by its name. */
export const badInputs: readonly Omit<Property, 'id'>[] = [
  {
    says: 'amounts that do not add up',
    proofs: [
      [rules, 'more not covered than claimed'],
      [rules, 'half a fen'],
    ],
  },
  {
    says: 'shares over or under 100 %',
    proofs: [
      [rules, 'shares of 99.99 %'],
      [rules, 'shares of 100.01 %'],
    ],
  },
  {
    says: 'an approval of an old version (412)',
    proofs: [
      [
        'api/routes/command-routes.test.ts',
        '$path is a decision: without If-Match it is not taken, with an old one neither',
      ],
    ],
  },
  {
    says: 'one’s own claim',
    proofs: [
      [rules, 'an approval of one’s own claim'],
      ['domain/claim/permission-matrix.test.ts', 'nobody reports a loss of his own for the insurer'],
    ],
  },
  { says: 'the wrong level, with who may', proofs: [[rules, 'an approval beyond one’s level']] },
  { says: 'a double vote', proofs: [[rules, 'a second vote']] },
  {
    says: 'delegation in a circle',
    proofs: [
      ['api/authority.test.ts', 'what was lent is not lent back, nor by who holds nothing'],
      ['domain/delegation.test.ts', 'DELEGATION_CIRCLE'],
    ],
  },
  {
    says: 'an invoice that was used before',
    proofs: [
      [rules, 'an invoice of this claim a second time'],
      ['activities/check-invoice.unit.test.ts', 'one that another claim has taken meanwhile is used elsewhere'],
      ['domain/claim/invoices.test.ts', 'used-elsewhere'],
    ],
  },
  {
    says: 'an account of another person',
    proofs: [
      [rules, 'an account of another person'],
      [rules, 'another’s account for money that came back'],
    ],
  },
  {
    says: 'a refusal without grounds',
    proofs: [
      [rules, 'a refusal without a clause'],
      [rules, 'a refusal for what nobody proved'],
      [rules, 'a refusal on a document that is not there'],
    ],
  },
  {
    says: 'a refund without a payment',
    proofs: [
      [rules, 'money the bank gives back for a payment that %s moves nothing, and is kept with its reason'],
      [rules, 'money back that nobody owes'],
    ],
  },
  {
    says: 'a statement file cut off in the middle',
    proofs: [
      ['activities/gateways/statement-gateway.unit.test.ts', 'cut off anywhere it is no statement'],
      [
        'activities/reconcile.unit.test.ts',
        'a statement that is cut off is told once and not compared in part, and the days behind it wait',
      ],
    ],
  },
]
