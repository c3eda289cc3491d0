import type { Fen } from '../money.ts'
import type { Instant } from '../time.ts'
import type { Role } from './codes.ts'
import type { Proposal } from './settlement.ts'

/**
 * Money of the claim that does not leave while a suspicion is looked into (暂缓赔付). It stands beside the status and never
 * replaces it; no clock of the law stands still for it.
 */
export interface HoldRegion {
  /** Holds raised so far; the next one has the number behind it. */
  readonly raised: number
  readonly standing?: Hold | null
  /** From the agreement on a hold takes two persons: what the first of them asked for. */
  readonly proposed?: HoldProposal | null
  readonly proof?: FraudProof | null
}

/** A hold in force: how much may not leave, and why. */
export interface Hold {
  readonly n: number
  readonly amountFen: Fen
  readonly because: HoldReason
  /** Codes of what the fraud score found, where rules raised it. */
  readonly signals: readonly string[]
  /** The reason in words, where a person raised it: an opaque id of an encrypted text. */
  readonly reasonTextId?: string
  readonly raisedAt: Instant
  /** From the agreement on: it ends then unless it is renewed. */
  readonly lapsesAt?: Instant
  /** Who may renew it was told that it lapses in a day. */
  readonly lapseTold?: true
}

/** Who or what raised it: a colleague, one rule that suffices alone, or signals that add up. */
export type HoldReason = 'staff' | 'hard-rule' | 'signals'

export interface HoldProposal {
  readonly amountFen: Fen
  readonly reasonTextId: string
  readonly by: string
  readonly role: Role
}

/** Fraud as the investigator proved it (#56): of the whole claim, or of a part of it (Insurance Law 27). */
export interface FraudProof {
  readonly extent: 'whole' | 'part'
  /** What is false of it; of the whole claim, all that is claimed. */
  readonly falseFen: Fen
  readonly provenBy: string
  readonly at: Instant
  /** Number under which the case was handed to the police (移送公安). */
  readonly policeReference?: string
}

/** The proof on record, with the refusal it puts to the committee. */
export interface ProvenFraud {
  readonly proof: FraudProof
  readonly proposal: Proposal
  /** Where payees were being paid: the payments of theirs that are void by it. Nothing had left. */
  readonly payments?: readonly number[]
}

/** What the policyholder did not disclose (未如实告知), since when we know, and whether the contract was rescinded for it. */
export interface NonDisclosure {
  readonly knownAt: Instant
  /** Documents of this file that show what was asked and what was answered. */
  readonly evidence: readonly string[]
  readonly rescission?: {
    readonly servedAt: Instant
    readonly servedBy: string
    /** Number of the paper that proves the service. */
    readonly reference: string
  }
}
