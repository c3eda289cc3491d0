import type { Stage, StoryClaim } from './story-claim.ts'
import { openStory } from './story-claim.ts'
import * as steps from './story-steps.ts'

/**
 * The thirty days of the law (C06): its date, the lawful pause with both its proofs, its date after that, and then every
 * level of escalation up to a breach that the late decision does not take off the record.
 */
export async function determination(stage: Stage): Promise<StoryClaim> {
  const claim = await openStory(stage, 'motor', 'integrator', 'determination')
  await claim.tellClock('C06')
  await steps.askForTrafficReport(claim)
  await claim.until('the list is proven delivered', ({ notices }) => notices.some(steps.isDelivered('correction')))
  await claim.tellClock('C06')
  await claim.fastForward('P7D')
  await steps.supplyTrafficReport(claim)
  await claim.tellClock('C06')
  await steps.accept(claim)
  await steps.survey(claim)

  await claim.fastForward('P20D')
  await claim.staysUndone('C06', 'late')
  await claim.tellClock('C06')
  await steps.review(claim)
  await steps.assess(claim, [{ itemId: 'repair', claimedFen: '3860000', notCoveredFen: '0' }])
  await steps.approve(claim, 'supervisor')
  await claim.tellClock('C06')
  await steps.agree(claim)
  await steps.pay(claim)
  await steps.giveFeedback(claim, 8)
  return steps.ended(claim)
}
