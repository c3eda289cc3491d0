import type { DateText, Instant } from '../time.ts'
import { castVote, determined } from './determined.ts'
import { openDispute } from './dispute-place.ts'
import type { ClaimEvent, ClaimEventType, FactOf } from './events.ts'
import type { Appraisal, Claim, ClaimFile, Determination, Dispute, ResolutionProposal, Stage } from './state.ts'

/** The dispute of the claim after the event. The last one stays on the file when it has ended. */
export function evolveDispute(claim: Claim, event: ClaimEvent): Partial<ClaimFile> {
  if (event.type === 'DisputeRaised') return { dispute: begun(event) }
  // A refusal that awaits its approval is what was signed, also while a court has an earlier decision.
  if (event.type === 'ProposalCountersigned' && claim.stage.status === 'awaiting-approval') return {}
  const change = changes[event.type] as Change<ClaimEvent> | undefined
  const dispute = change === undefined ? null : openDispute(claim)
  return change === undefined || dispute === null ? {} : { dispute: { ...dispute, ...change(dispute, event) } }
}

/** Where a claim goes whose dispute was settled (#62, #63a): its new determination is agreed at once. */
export function settled(claim: Claim, event: Extract<ClaimEvent, { type: 'DisputeSettled' | 'DisputeJudged' }>): Stage {
  const resolved = resolutionOf(claim, event)
  if (resolved === null) return claim.stage
  const { determination, payBy } = resolved
  const how = event.type === 'DisputeSettled' ? 'settled' : 'judged'
  const agreement = { at: event.at, how, ...(payBy === undefined ? {} : { payBy }) } as const
  return { status: 'agreed', determination, agreement }
}

/** #65: a judgment that awards something is agreed; one that awards nothing closes what was refused, and changes nothing else. */
export function judged(claim: Claim, event: Extract<ClaimEvent, { type: 'DisputeJudged' }>): Stage {
  const { stage, dispute } = claim
  if ((dispute?.proposal?.payFen ?? 0) > 0) return settled(claim, event)
  return stage.status === 'denied' || stage.status === 'declined'
    ? { status: 'closed', determination: stage.determination, endedAt: event.at }
    : stage
}

type Change<E> = (dispute: Dispute, event: E) => Partial<Dispute>
type Changes = { readonly [T in ClaimEventType]?: Change<Extract<ClaimEvent, { readonly type: T }>> }

const changes: Changes = {
  DisputeAnswered: (_dispute, { by }) => ({ state: 'investigating', handlerId: by.id }),
  AssessorAppointed: ({ appraisals }, { at, appointedBy, assessorId }) => ({
    appraisals: [...appraisals, { appointedBy, assessorId, from: at }],
  }),
  AppraisalRecorded: ({ appraisals }, event) => ({
    appraisals: appraisals.map((appraisal) =>
      appraisal.to === undefined ? { ...appraisal, to: event.at, ...found(event) } : appraisal,
    ),
  }),
  DisputeEvaluated: (_dispute, { proposal }) => ({ state: 'evaluated', ...awaiting(proposal) }),
  ProposalCountersigned: ({ proposal }, { by }) =>
    proposal ? { proposal: { ...proposal, countersignedBy: by.id } } : {},
  VoteCast: (dispute, event) => voted(dispute, event),
  ResolutionReturned: ({ state }) => ({ state: state === 'evaluated' ? 'investigating' : state, ...awaiting(null) }),
  DisputeDecided: (_dispute, { at, outcome }) => ended(outcome === 'uphold' ? 'upheld' : 'changed', at),
  DisputeSettled: (dispute, { at }) => ({ ...mediated(dispute, at), ...ended('settled', at) }),
  MediationBegan: (_dispute, { at, mediatorId }) => ({
    state: 'mediation',
    ...awaiting(null),
    mediation: { mediatorId, from: at },
  }),
  MediationAgreed: (_dispute, { proposal }) => awaiting(proposal),
  MediationFailed: (dispute, { at }) => ({ state: 'mediation-failed', ...mediated(dispute, at) }),
  RulingVoted: ({ votes }, { by, outcome }) => ({ votes: [...votes, { by: by.id, outcome }] }),
  DisputeAdjudicated: (_dispute, { at, outcome }) => ended(outcome === 'uphold' ? 'adjudicated' : 'changed', at),
  LitigationFiled: (dispute, { at, forum, caseTextId }) => ({
    state: 'litigation',
    ...awaiting(null),
    litigation: { forum, caseTextId, filedAt: at, dates: [] },
    ...appraised(dispute, at),
    ...mediated(dispute, at),
  }),
  CourtDateKept: ({ litigation }, { on, what }) =>
    litigation === undefined ? {} : { litigation: { ...litigation, dates: [...litigation.dates, { on, what }] } },
  JudgmentRecorded: (_dispute, { proposal }) => awaiting(proposal),
  DisputeJudged: (_dispute, { at }) => ended('judged', at),
  FraudProven: (dispute, { at }) =>
    dispute.state === 'litigation'
      ? {}
      : { ...mediated(dispute, at), ...appraised(dispute, at), ...ended('overtaken', at) },
  // Who takes his claim back disputes nothing about it any more.
  ClaimWithdrawn: (dispute, { at }) => ({ ...mediated(dispute, at), ...ended('withdrawn', at) }),
}

function begun(event: Extract<ClaimEvent, { type: 'DisputeRaised' }>): Dispute {
  const { n, at, how, fast, reasonTextId, claimedFen, about, raisedAt = at } = event
  const said = { how, fast, reasonTextId, about, ...(claimedFen === undefined ? {} : { claimedFen }) }
  return { n, state: 'raised', raisedAt, ...said, appraisals: [], votes: [], proposalVotes: [] }
}

const found = ({ textId, assessedFen }: FactOf<'AppraisalRecorded'>): Partial<Appraisal> =>
  assessedFen === undefined ? { textId } : { textId, assessedFen }

const ended = (outcome: NonNullable<Dispute['outcome']>, at: Instant): Partial<Dispute> => ({
  state: 'ended',
  ...awaiting(null),
  outcome,
  endedAt: at,
})

/** Whatever is proposed anew has no votes yet, and those on what fell fall with it. */
const awaiting = (proposal: ResolutionProposal | null): Partial<Dispute> => ({ proposal, proposalVotes: [] })

function voted(
  { proposal, proposalVotes }: Dispute,
  event: Extract<ClaimEvent, { type: 'VoteCast' }>,
): Partial<Dispute> {
  return proposal && event.on === undefined ? { proposalVotes: [...proposalVotes, castVote(event)] } : {}
}

const appraised = ({ appraisals }: Dispute, at: Instant): Partial<Dispute> => ({
  appraisals: appraisals.map((appraisal) => ({ ...appraisal, to: appraisal.to ?? at })),
})

const mediated = ({ mediation }: Dispute, at: Instant): Partial<Dispute> =>
  mediation === undefined ? {} : { mediation: { ...mediation, to: mediation.to ?? at } }

/** What was proposed, with who let it take effect: a determination like any other. */
function resolutionOf(
  { dispute }: Claim,
  event: Extract<ClaimEvent, { type: 'DisputeSettled' | 'DisputeJudged' }>,
): { readonly determination: Determination; readonly payBy: DateText | undefined } | null {
  if (!dispute?.proposal) return null
  const { outcome: kind, payBy, ...proposed } = dispute.proposal
  if (kind === 'uphold' || kind === 'change') return null
  const votes = dispute.proposalVotes.length === 0 ? undefined : dispute.proposalVotes
  return { determination: determined({ ...proposed, kind }, event, votes), payBy }
}
