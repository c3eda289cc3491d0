import { dayOfTheAdvance, overpayment } from './advances.ts'
import { determination } from './determination.ts'
import { dispute } from './dispute.ts'
import { exampleNames } from './example-filing.ts'
import { fraudRefused } from './fraud-refused.ts'
import { paidInADay } from './paid-in-a-day.ts'
import { returnedPayment, threePayees, unknownAnswer } from './payment-troubles.ts'
import type { Stage, StoryClaim } from './story-claim.ts'
import { openStory } from './story-claim.ts'
import {
  accept,
  acceptDiagnosed,
  agree,
  approve,
  askForTrafficReport,
  assess,
  ended,
  giveFeedback,
  isDelivered,
  pay,
  payeesOf,
  review,
  supplyTrafficReport,
  survey,
} from './story-steps.ts'

/** The life of one example, from its filing to the end; resolves when the claim stands there. */
export interface Story {
  readonly title: string
  readonly tell: (stage: Stage) => Promise<StoryClaim>
}

/** One for each example, one each about time, about a decision that is not accepted and about fraud, two about money that leaves before its time, and those of payments in trouble. */
export const storyNames = [
  ...exampleNames,
  'determination',
  'dispute',
  'fraud-refused',
  'day-60-advance',
  'overpaid',
  'paid-in-a-day',
  'three-payees',
  'unknown-answer',
  'returned-payment',
] as const
export type StoryName = (typeof storyNames)[number]

export const stories: Readonly<Record<StoryName, Story>> = {
  motor: { title: 'A car against the barrier (车险), in full', tell: motor },
  crop: { title: 'Rice lost to planthoppers (农险): the 48 hours pass unanswered', tell: crop },
  'medical-accident': { title: 'A broken wrist (意外医疗): the small lane', tell: medicalAccident },
  'critical-illness': {
    title: 'A diagnosis (重疾一日赔): promised in one day, a fixed benefit',
    tell: criticalIllness,
  },
  'household-rainstorm': {
    title: 'Water in the house (家财): paid in part, the customer stays silent',
    tell: household,
  },
  determination: {
    title: 'Thirty days to determine a claim (核定): a lawful pause moves them, and then nobody acts',
    tell: determination,
  },
  'paid-in-a-day': { title: 'A diagnosis (重疾一日赔): paid within the day that is promised', tell: paidInADay },
  dispute: {
    title: 'Nursing costs refused (争议): the rest is paid, and the dispute is won in mediation',
    tell: dispute,
  },
  'fraud-refused': {
    title: 'It never happened (虚构事故): held, proven, signed, and refused by the committee',
    tell: fraudRefused,
  },
  'group-accident': { title: 'An accident at work (团体意外), filed at a counter', tell: groupAccident },
  'day-60-advance': {
    title: 'The amount stays open (先予支付): on day 45 what is proven is paid in advance, and netted off',
    tell: dayOfTheAdvance,
  },
  overpaid: { title: 'More in advance than was owed (多付追偿): asked back, and never debited', tell: overpayment },
  'three-payees': {
    title: 'Three payees (多人领款): the insured and two hospitals, one of them with a closed account',
    tell: threePayees,
  },
  'unknown-answer': { title: 'The bank’s answer is lost (结果不明): asked for, never sent again', tell: unknownAnswer },
  'returned-payment': { title: 'Money that comes back (退汇) is paid anew', tell: returnedPayment },
}

async function motor(stage: Stage): Promise<StoryClaim> {
  const claim = await openStory(stage, 'motor', 'integrator')
  await askForTrafficReport(claim)
  await claim.tellClock('C06')
  await claim.until('the list is proven delivered', ({ notices }) => notices.some(isDelivered('correction')))
  await claim.tellClock('C06')
  await claim.fastForward('P3D')
  await supplyTrafficReport(claim)
  await claim.tellClock('C06')
  await accept(claim)

  await claim.reaches('investigating')
  const half = { evidence: ['scene-photos'], text: '护栏及车头照片' }
  await claim.mayNot('surveyor', 'report with photos alone', '/survey-reports', half)
  await claim.ask('surveyor', '/survey-reports', {
    evidence: ['scene-photos', 'object-state'],
    text: '前保险杠、水箱受损',
  })
  await claim.ask('reviewer', '/assignment', { how: 'take' })
  await claim.ask('reviewer', '/review', { action: 'record', parts: ['preliminary', 'detailed'], text: '属于保险责任' })
  await claim.ask('reviewer', '/review', { action: 'fix-liability', parts: ['risk'] })
  await assess(claim, [{ itemId: 'repair', claimedFen: '3860000', notCoveredFen: '0' }])

  await claim.mayNot('approver', 'approve that much', '/approvals', { action: 'approve' })
  await approve(claim, 'supervisor')
  await agree(claim)
  await claim.ask('payment-clerk', '/payees', payeesOf(claim))
  await claim.ask('payment-clerk', '/payments', { action: 'submit' })
  const letGo = { verdict: 'approve' }
  await claim.mayNot('payment-clerk as checker', 'check the own payment', '/payments/1/check', letGo)
  await claim.ask('payment-checker', '/payments/1/check', letGo)
  await claim.reaches('paid')
  await giveFeedback(claim, 9)
  return ended(claim)
}

