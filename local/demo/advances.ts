import type { Stage, StoryClaim } from './story-claim.ts'
import { openStory } from './story-claim.ts'
import * as steps from './story-steps.ts'

/**
 * The sixty days of the law (Insurance Law 25): the amount cannot be fixed, so what the documents prove is paid first, by
 * authority and by three persons, and left out of the final sum.
 */
export async function dayOfTheAdvance(stage: Stage): Promise<StoryClaim> {
  const claim = await openStory(stage, 'motor', 'integrator', 'day-60-advance')
  await claim.tellClock('C11')
  await steps.askForTrafficReport(claim)
  await claim.until('the list is proven delivered', ({ notices }) => notices.some(steps.isDelivered('correction')))
  await claim.fastForward('P2D')
  await steps.supplyTrafficReport(claim)
  await steps.accept(claim)
  await steps.survey(claim)
  await steps.review(claim)
  for (const days of ['P14D', 'P14D', 'P16D']) await claim.fastForward(days)
  await claim.tellClock('C11')

  await propose(claim, { why: 'day-60', amountFen: '2000000', evidence: ['mot-5'] })
  await claim.mayNot('approver', 'advance that much', '/prepayments/1/approval', { verdict: 'approve' })
  await claim.ask('supervisor', '/prepayments/1/approval', { verdict: 'approve' })
  await letGo(claim, 1)
  await claim.until('the advance has arrived', ({ notices }) => notices.some(steps.isDelivered('prepayment-paid')))
  await claim.tellClock('C11')

  await steps.assess(claim, [{ itemId: 'repair', claimedFen: '3860000', notCoveredFen: '0' }])
  await steps.approve(claim, 'branch-head')
  await steps.agree(claim)
  await claim.reaches('agreed')
  await claim.ask('payment-clerk', '/payees', steps.payeesOf(claim))
  await letGo(claim, 2)
  await claim.reaches('paid')
  await steps.giveFeedback(claim, 8)
  return steps.ended(claim)
}

/** More was advanced while treatment went on than the claim turned out to be worth: it is asked back, and comes in two parts. */
export async function overpayment(stage: Stage): Promise<StoryClaim> {
  const claim = await openStory(stage, 'medical-accident', 'claimant', 'overpaid')
  await steps.accept(claim)
  await claim.reaches('reviewing')
  await propose(claim, { why: 'unfinished-treatment', amountFen: '200000', evidence: ['med-4'] })
  await claim.ask('approver', '/prepayments/1/approval', { verdict: 'approve' })
  await letGo(claim, 1)
  await claim.until('the advance has arrived', ({ notices }) => notices.some(steps.isDelivered('prepayment-paid')))

  await steps.review(claim)
  const cut = { itemId: 'wellness', ground: 'not-covered', clause: '第五条(2)', evidence: [] }
  const items = [
    { itemId: 'invoice-1', claimedFen: '150000', notCoveredFen: '0' },
    { ...cut, claimedFen: '136000', notCoveredFen: '136000' },
  ]
  await steps.assess(claim, items, '保健项目不在保险责任范围内')
  await steps.approve(claim, 'supervisor')
  await steps.agree(claim)
  await claim.reaches('paid')
  await claim.until('the customer is asked', ({ notices }) => notices.some(steps.isDelivered('recovery')))
  await claim.ask('payment-clerk', '/recoveries/1/receipts', { amountFen: '50000', reference: 'IN-1' })
  await claim.mayNot('payment-clerk', 'book more than is owed', '/recoveries/1/receipts', {
    amountFen: '50000',
    reference: 'IN-2',
  })
  await claim.ask('payment-clerk', '/recoveries/1/receipts', { amountFen: '38000', reference: 'IN-2' })
  await steps.giveFeedback(claim, 8)
  return steps.ended(claim)
}

interface Proposal {
  readonly why: string
  readonly amountFen: string
  readonly evidence: readonly string[]
}

const propose = (claim: StoryClaim, proposal: Proposal): Promise<void> =>
  claim.ask('assessor', '/prepayments', { action: 'request', ...proposal, payee: steps.receiverOf(claim) })

async function letGo(claim: StoryClaim, payment: number): Promise<void> {
  await claim.ask('payment-clerk', '/payments', { action: 'submit' }, `-${payment}`)
  await claim.ask('payment-checker', `/payments/${payment}/check`, { verdict: 'approve' })
}
