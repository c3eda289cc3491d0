import { disagreedOffer } from './disputed.ts'
import type { Stage, StoryClaim } from './story-claim.ts'
import { openStory } from './story-claim.ts'
import * as steps from './story-steps.ts'

/**
 * A dispute that is won in mediation: what nobody disputes is paid at once, the complaint's days stand still while the two
 * sides mediate and those of the law do not, and who decided first may not confirm what they agree on.
 */
export async function dispute(stage: Stage): Promise<StoryClaim> {
  const claim = await openStory(stage, 'medical-accident', 'claimant', 'dispute')
  await disagreedOffer(claim)
  await claim.tellClock('C16b')
  const answer = '您的异议由未参与原处理的人员核查，已调取住院记录'
  await claim.ask('dispute-handler', '/disputes/investigation', { answer })
  const mediator = { action: 'start', bothAgreed: true, mediatorId: 'mediator-3' }
  await claim.ask('dispute-handler', '/disputes/mediation', mediator)
  await claim.tellClock('C16b')
  await claim.fastForward('P5D')
  const agreed = { action: 'agree', payFen: '48000', agreement: '双方同意护理费按八成支付' }
  await claim.ask('dispute-handler', '/disputes/mediation', agreed)
  const letIt = { verdict: 'approve' }
  await claim.mayNot('supervisor', 'judge the own decision', '/disputes/decision', letIt)
  await claim.ask('branch-head', '/disputes/decision', letIt)
  await claim.tellClock('C10')
  await steps.pay(claim, 2)
  await claim.tellClock('C16b')
  await steps.giveFeedback(claim, 9)
  return steps.ended(claim)
}
