import type { ClaimLife } from './claim-life.ts'
import type { FiledLife } from './life-plan.ts'
import {
  accept,
  accountOf,
  agree,
  approve,
  assess,
  end,
  healthyAccount,
  letGo,
  pay,
  paymentIs,
  receiverOf,
  review,
  submit,
} from './life-steps.ts'

// Lives whose money takes more than one transfer: in advance, to two payees, and once more where it did not arrive.

/** Paid in advance while the amount is open, and left out of the final sum (#27, #58). */
export async function advanced(claim: ClaimLife, filed: FiledLife): Promise<void> {
  await advance(claim, filed, '100000')
  await review(claim)
  await assess(claim, wholeInvoice)
  await approve(claim, 'approver')
  await agree(claim)
  await pay(claim, filed, 2)
  await end(claim)
}

/** More was advanced than the 1,120 yuan that are owed: a recovery opens, and the 880 come back in two parts (#59). */
export async function overpaid(claim: ClaimLife, filed: FiledLife): Promise<void> {
  await advance(claim, filed, '200000')
  await review(claim)
  const cut = { itemId: 'wellness', ground: 'not-covered', clause: '第五条(2)', evidence: [] }
  const items = [
    { itemId: 'invoice-1', claimedFen: '150000', notCoveredFen: '0' },
    { ...cut, claimedFen: '136000', notCoveredFen: '136000' },
  ]
  await assess(claim, items, '保健项目不在保险责任范围内')
  await approve(claim, 'supervisor')
  await agree(claim)
  await claim.reaches('paid')
  await claim.ask('payment-clerk', 'recoveries/1/receipts', { amountFen: '50000', reference: 'IN-1' })
  await claim.ask('payment-clerk', 'recoveries/1/receipts', { amountFen: '38000', reference: 'IN-2' })
  await end(claim, 8)
}

/** The insured, and the hospital he lets be paid directly (直付). */
export async function twoPayees(claim: ClaimLife, filed: FiledLife): Promise<void> {
  await agreedOn(claim)
  const mandate = { documentId: 'mandate-1', kind: 'mandate', sha256: 'e'.repeat(64), sizeBytes: 98_304 }
  const place = { location: 'oss://lipei-examples/mandate', fileName: '直付授权书.pdf' }
  await claim.ask(claim.filer, 'documents', { documents: [{ ...mandate, ...place }] })
  const hospital = { as: 'provider', evidence: ['mandate-1'], name: '示例医院' }
  const payees = [
    { ...receiverOf(filed), share: '40.00' },
    { ...hospital, account: accountOf(hospital.name, `${healthyAccount}2`), share: '60.00' },
  ]
  await claim.ask('payment-clerk', 'payees', { payees })
  await submit(claim)
  await letGo(claim, 1)
  await letGo(claim, 2)
  await claim.reaches('paid')
  await end(claim)
}

/** The account takes no money: another one is named, and the money goes there (#39, #42). */
export const accountClosed = (claim: ClaimLife, filed: FiledLife): Promise<void> => paidAnew(claim, filed, takesNoMoney)

/** The money arrives and comes back seconds later (退汇): the claim goes back to paying by itself (#44). */
export const returned = (claim: ClaimLife, filed: FiledLife): Promise<void> => paidAnew(claim, filed, givesBack)

// Trial accounts of the bank's simulator: each brings its outcome with it (docs/contracts/bank.md).
const takesNoMoney = '6200000000009001'
const givesBack = '6200000000009005'

async function paidAnew(claim: ClaimLife, filed: FiledLife, firstAccount: string): Promise<void> {
  await agreedOn(claim)
  const payee = { ...receiverOf(filed, firstAccount), share: '100.00' }
  await claim.ask('payment-clerk', 'payees', { payees: [payee] })
  await submit(claim)
  await letGo(claim, 1)
  await paymentIs(claim, 1, 'fix-account')
  const another = { ...receiverOf(filed, `${healthyAccount}9`), identityChecked: true }
  await claim.ask('payment-clerk', 'payments/1/account', another)
  await submit(claim)
  await letGo(claim, 2)
  await claim.reaches('paid')
  await end(claim, 7)
}

const wholeInvoice = [{ itemId: 'invoice-1', claimedFen: '286000', notCoveredFen: '0' }]

async function agreedOn(claim: ClaimLife): Promise<void> {
  await accept(claim)
  await review(claim)
  await assess(claim, wholeInvoice)
  await approve(claim, 'approver')
  await agree(claim)
  await claim.reaches('agreed')
}

/** What the invoice proves at least is paid first, as payment 1, by three persons. */
async function advance(claim: ClaimLife, filed: FiledLife, amountFen: string): Promise<void> {
  await accept(claim)
  await claim.reaches('reviewing')
  const proven = { why: 'unfinished-treatment', amountFen, evidence: ['med-4'] }
  await claim.ask('assessor', 'prepayments', { action: 'request', ...proven, payee: receiverOf(filed) })
  await claim.ask('approver', 'prepayments/1/approval', { verdict: 'approve' })
  await submit(claim)
  await letGo(claim, 1)
  await paymentIs(claim, 1, 'settled')
}
