import type { Calendar } from '../clocks/calendar.ts'
import type { ServicePolicy } from '../service-policy.ts'
import type { Instant } from '../time.ts'
import type { ClaimCommandType } from './commands.ts'
import { possibleCommands } from './command-table.ts'
import type { ClaimEvent, ClaimFact } from './events.ts'
import type { Claim, ClaimStatus } from './state.ts'
import type { RaisedLimits } from './raised-authority.ts'
import type { ToldAuthority } from './told-authority.ts'

/** What rules may know of the world besides the claim: arguments, never globals. */
export interface Context {
  readonly now: Instant
  readonly calendar: Calendar
  readonly policy: ServicePolicy
  /** What the insurer's tables say of authority, where somebody asks something: the ladder in `policy` is what is left of it. */
  readonly authority?: ToldAuthority
  /** Where an event has raised the limits of a decision: by what. The ladder in `policy` is the raised one. */
  readonly raised?: RaisedLimits
}

/** Stable codes: documented, mapped to HTTP in one place, never renamed. */
export type RefusalCode =
  | 'WRONG_STATUS'
  | 'ROLE_NOT_ALLOWED'
  | 'SEPARATION_OF_DUTIES'
  | 'OWN_CLAIM'
  | 'CO_CLAIMANT'
  | 'INTEREST_KNOWN'
  | 'TOO_MANY_INTERESTED'
  | 'AUTHORITY_EXCEEDED'
  | 'STALE_VERSION'
  | 'COMMAND_REUSED'
  | 'DUPLICATE_SUSPECTED'
  | 'NO_SUSPICION'
  | 'SAME_CLAIM_ID'
  | 'NOTHING_REQUESTED'
  | 'ITEM_LISTED_TWICE'
  | 'DOCUMENT_KNOWN'
  | 'TOO_MANY_DOCUMENTS'
  | 'SECOND_REQUEST'
  | 'GROUND_CONDITION_UNMET'
  | 'GROUND_FACTS_UNKNOWN'
  | 'EVIDENCE_UNKNOWN'
  | 'EVIDENCE_MISSING'
  | 'POLICY_UNKNOWN'
  | 'LANE_ONLY_RAISED'
  | 'REVIEW_INCOMPLETE'
  | 'REVIEW_PART_TAKEN'
  | 'NO_COMPLEXITY_PROPOSED'
  | 'COMPLEXITY_KNOWN'
  | 'NOTHING_ASSESSED'
  | 'ITEM_AMOUNTS'
  | 'GROUND_MISSING'
  | 'NOTHING_PAYABLE'
  | 'IDENTITY_UNCHECKED'
  | 'SHARES_NOT_WHOLE'
  | 'PAYEE_LISTED_TWICE'
  | 'ROUNDING_PAYEE_UNKNOWN'
  | 'ACCOUNT_OF_ANOTHER'
  | 'PAYMENT_UNKNOWN_NUMBER'
  | 'PAYMENT_NOT_SUBMITTED'
  | 'PAYMENT_OPEN'
  | 'ACCOUNT_NOT_ASKED'
  | 'COMPENSATION_UNKNOWN'
  | 'REASON_MISSING'
  | 'SCORE_RANGE'
  | 'NOT_A_TEST'
  | 'NEVER_ASSESSED'
  | 'NOTICE_UNKNOWN'
  | 'NOTICE_SETTLED'
  | 'BEFORE_THE_ACT'
  | 'IN_THE_FUTURE'
  | 'ASSIGNEE_MISSING'
  | 'NOT_OWNER'
  | 'CHANNEL_MISSING'
  | 'AMOUNT_NOT_FEN'
  | 'TOO_LATE_TO_DENY'
  | 'SURVEY_UNDECIDED'
  | 'SAME_POLICY'
  | 'TOO_MANY_RELINKS'
  | 'ALREADY_PAID'
  | 'ESCALATION_UNKNOWN'
  | 'ESCALATION_CLEARED'
  | 'ESCALATION_NOT_TOLD'
  | 'CLAUSE_MISSING'
  | 'ASSIGNEE_ROLE'
  | 'NO_DISPUTE'
  | 'DISPUTE_OPEN'
  | 'DISPUTE_STATE'
  | 'DISPUTE_FULL'
  | 'SETTLEMENT_AMOUNT'
  | 'HELD'
  | 'HOLD_AMOUNT'
  | 'HOLD_NOT_PROPOSED'
  | 'NO_HOLD'
  | 'COUNTERSIGNATURE_MISSING'
  | 'NOTHING_TO_COUNTERSIGN'
  | 'NON_DISCLOSURE_KNOWN'
  | 'NO_NON_DISCLOSURE'
  | 'RESCISSION_SERVED'
  | 'GROUND_LOST'
  | 'PREPAYMENT_UNKNOWN'
  | 'PREPAYMENT_OPEN'
  | 'PREPAYMENT_AMOUNT'
  | 'TOO_MANY_PREPAYMENTS'
  | 'ADVANCE_NOT_DUE'
  | 'ADVANCE_IN_FLIGHT'
  | 'ADVANCE_PAID'
  | 'RECOVERY_UNKNOWN'
  | 'RECOVERY_AMOUNT'
  | 'RECOVERY_NOT_ALLOWED'
  | 'TOO_MANY_RECOVERIES'
  | 'DOUBLE_VOTE'
  | 'COMMITTEE_NOT_NEEDED'
  | 'SURVEY_MANNER'
  | 'LIMIT_LIFTED'
  | 'DOCUMENT_WAIVED'
  | 'EVENT_UNKNOWN'
  | 'EVENT_ENDED'
  | 'EVENT_JOINED'
  | 'EVENT_NOT_JOINED'
  | 'EXERCISE_ONLY'
  | 'EXERCISE_NOT_PAID'
  | 'GREEN_CHANNEL_KNOWN'
  | 'CONTACT_KNOWN'
  | 'BEFORE_COMMITTEE'
  | 'NOTHING_BROUGHT'
  | 'FIXED_BENEFIT'
  | 'RESERVE_BELOW_PAID'
  | 'SAME_RESERVE'
  | 'INVOICE_KNOWN'
  | 'TOO_MANY_INVOICES'
  | 'INVOICE_UNKNOWN'
  | 'INVOICE_NOT_VERIFIED'
  | 'INVOICE_EXCEEDED'
  | PayeeRefusalCode

