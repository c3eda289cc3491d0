import type { AuthorityLevel } from '../authority.ts'
import { stepRoles } from '../authority.ts'
import type { Role } from './codes.ts'
import type { Draft, Orders } from './notice-drafts.ts'
import { toBranch, toClaimant } from './notice-drafts.ts'
import { undoesFraud } from './resolution.ts'
import type { Claim, ResolutionProposal } from './state.ts'

/** What a dispute tells: the claimant of every step that is his to know, the branch of what it has to do. */
export const disputeOrders: Orders = {
  DisputeRaised: (claim, { how }) =>
    how === 'sued'
      ? []
      : [
          toClaimant(claim, 'dispute-received', undisputed(claim)),
          toBranch('staff-work-item', 'dispute-handler', { task: 'a decision is disputed: look into it and answer' }),
        ],
  DisputeAnswered: (claim) => [toClaimant(claim, 'dispute-answer')],
  AssessorAppointed: (claim) => [toClaimant(claim, 'dispute-pause', { because: 'appraisal' })],
  MediationBegan: (claim) => [toClaimant(claim, 'dispute-pause', { because: 'mediation' })],
  DisputeEvaluated: (claim, { proposal }) => toDecide(claim, proposal),
  MediationAgreed: (claim, { proposal }) => toDecide(claim, proposal),
  JudgmentRecorded: (claim, { proposal }) => toDecide(claim, proposal),
  ResolutionReturned: () => [
    toBranch('staff-work-item', 'dispute-handler', { task: 'the resolution of a dispute came back with a question' }),
  ],
  MediationFailed: ({ dispute }) => [
    toBranch('staff-work-item', above(dispute?.about.level ?? 4), { task: 'a mediation failed: rule on the dispute' }),
  ],
  LitigationFiled: () => [
    toBranch('staff-work-item', 'supervisor', {
      task: 'a court or a tribunal has the case: keep its dates and its file',
    }),
  ],
  DisputeDecided: (claim, { outcome }) => [toClaimant(claim, 'dispute-decision', { outcome })],
  DisputeAdjudicated: (claim, { outcome }) => [
    toClaimant(claim, 'dispute-decision', { outcome: outcome === 'uphold' ? 'adjudicated' : outcome }),
  ],
  DisputeSettled: (claim) => [toClaimant(claim, 'dispute-decision', { outcome: 'settled', ...agreedFen(claim) })],
  DisputeJudged: (claim) => [toClaimant(claim, 'dispute-decision', { outcome: 'judged', ...agreedFen(claim) })],
}

/** #56: what was disputed is decided anew; of why, the customer reads with the decision. `claim` stands after the fact. */
export const toldOvertaken = (claim: Claim): readonly Draft[] =>
  claim.dispute?.outcome === 'overtaken' && claim.dispute.endedAt === claim.lastAt
    ? [toClaimant(claim, 'dispute-decision', { outcome: 'change' })]
    : []

/** What is paid whatever comes of the dispute; of an offer only, for elsewhere it was paid or nothing was owed. */
const undisputed = ({ stage }: Claim): Draft['facts'] =>
  stage.status === 'offered' ? { amountFen: stage.determination.payFen } : {}

const agreedFen = ({ stage }: Claim): Draft['facts'] =>
  stage.status === 'agreed' && stage.agreement.how !== 'undisputed' ? { amountFen: stage.determination.payFen } : {}

/** Whoever has the step decides; what takes back a refusal for fraud compliance signs as well. */
const toDecide = (claim: Claim, { requiredLevel, outcome }: ResolutionProposal): readonly Draft[] => [
  toBranch('staff-work-item', stepRoles[requiredLevel], { task: 'decide how a dispute ends' }),
  ...(undoesFraud(claim, outcome)
    ? [toBranch('staff-work-item', 'compliance', { task: 'countersign what takes back a refusal for fraud' })]
    : []),
]

/** Above head office is the committee. */
const above = (level: number): Role => stepRoles[Math.min(5, level + 1) as AuthorityLevel]
