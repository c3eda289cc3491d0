import type { AuthorityLevel } from '../authority.ts'
import type { Fen } from '../money.ts'
import type { DateText, Instant } from '../time.ts'
import { settledFen } from './assessment.ts'
import { countedBy } from './calendar.ts'
import type { ClaimChannel, ClaimLane, ClaimLine, LossCause, Role } from './codes.ts'
import { deadlines } from './deadlines.ts'
import type { Context } from './decision.ts'
import { isStanding } from './escalation.ts'
import { queueOf } from './owner.ts'
import type { Claim, ClaimStatus } from './state.ts'
import { decisionKey, waitingDecisions } from './waiting-decisions.ts'

/** The claim in one row: what lists, filters, queues and access decisions need. No personal data, opaque ids only. */
export interface ClaimSummary {
  readonly claimId: string
  readonly rules: number
  readonly status: ClaimStatus
  readonly version: number
  readonly decisionVersion: number
  readonly line: ClaimLine
  readonly lane: ClaimLane | null
  readonly branch: string
  readonly region: string
  readonly channel: ClaimChannel
  readonly cause: LossCause
  readonly eventDate: DateText
  readonly claimantId: string
  readonly insuredId: string
  /** Whose own claims were joined to this one (#4): they see it, too. */
  readonly coClaimantIds: readonly string[]
  readonly integratorId: string | null
  readonly ownerId: string | null
  /** Role in whose queue the claim stands when nobody owns it. */
  readonly queue: Role | null
  readonly requiredLevel: AuthorityLevel | null
  /** Everything it waits for somebody to decide, by the keys of `decisionKey`; a run of an older build says nothing of it. */
  readonly decisions?: readonly string[]
  readonly escalated: boolean
  readonly suspectedCopyOf: string | null
  readonly claimedFen: Fen | null
  readonly approvedFen: Fen | null
  readonly paidFen: Fen
  readonly reportedAt: Instant
  readonly receivedAt: Instant | null
  readonly lastAt: Instant
  /** Earliest deadline of any kind, with the words the timer's summary uses. */
  readonly nextDeadline: { readonly at: Instant; readonly summary: string } | null
  readonly restedAt: Instant | null
}

/** The row of a claim as of `context.now`; the deadline counts by the calendar of the claim's branch. */
export function summarise(claim: Claim, context: Context): ClaimSummary {
  const { claimId, rules, version, decisionVersion, lastAt, stage } = claim
  const next = deadlines(claim, countedBy(claim, context)).find(({ at }) => at > context.now)
  const nextDeadline = next === undefined ? null : { at: next.at, summary: next.summary }
  const standing = { claimId, rules, version, decisionVersion, lastAt, status: stage.status, nextDeadline }
  return { ...standing, ...reported(claim), ...handled(claim), ...amounts(claim) }
}

type Reported = Pick<
  ClaimSummary,
  | 'branch'
  | 'region'
  | 'channel'
  | 'cause'
  | 'eventDate'
  | 'claimantId'
  | 'insuredId'
  | 'coClaimantIds'
  | 'reportedAt'
  | 'line'
  | 'integratorId'
>

function reported({ report, policy, coClaimants = [] }: Claim): Reported {
  const { branch, region, channel, cause, eventDate, claimantId, insuredId, reportedAt, integratorId = null } = report
  const line = policy.known === 'found' ? policy.line : report.line
  const coClaimantIds = coClaimants.map(({ personId }) => personId)
  const persons = { claimantId, insuredId, coClaimantIds, integratorId }
  return { branch, region, channel, cause, eventDate, reportedAt, line, ...persons }
}

type Handled = Pick<
  ClaimSummary,
  'lane' | 'ownerId' | 'queue' | 'requiredLevel' | 'decisions' | 'escalated' | 'suspectedCopyOf' | 'restedAt'
>

function handled(claim: Claim): Handled {
  const { stage, triage, owner, suspicion, escalations, restedAt } = claim
  return {
    lane: triage?.lane ?? null,
    ownerId: owner?.personId ?? null,
    queue: queueOf(claim),
    requiredLevel: stage.status === 'awaiting-approval' ? stage.proposal.requiredLevel : null,
    decisions: [...new Set(waitingDecisions(claim).map(decisionKey))],
    escalated: escalations.some(isStanding),
    suspectedCopyOf: suspicion?.otherClaimId ?? null,
    restedAt: restedAt ?? null,
  }
}

function amounts(claim: Claim): Pick<ClaimSummary, 'claimedFen' | 'approvedFen' | 'paidFen' | 'receivedAt'> {
  const { filing, stage } = claim
  const approvedFen = 'determination' in stage ? stage.determination.payFen : null
  return {
    claimedFen: filing?.claimedFen ?? null,
    receivedAt: filing?.receivedAt ?? null,
    approvedFen,
    paidFen: settledFen(claim),
  }
}
