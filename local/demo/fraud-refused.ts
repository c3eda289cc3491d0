import type { Stage, StoryClaim } from './story-claim.ts'
import { openStory } from './story-claim.ts'
import * as steps from './story-steps.ts'

/**
 * An event that never happened (Insurance Law 27(1)): what is suspected is held, an investigator proves it, compliance signs,
 * and only the committee refuses: three voices, and no single person however high.
 */
export async function fraudRefused(stage: Stage): Promise<StoryClaim> {
  const claim = await openStory(stage, 'medical-accident', 'claimant', 'fraud-refused')
  await steps.accept(claim)
  const suspicion = { amountFen: '226000', reason: '票据连号，与医院记录不符' }
  await claim.ask('reviewer', '/holds', { action: 'raise', ...suspicion })
  await claim.tellClock('C06')
  const finding = { clause: '第二十七条', evidence: ['med-2'], reason: '经医院核实，该次就诊并未发生' }
  await claim.ask('siu-investigator', '/holds/proof', { extent: 'whole', ...finding, policeReference: 'JJ-2026-118' })
  await claim.ask('compliance', '/countersignature', { verdict: 'agree' })
  await claim.mayNot('head-office', 'refuse for fraud alone', '/approvals', { action: 'approve' })
  await claim.ask('committee', '/approvals', { action: 'vote', vote: 'for' }, '-vote-1')
  const doubt = { action: 'vote', vote: 'abstain', reason: '请补充经办医生的书面说明' }
  await claim.ask('committee member 2', '/approvals', doubt, '-vote-2')
  await claim.mayNot('committee', 'vote twice', '/approvals', { action: 'vote', vote: 'for' })
  await claim.ask('committee member 3', '/approvals', { action: 'vote', vote: 'for' }, '-vote-3')
  await claim.reaches('declined')
  await claim.tellClock('C09')
  return claim
}
