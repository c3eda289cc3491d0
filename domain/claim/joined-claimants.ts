import type { Instant } from '../time.ts'
import type { ClaimCommandType } from './commands.ts'
import type { Request } from './decide.ts'
import type { Claim, ClaimFile } from './state.ts'

/**
 * Somebody whose own claim for the same loss was joined to this one (#4): another beneficiary, or another benefit. He sees
 * this claim from then on. The person's id is opaque.
 */
export interface CoClaimant {
  readonly personId: string
  readonly fromClaimId: string
  readonly since: Instant
}

/** More than a loss has beneficiaries; the list travels whole through every continue-as-new. */
export const coClaimantsAtMost = 20

/** True of a person whose own claim for the same loss was joined to this one (#4). */
export const isCoClaimant = ({ coClaimants = [] }: Pick<ClaimFile, 'coClaimants'>, personId: string): boolean =>
  coClaimants.some((joined) => joined.personId === personId)

/** Who goes along with a copy into its original: those who joined it, and where it is joined itself its claimant. */
export function claimantsOf(
  { report, coClaimants = [] }: Claim,
  because: 'same-claim' | 'joined-claim' | 'test',
): string[] {
  const joined = coClaimants.map(({ personId }) => personId)
  return because === 'joined-claim' ? [report.claimantId, ...joined] : joined
}

/** Of those who come with a copy, who is not a claimant here yet. */
export function newcomers(claim: Claim, claimants: readonly string[]): readonly string[] {
  return [...new Set(claimants)].filter((id) => id !== claim.report.claimantId && !isCoClaimant(claim, id))
}

/** The claimants with those a copy brought. */
export const withJoined = (
  { coClaimants = [] }: Claim,
  joined: readonly string[],
  from: Pick<CoClaimant, 'fromClaimId' | 'since'>,
): readonly CoClaimant[] => [...coClaimants, ...joined.map((personId) => ({ personId, ...from }))]

/** What speaks for the claim as a whole stays with whoever filed it: a joined claimant brings documents and reads. */
const forTheWhole: ReadonlySet<ClaimCommandType> = new Set<ClaimCommandType>([
  'AgreeOffer',
  'DisagreeOffer',
  'RaiseDispute',
  'WithdrawClaim',
  'ChangeContacts',
  'GiveFeedback',
])

/** Whether a joined claimant asks what binds the others too. */
export const speaksForOthers = (claim: Claim, { actor, command }: Request): boolean =>
  actor.role === 'claimant' &&
  forTheWhole.has(command.type) &&
  actor.id !== claim.report.claimantId &&
  isCoClaimant(claim, actor.id)