/** Of payees, their screening and rescue costs. */
export type PayeeRefusalCode =
  | 'PAYEES_FROZEN'
  | 'PAYEE_UNKNOWN'
  | 'PAYEE_NOT_ON_FILE'
  | 'STANDING_NOT_POSSIBLE'
  | 'EARLIER_MONEY_UNCLEAR'
  | 'THAW_ONE_BY_ONE'
  | 'PAYMENT_UNDER_WAY'
  | 'GUARDIAN_MISSING'
  | 'AGE_DISAGREES'
  | 'PROVIDER_UNAUTHORISED'
  | 'PAYEE_UNIDENTIFIED'
  | 'BENEFICIARIES_MISSING'
  | 'DESIGNATION_UNCLEAR'
  | 'BENEFICIARY_SHARES'
  | 'LIABILITY_THIRD_PARTY_UNPAID'
  | 'LIABILITY_NOT_ESTABLISHED'
  | 'PAYMENT_NOT_HELD'
  | 'NO_MEASURE'
  | 'OBJECTION_OPEN'
  | 'NO_OBJECTION'
  | 'RESCUE_NOT_COVERED'
  | 'RESCUE_NOTED'

/** No, as a value: it changes nothing and says what would be possible instead. */
export interface Refusal {
  readonly code: RefusalCode
  /** A sentence for people, without personal data. */
  readonly message: string
  readonly status: ClaimStatus | 'none'
  /** Commands the status would accept; to whoever asked, those this claim would take from them (possible.ts). */
  readonly possible: readonly ClaimCommandType[]
  /** JSON pointer into the command, when one field is at fault. */
  readonly field?: string
  /** Roles or levels that could do it. */
  readonly whoMay?: readonly string[]
  /** The claim this one may be a copy of, when that stands in the way. */
  readonly otherClaimId?: string
  /** The command that takes away what stands in the way. */
  readonly resolvedBy?: ClaimCommandType
}

export type Decision = { readonly events: readonly ClaimEvent[] } | { readonly refusal: Refusal }

/** What one stage function answers: facts, in order, or no. `at`: when they happened, where that was not now. */
export type Outcome = { readonly facts: readonly ClaimFact[]; readonly at?: Instant } | { readonly refusal: Refusal }

/** Yes: the facts, in the order in which they happened. */
export const happens = (...facts: readonly ClaimFact[]): Outcome => ({ facts })

/** A refusal of this claim, with what its status would accept instead. */
export function refuse(
  claim: Claim | null,
  code: RefusalCode,
  message: string,
  more: RefusalMore = {},
): { readonly refusal: Refusal } {
  const status = claim?.stage.status ?? 'none'
  return { refusal: { code, message, status, possible: possibleCommands(status), ...more } }
}

type RefusalMore = Pick<Refusal, 'field' | 'whoMay' | 'otherClaimId' | 'resolvedBy'>
