import type { AuthorityLevel } from '../authority.ts'
import type { Fen } from '../money.ts'
import type { DateText, Instant } from '../time.ts'
import type { ClaimChannel, ClaimLane, ClaimLine, LossCause, Role } from './codes.ts'
import type { ClaimStatus } from './state.ts'

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
  readonly integratorId: string | null
  readonly ownerId: string | null
  /** Role in whose queue the claim stands when nobody owns it. */
  readonly queue: Role | null
  readonly requiredLevel: AuthorityLevel | null
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
