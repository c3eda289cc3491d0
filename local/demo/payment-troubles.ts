import type { Stage, StoryClaim } from './story-claim.ts'
import { openStory } from './story-claim.ts'
import * as steps from './story-steps.ts'

// Trial accounts of the bank's simulator: each brings its outcome with it (docs/contracts/bank.md).
const takesNoMoney = '6200000000009001'
const losesTheAnswer = '6200000000009004'
const givesBack = '6200000000009005'
const healthy = '6200000000000000'

const clinic = '示例康复诊所'
const hospital = '示例医院'

/**
 * The insured has authorised two hospitals to be paid directly (直付), and one of the three accounts is closed: the two others
 * have their money at once, the third payee names another account.
 */
export async function threePayees(stage: Stage): Promise<StoryClaim> {
  const claim = await readyToPay(stage, 'three-payees')
  const { name } = claim.filed.claimant
  await steps.authoriseProviders(claim)
  const provider = { as: 'provider', evidence: [steps.mandateId] }
  const payees = [
    { name, account: accountOf(name, healthy), share: '33.34' },
    { ...provider, name: clinic, account: accountOf(clinic, takesNoMoney), share: '33.33' },
    { ...provider, name: hospital, account: accountOf(hospital, `${healthy}2`), share: '33.33' },
  ]
  await claim.mayNot('payment-clerk', 'pay somebody who has no right to it', '/payees', {
    payees: [{ name: clinic, account: accountOf(clinic, healthy), share: '100' }],
  })
  await claim.ask('payment-clerk', '/payees', { payees })
  await claim.ask('payment-clerk', '/payments', { action: 'submit' })
  for (const n of [1, 2, 3]) await letGo(claim, n)
  await paymentIs(claim, 2, 'fix-account')
  await claim.mayNot('claimant', 'have it paid to himself', '/payments/2/account', {
    name,
    account: accountOf(name, `${healthy}3`),
    identityChecked: true,
  })
  await claim.ask('payment-clerk', '/payments/2/contact-tries', { outcome: 'reached', note: '将提供新账户' })
  await payAnew(claim, { n: 2, next: 4, name: clinic, by: 'payment-clerk' })
  await steps.giveFeedback(claim, 8)
  return steps.ended(claim)
}

/** The bank books the transfer and its answer is lost: it is asked for, and nothing is sent a second time. */
export async function unknownAnswer(stage: Stage): Promise<StoryClaim> {
  const claim = await readyToPay(stage, 'unknown-answer')
  const { name } = claim.filed.claimant
  await claim.ask('payment-clerk', '/payees', {
    payees: [{ name, account: accountOf(name, losesTheAnswer), share: '100' }],
  })
  await claim.ask('payment-clerk', '/payments', { action: 'submit' })
  await letGo(claim, 1)
  await paymentIs(claim, 1, 'unknown')
  await claim.fastForward('PT2M')
  await claim.reaches('paid')
  await steps.giveFeedback(claim, 9)
  return steps.ended(claim)
}

/** The money arrives and comes back from the payee's bank days later: the claim goes back to paying by itself. */
export async function returnedPayment(stage: Stage): Promise<StoryClaim> {
  const claim = await readyToPay(stage, 'returned-payment')
  const { name } = claim.filed.claimant
  await claim.ask('payment-clerk', '/payees', { payees: [{ name, account: accountOf(name, givesBack), share: '100' }] })
  await claim.ask('payment-clerk', '/payments', { action: 'submit' })
  await letGo(claim, 1)
  await paymentIs(claim, 1, 'fix-account')
  await payAnew(claim, { n: 1, next: 2, name, by: 'claimant' })
  await steps.giveFeedback(claim, 7)
  return steps.ended(claim)
}

async function readyToPay(stage: Stage, name: string): Promise<StoryClaim> {
  const claim = await openStory(stage, 'medical-accident', 'claimant', name)
  await steps.accept(claim)
  await steps.review(claim)
  await steps.assess(claim, [{ itemId: 'invoice-1', claimedFen: '286000', notCoveredFen: '0' }])
  await steps.approve(claim, 'approver')
  await steps.agree(claim)
  await claim.reaches('agreed')
  return claim
}

const accountOf = (holderName: string, number: string): object => ({ number, holderName, bankCode: '999290000000' })

const letGo = (claim: StoryClaim, n: number): Promise<void> =>
  claim.ask('payment-checker', `/payments/${n}/check`, { verdict: 'approve' })

async function paymentIs(claim: StoryClaim, n: number, state: string): Promise<void> {
  await claim.until(`payment ${n} is ${state}`, ({ payments }) =>
    payments.some((payment) => payment.n === n && payment.state === state),
  )
}

interface Renaming {
  readonly n: number
  /** Number of the payment that takes over. */
  readonly next: number
  readonly name: string
  /** A customer names an account for his own money only. */
  readonly by: 'claimant' | 'payment-clerk'
}

async function payAnew(claim: StoryClaim, { n, next, name, by }: Renaming): Promise<void> {
  const account = accountOf(name, `${healthy}9`)
  await claim.ask(by, `/payments/${n}/account`, { name, account, identityChecked: true })
  await claim.ask('payment-clerk', '/payments', { action: 'submit' }, `:${next}`)
  await letGo(claim, next)
  await claim.reaches('paid')
}
