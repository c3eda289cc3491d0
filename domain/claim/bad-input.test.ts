import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import { contextAt, person, whoDoes } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import { awaitingCommittee, member, voted, voting } from '../../test/committee-claims.ts'
import * as advances from '../../test/example-advances.ts'
import * as example from '../../test/example-claims.ts'
import { agreedWith, freeze, payee } from '../../test/payee-claims.ts'
import * as payments from '../../test/payment-examples.ts'
import type { Actor, ClaimCommand } from './commands.ts'
import { decide } from './decide.ts'
import type { Refusal } from './decision.ts'
import { learn } from './learn.ts'

// What people and clients get wrong about money and authority: a typed no, that names what to do, and nothing half done.

type Bad = readonly [what: string, Scene, ClaimCommand, Partial<Refusal>, Actor?]

const item = (notCoveredFen: number, more: object = {}): ClaimCommand => ({
  type: 'AssessLoss',
  items: [{ itemId: 'itm', claimedFen: 100, notCoveredFen, ...more }],
})
const approve: ClaimCommand = { type: 'ApproveProposal' }
const shares = (...of: readonly number[]) => freeze(of.map((share, nth) => payee({ payeeId: `pty_${nth}`, share })))
const cannotBe = (share: number): ClaimCommand => shares(10_000 - share, share)
const refusal = { type: 'ProposeRefusal', ...example.notCovered } as const

const bad: readonly Bad[] = [
  ['more not covered than claimed', given(example.assessing()), item(101), { code: 'ITEM_AMOUNTS', field: '/items/0' }],
  ['half a fen', given(example.assessing()), item(0.5), { code: 'ITEM_AMOUNTS', field: '/items/0' }],
  ['less than nothing', given(example.assessing()), item(-1), { code: 'ITEM_AMOUNTS', field: '/items/0' }],
  ['a cut without its ground', given(example.assessing()), item(1), { code: 'GROUND_MISSING' }],
  ['shares of 99.99 %', agreedWith([]), shares(5_000, 4_999), { code: 'SHARES_NOT_WHOLE', field: '/payees' }],
  ['shares of 100.01 %', agreedWith([]), shares(5_000, 5_001), { code: 'SHARES_NOT_WHOLE', field: '/payees' }],
  ['a share below zero', agreedWith([]), cannotBe(-1), { code: 'SHARES_NOT_WHOLE' }],
  ['a share of half a hundredth', agreedWith([]), cannotBe(0.5), { code: 'SHARES_NOT_WHOLE' }],
  ['no payee at all', agreedWith([]), shares(), { code: 'SHARES_NOT_WHOLE' }],
  [
    'an account of another person',
    agreedWith([]),
    freeze([payee({ accountHolderIsPayee: false })]),
    { code: 'ACCOUNT_OF_ANOTHER', field: '/payees/0/account/holderName' },
  ],
  [
    'another’s account for money that came back',
    payments.accountRejected(),
    { ...payments.newAccount(), accountHolderIsPayee: false },
    { code: 'ACCOUNT_OF_ANOTHER' },
  ],
  [
    'an approval of one’s own claim',
    given(example.awaitingApproval()),
    approve,
    { code: 'OWN_CLAIM', whoMay: ['another approver'] },
    person('approver', 'per_insured'),
  ],
  [
    'an approval of what one assessed',
    given(example.awaitingApproval()),
    approve,
    { code: 'SEPARATION_OF_DUTIES', whoMay: ['another approver'] },
    person('approver', 'per_assessor'),
  ],
  [
    'an approval beyond one’s level',
    given(example.awaitingApproval('refuse')),
    approve,
    {
      code: 'AUTHORITY_EXCEEDED',
      whoMay: ['supervisor (A2)', 'branch head (A3)', 'head office (A4)', 'committee (A5)'],
    },
    person('approver'),
  ],
  ['a second vote', voted(awaitingCommittee(), 'for'), voting('against'), { code: 'DOUBLE_VOTE' }, member(0)],
  [
    'a refusal without a clause',
    given(example.reviewing()),
    { ...refusal, clause: '' },
    { code: 'GROUND_CONDITION_UNMET' },
  ],
  [
    'a refusal for what nobody proved',
    given(example.reviewing()),
    { ...refusal, ground: 'non-disclosure' },
    { code: 'GROUND_CONDITION_UNMET' },
  ],
  [
    'a refusal on a document that is not there',
    given(example.reviewing()),
    { ...refusal, evidence: ['doc_none'] },
    { code: 'EVIDENCE_UNKNOWN' },
  ],
  ['an invoice of this claim a second time', withInvoice(), invoice(), { code: 'INVOICE_KNOWN' }],
  [
    'money back that nobody owes',
    given(example.closed()),
    advances.receive(1),
    { code: 'RECOVERY_UNKNOWN', field: '/n' },
  ],
  ['more money back than was owed', advances.overpaid(), advances.receive(10 ** 9), { code: 'RECOVERY_AMOUNT' }],
]

test.each(bad.map(([what, ...rest]) => [what, rest] as const))(
  '%s is refused by its name, and nothing is half done',
  (_what, rest) => {
    const [{ claim, now }, command, said, by] = rest
    const before = structuredClone(claim)
    const actor = by ?? whoDoes(command, claim?.stage.status)
    const decision = decide(claim, { actor, command }, contextAt(now))
    expect(decision).toMatchObject({ refusal: said })
    expect(Object.keys(decision)).toEqual(['refusal'])
    expect(isDeepStrictEqual(claim, before)).toBe(true)
  },
)

test.each([
  ['is not let go yet', () => given(example.paying())],
  ['never was', () => given(example.agreed())],
  ['was taken over by another', () => payments.paidAnew(payments.accountRejected())],
])('money the bank gives back for a payment that %s moves nothing, and is kept with its reason', (_which, begin) => {
  const scene = begin()
  const heard = learn(scene.standing(), example.bankSays('returned'), contextAt(scene.now))
  expect(heard.events).toMatchObject([{ type: 'FactDisregarded', fact: 'BankAnswered', reference: '1' }])
  expect(heard.claim?.payments).toEqual(scene.standing().payments)
  expect(heard.claim?.stage).toEqual(scene.standing().stage)
})

function invoice(): ClaimCommand {
  return { type: 'RegisterInvoice', invoiceId: 'inv_a', amountFen: 100 }
}

function withInvoice(): Scene {
  return given(example.reviewing()).and(invoice())
}
