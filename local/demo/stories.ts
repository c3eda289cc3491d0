import type { ExampleName } from './example-filing.ts'
import type { Stage, StoryClaim } from './story-claim.ts'
import { openStory } from './story-claim.ts'

/** The life of one example, from its filing to the end; resolves when the claim stands there. */
export interface Story {
  readonly title: string
  readonly tell: (stage: Stage) => Promise<StoryClaim>
}

export const stories: Readonly<Record<ExampleName, Story>> = {
  motor: { title: 'A car against the barrier (车险), in full', tell: motor },
  crop: { title: 'Rice lost to planthoppers (农险): the 48 hours pass unanswered', tell: crop },
  'medical-accident': { title: 'A broken wrist (意外医疗): the small lane', tell: medicalAccident },
  'critical-illness': { title: 'A diagnosis (重疾): complex, a fixed benefit', tell: criticalIllness },
  'household-rainstorm': {
    title: 'Water in the house (家财): paid in part, the customer stays silent',
    tell: household,
  },
  'group-accident': { title: 'An accident at work (团体意外), filed at a counter', tell: groupAccident },
}

async function motor(stage: Stage): Promise<StoryClaim> {
  const claim = await openStory(stage, 'motor', 'integrator')
  const missing = { kind: 'traffic-report', reason: '请补充交警出具的事故认定书', decidableWithout: false }
  await claim.ask('intake-clerk', '/acceptance', { action: 'request-documents', items: [missing] })
  await claim.tellClock('C06')
  await claim.until('the list is proven delivered', ({ notices }) => notices.some(isDelivered('correction')))
  await claim.tellClock('C06')
  await claim.fastForward('P3D')
  const report = { documentId: 'mot-5', kind: 'traffic-report', sha256: 'd'.repeat(64), sizeBytes: 143_360 }
  const place = { location: 'oss://lipei-examples/mot/5', fileName: '事故认定书.pdf' }
  await claim.ask('claimant', '/documents', { documents: [{ ...report, ...place }] })
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
  await accept(claim)
  await claim.reaches('triaged')
  await claim.ask('reviewer', '/triage', { needsSurvey: false })
  await claim.ask('reviewer', '/review', { action: 'propose-complex', reason: '需核对既往病史' })
  await claim.ask('supervisor', '/review', { action: 'confirm-complex' })
  await review(claim)
  await assess(claim, [{ itemId: 'benefit', claimedFen: '30000000', notCoveredFen: '0' }])
  await claim.mayNot('supervisor', 'approve that much', '/approvals', { action: 'approve' })
  await approve(claim, 'branch-head')
  await claim.reaches('agreed')
  await pay(claim)
  await giveFeedback(claim, 10)
  return ended(claim)
}

async function household(stage: Stage): Promise<StoryClaim> {
  const claim = await openStory(stage, 'household-rainstorm', 'integrator')
  await accept(claim)
  await survey(claim)
  await review(claim)
  const items = [
    { itemId: 'floor', claimedFen: '980000', notCoveredFen: '0' },
    { itemId: 'appliances', claimedFen: '760000', notCoveredFen: '0' },
    { itemId: 'wine', claimedFen: '120000', notCoveredFen: '120000', ground: 'not-covered' },
  ]
  await assess(claim, items)
  await claim.mayNot('approver', 'refuse even a part', '/approvals', { action: 'approve' })
  await approve(claim, 'supervisor')
  await claim.reaches('offered')
  await claim.staysSilentUntil('agreed')
  await pay(claim)
  await giveFeedback(claim, 5)
  await claim.ask('intake-clerk', '/feedback', { action: 'answer', answer: '已电话说明酒类不在承保范围的约定' })
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

const accept = (claim: StoryClaim): Promise<void> => claim.ask('intake-clerk', '/acceptance', { action: 'accept' })

async function survey(claim: StoryClaim): Promise<void> {
  await claim.reaches('investigating')
  await claim.ask('surveyor', '/survey-reports', { evidence: ['scene-video', 'object-state'], text: '现场查勘属实' })
}

const review = (claim: StoryClaim): Promise<void> =>
  claim.ask('reviewer', '/review', { action: 'fix-liability', parts: ['preliminary', 'detailed', 'risk'] })

const assess = (claim: StoryClaim, items: readonly object[]): Promise<void> =>
  claim.ask('assessor', '/assessment', { items, text: '按条款理算' })

const approve = (claim: StoryClaim, who: string): Promise<void> => claim.ask(who, '/approvals', { action: 'approve' })

const agree = (claim: StoryClaim): Promise<void> =>
  claim.ask('claimant', '/settlement', { action: 'agree', identityChecked: true })

async function pay(claim: StoryClaim): Promise<void> {
  await claim.reaches('agreed')
  await claim.ask('payment-clerk', '/payees', payeesOf(claim))
  await claim.ask('payment-clerk', '/payments', { action: 'submit' })
  await claim.ask('payment-checker', '/payments/1/check', { verdict: 'approve' })
  await claim.reaches('paid')
}

const giveFeedback = (claim: StoryClaim, score: number): Promise<void> =>
  claim.ask('claimant', '/feedback', { action: 'give', score })

/** The money goes to the insured, on the insured's own account unless another holder is named. */
function payeesOf({ filed: { claimant, insured } }: StoryClaim, holderName?: string): object {
  const { name } = insured === 'same' ? claimant : insured
  const account = { number: '6200000000000000000', holderName: holderName ?? name, bankCode: '999290000000' }
  return { payees: [{ name, account, share: '100.00' }] }
}

const isDelivered =
  (kind: string) =>
  (notice: { readonly kind: string; readonly state: string }): boolean =>
    notice.kind === kind && notice.state === 'delivered'

async function ended(claim: StoryClaim): Promise<StoryClaim> {
  await claim.reaches('closed')
  return claim
}