async function crop(stage: Stage): Promise<StoryClaim> {
  const claim = await openStory(stage, 'crop', 'integrator')
  await claim.tellClock('C02')
  await claim.fastForward('PT48H')
  await claim.tellClock('C02')
  await claim.fastForward('P3D')
  await accept(claim)
  await claim.until('the customer has the answer', ({ notices }) => notices.some(isDelivered('acceptance')))
  await claim.tellClock('C02')
  await survey(claim)
  await review(claim)
  await assess(claim, [{ itemId: 'rice', claimedFen: '1560000', notCoveredFen: '0' }])
  await approve(claim, 'approver')
  await agree(claim)
  await pay(claim)
  await claim.staysSilentUntil('closed')
  return ended(claim)
}

async function medicalAccident(stage: Stage): Promise<StoryClaim> {
  const claim = await openStory(stage, 'medical-accident', 'claimant')
  await accept(claim)
  await review(claim)
  await assess(claim, [{ itemId: 'invoice-1', claimedFen: '286000', notCoveredFen: '0' }])
  await approve(claim, 'approver')
  await agree(claim)
  await pay(claim)
  await giveFeedback(claim, 9)
  return ended(claim)
}

async function criticalIllness(stage: Stage): Promise<StoryClaim> {
  const claim = await openStory(stage, 'critical-illness', 'integrator')
  await acceptDiagnosed(claim)
  await claim.reaches('reviewing')
  await claim.tellClock('C19')
  await review(claim)
  await assess(claim, [{ itemId: 'benefit', claimedFen: '30000000', notCoveredFen: '0' }])
  await claim.mayNot('supervisor', 'approve that much', '/approvals', { action: 'approve' })
  await approve(claim, 'branch-head')
  await claim.reaches('agreed')
  await pay(claim)
  await claim.tellClock('C19')
  await giveFeedback(claim, 10)
  return ended(claim)
}

async function household(stage: Stage): Promise<StoryClaim> {
  const claim = await openStory(stage, 'household-rainstorm', 'integrator')
  await accept(claim)
  await survey(claim)
  await review(claim)
  const wine = { itemId: 'wine', ground: 'not-covered', clause: '第五条(2)', evidence: [] }
  const items = [
    { itemId: 'floor', claimedFen: '980000', notCoveredFen: '0' },
    { itemId: 'appliances', claimedFen: '760000', notCoveredFen: '0' },
    { ...wine, claimedFen: '120000', notCoveredFen: '120000' },
  ]
  await assess(claim, items, '酒类不在保险标的范围内')
  await claim.mayNot('approver', 'refuse even a part', '/approvals', { action: 'approve' })
  await approve(claim, 'branch-head')
  await claim.reaches('offered')
  await claim.staysSilentUntil('agreed')
  await pay(claim)
  await giveFeedback(claim, 5)
  await claim.mayNot('intake-clerk', 'answer what is said of its own work', '/feedback', {
    action: 'answer',
    answer: '已答复',
  })
  await claim.ask('supervisor', '/feedback', { action: 'answer', answer: '已电话说明酒类不在承保范围的约定' })
  return ended(claim)
}

async function groupAccident(stage: Stage): Promise<StoryClaim> {
  const claim = await openStory(stage, 'group-accident', 'intake-clerk')
  await accept(claim)
  await review(claim)
  await assess(claim, [{ itemId: 'hospital', claimedFen: '1240000', notCoveredFen: '0' }])
  await approve(claim, 'approver')
  await agree(claim)
  const toAnother = payeesOf(claim, claim.filed.claimant.name)
  await claim.mayNot('payment-clerk', 'pay to the spouse’s account', '/payees', toAnother)
  await pay(claim)
  await giveFeedback(claim, 8)
  return ended(claim)
}
