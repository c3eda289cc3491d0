import type { DisputeCourse } from '../dispute-mix.ts'
import type { StoryClaim } from './story-claim.ts'
import * as steps from './story-steps.ts'

/** The life of a claim whose decision is disputed, to the end its course says. */
export async function disputed(claim: StoryClaim, course: DisputeCourse): Promise<void> {
  await (course.of === 'offer' ? disagreedOffer(claim) : disputedRefusal(claim))
  await claim.ask('dispute-handler', '/disputes/investigation', { answer: '您的异议由未参与原处理的人员核查' })
  await ways[course.way](claim, course.ends)
  await (course.of === 'offer' ? afterOffer(claim, course) : afterRefusal(claim, course))
}

const whole = { itemId: 'invoice-1', claimedFen: '286000', notCoveredFen: '0' }

/** The invoice is owed and paid at once; nursing is in dispute. */
export async function disagreedOffer(claim: StoryClaim): Promise<void> {
  await steps.accept(claim)
  await steps.review(claim)
  const nursing = { itemId: 'nursing', ground: 'not-covered', clause: '第七条(4)', evidence: [] }
  const items = [
    { itemId: 'invoice-1', claimedFen: '226000', notCoveredFen: '0' },
    { ...nursing, claimedFen: '60000', notCoveredFen: '60000' },
  ]
  await steps.assess(claim, items, '护理费不在保险责任范围内')
  await steps.approve(claim, 'supervisor')
  await claim.reaches('offered')
  const objection = { identityChecked: true, reason: '护理有医嘱，应当赔付', claimedFen: '286000' }
  await claim.ask('claimant', '/settlement', { action: 'disagree', ...objection })
  await steps.pay(claim)
}

async function disputedRefusal(claim: StoryClaim): Promise<void> {
  await steps.accept(claim)
  await claim.reaches('reviewing')
  const refusal = { ground: 'not-covered', clause: '第五条(2)', evidence: [], reason: '该项治疗不在保险责任范围内' }
  await claim.ask('reviewer', '/review', { action: 'propose-refusal', ...refusal })
  await steps.approve(claim, 'supervisor')
  await claim.reaches('declined')
  await claim.ask('claimant', '/disputes', { identityChecked: true, reason: '治疗系意外所致，应当赔付' })
}

const agreedFen = '48000'

/** Each way to the decision of how the dispute ends, by somebody who did not take the one that is disputed. */
const ways: Readonly<Record<DisputeCourse['way'], (claim: StoryClaim, ends: DisputeCourse['ends']) => Promise<void>>> =
  {
    async internal(claim, ends) {
      const findings = '已由独立人员核查'
      const found = ends === 'settle' ? { outcome: 'compromise', payFen: agreedFen } : { outcome: ends }
      await claim.ask('dispute-handler', '/disputes/evaluation', { ...found, findings })
      await decide(claim)
    },
    async mediation(claim, ends) {
      const mediator = { action: 'start', bothAgreed: true, mediatorId: 'mediator-3' }
      await claim.ask('dispute-handler', '/disputes/mediation', mediator)
      if (ends === 'settle') {
        const agreed = { action: 'agree', payFen: agreedFen, agreement: '双方同意护理费按八成支付' }
        await claim.ask('dispute-handler', '/disputes/mediation', agreed)
        return decide(claim)
      }
      await claim.ask('dispute-handler', '/disputes/mediation', { action: 'fail', note: '双方差距过大' })
      await claim.ask('branch-head', '/disputes/adjudication', { outcome: ends, ruling: '最终裁决，理由如下' })
    },
    arbitration: (claim, ends) => judged(claim, 'arbitration', ends),
    court: (claim, ends) => judged(claim, 'court', ends),
  }

async function judged(claim: StoryClaim, forum: 'arbitration' | 'court', ends: DisputeCourse['ends']): Promise<void> {
  const caseNumber = forum === 'court' ? '(2026)沪0115民初12345号' : '(2026)沪仲案字第1234号'
  await claim.ask('dispute-handler', '/disputes/litigation', { action: 'file', forum, caseNumber })
  const payFen = ends === 'uphold' ? '0' : agreedFen
  const judgment = { action: 'judgment', payFen, ruling: '裁判文书主文' }
  await claim.ask('dispute-handler', '/disputes/litigation', judgment)
  await decide(claim)
}

const decide = (claim: StoryClaim): Promise<void> =>
  claim.ask('branch-head', '/disputes/decision', { verdict: 'approve' })

/** What was asked before the decision fell is asked again, and meant. */
const anew = '-anew'

/** Another decision replaces the disputed one only where the insurer itself says so: a court awards a sum. */
const isReopened = ({ way, ends }: DisputeCourse): boolean =>
  ends === 'change' && (way === 'internal' || way === 'mediation')

async function afterOffer(claim: StoryClaim, course: DisputeCourse): Promise<void> {
  if (isReopened(course)) await determinedAnew(claim)
  if (course.ends !== 'uphold') await steps.pay(claim, 2)
  await steps.giveFeedback(claim, 8)
  await steps.ended(claim)
}

async function afterRefusal(claim: StoryClaim, course: DisputeCourse): Promise<void> {
  if (course.ends === 'uphold') return claim.reaches('declined')
  if (isReopened(course)) {
    await claim.ask('intake-clerk', '/acceptance', { action: 'accept' }, anew)
    const parts = ['preliminary', 'detailed', 'risk']
    await claim.ask('reviewer', '/review', { action: 'fix-liability', parts }, anew)
    await determinedAnew(claim)
  }
  await steps.pay(claim)
  await steps.giveFeedback(claim, 8)
  await steps.ended(claim)
}

async function determinedAnew(claim: StoryClaim): Promise<void> {
  await claim.reaches('assessing')
  await claim.ask('assessor', '/assessment', { items: [whole], text: '按条款重新理算' }, anew)
  await claim.ask('approver', '/approvals', { action: 'approve' }, anew)
  await claim.reaches('offered')
  await claim.ask('claimant', '/settlement', { action: 'agree', identityChecked: true }, anew)
}
