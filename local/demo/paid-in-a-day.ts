import type { Stage, StoryClaim } from './story-claim.ts'
import { openStory } from './story-claim.ts'
import * as steps from './story-steps.ts'

/**
 * The day promised for a critical illness (C19, 重疾一日赔): a listed disease diagnosed for the first time, an individual policy
 * older than two years, all documents there, and everybody does his part at once. The clock is told as it begins and as it was kept.
 */
export async function paidInADay(stage: Stage): Promise<StoryClaim> {
  const claim = await openStory(stage, 'critical-illness', 'integrator', 'paid-in-a-day')
  await steps.acceptDiagnosed(claim)
  // By its amount alone it would wait for a reviewer to say how it goes on.
  const { status } = await claim.until('its way is known', (view) => ['triaged', 'reviewing'].includes(view.status))
  await claim.tellClock('C19')
  if (status === 'triaged') await claim.ask('reviewer', '/triage', { needsSurvey: false })
  await steps.review(claim)
  await steps.assess(claim, [{ itemId: 'benefit', claimedFen: '30000000', notCoveredFen: '0' }])
  await steps.approve(claim, 'branch-head')
  await steps.pay(claim)
  await claim.tellClock('C19')
  await steps.giveFeedback(claim, 10)
  return steps.ended(claim)
}
