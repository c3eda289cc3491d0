import type { EventWord } from '../../domain/emergency/event-word.ts'
import { measuresOfGrade } from '../../domain/emergency/measures.ts'
import { HOUR } from '../../domain/time.ts'
import type { Story } from './claim-desk.ts'
import { ended, storm, tellOf } from './emergency-stories.ts'
import { until } from './outside-world.ts'
import { people } from './people.ts'
import { agreed, approvePayment, proof, reviewed, submittedFor, underReview } from './walk.ts'

/** Over another province. */
const elsewhere = { ...storm.scope, zones: ['11'] } as const
const lower: EventWord = { ...storm, version: 2, level: 'II', measures: measuresOfGrade.II }
const moved: EventWord = { ...lower, version: 3, scope: elsewhere }
const faraway: EventWord = { ...storm, scope: elsewhere }

/** An event that changes, that a claim is joined to by hand, that is an exercise, or that lends authority for a time. */
export const eventStories: Readonly<Record<string, Story>> = {
  'storm-regraded': async (desk) => {
    const claim = await desk.open()
    await claim.reaches('received')
    await tellOf(claim, storm)
    await tellOf(claim, lower)
    await tellOf(claim, moved)
    await reviewed(claim)
    return claim
  },
  'storm-joined-by-hand': async (desk) => {
    const claim = await desk.open()
    await claim.reaches('received')
    await tellOf(claim, faraway)
    const joined = { type: 'JoinEvent', eventId: faraway.eventId, word: faraway, reasonTextId: 'txt_why' } as const
    await claim.ask(joined, people.supervisor)
    await tellOf(claim, moved)
    await tellOf(claim, { ...ended, version: 4, scope: elsewhere })
    await reviewed(claim)
    return claim
  },
  'storm-exercise': async (desk) => {
    const claim = await desk.open({ isTest: true })
    await claim.reaches('received')
    await tellOf(claim, { ...storm, drill: true })
    await reviewed(claim)
    await claim.ask({ type: 'CancelClaim', because: 'test' }, people.supervisor)
    await claim.reaches('cancelled')
    return claim
  },
  'exercise-after-approval': async (desk) => {
    const claim = await desk.open({ isTest: true })
    await agreed(claim)
    await submittedFor(claim, 'pty_payee')
    await approvePayment(claim, 1)
    await tellOf(claim, { ...storm, drill: true })
    return claim
  },
  'storm-written-together': async (desk) => {
    const claim = await desk.open()
    await claim.reaches('received')
    await tellOf(claim, storm)
    await reviewed(claim)
    await tellOf(claim, ended)
    return claim
  },
  'advance-rerouted': async (desk) => {
    const identity = { ...proof, documentId: 'doc-identity', kind: 'identity' } as const
    const claim = await desk.open({ claimedFen: 6_000_000, documents: [proof, identity] })
    await claim.reaches('received')
    const multiplier = { times: 5, until: Date.now() + HOUR, raisedBy: 'per_commander' } as const
    await tellOf(claim, { ...storm, measures: { ...storm.measures, multiplier } })
    await underReview(claim)
    const own = { accountHolderIsPayee: true, namedOnFile: 'insured', identityDocumentId: identity.documentId } as const
    const payee = { payeeId: 'pty_advance', ...own }
    const asked = { why: 'big-loss', amountFen: 2_000_000, evidence: [proof.documentId], payee } as const
    await claim.ask({ type: 'RequestPrepayment', ...asked }, people.assessor)
    await claim.forward(2 * HOUR)
    await until('the advance to go to another step', async () =>
      (await claim.read()).claim.prepayments?.some(({ requiredLevel }) => requiredLevel === 2),
    )
    await claim.ask({ type: 'DecidePrepayment', n: 1, verdict: 'approve' }, people.supervisor)
    return claim
  },
  'storm-multiplier-ends': async (desk) => {
    const claim = await desk.open({ claimedFen: 3_000_000 })
    await claim.reaches('received')
    const multiplier = { times: 5, until: Date.now() + HOUR, raisedBy: 'per_commander' } as const
    await tellOf(claim, { ...storm, measures: { ...storm.measures, multiplier } })
    await reviewed(claim)
    const items = [{ itemId: 'bill-1', claimedFen: 3_000_000, notCoveredFen: 0 }]
    await claim.ask({ type: 'AssessLoss', items }, people.assessor)
    await claim.forward(2 * HOUR)
    await until('the proposal to go to another step', async () => {
      const { stage } = (await claim.read()).claim
      return stage.status === 'awaiting-approval' && stage.proposal.requiredLevel === 2
    })
    await claim.ask({ type: 'ApproveProposal' }, people.supervisor)
    await claim.reaches('offered')
    return claim
  },
}
