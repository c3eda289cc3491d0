import { limitOf } from '../authority.ts'
import type { Fen } from '../money.ts'
import { isFen, sumFen } from '../money.ts'
import { settledFen } from './assessment.ts'
import { authorityOf, authorityUsed, bringing, takesCommittee } from './authority-bar.ts'
import { reserveNeed } from './authority-need.ts'
import type { Actor, CommandOf } from './commands.ts'
import type { Ballot } from './committee.ts'
import type { Context, Outcome, Refusal, RefusalCode } from './decision.ts'
import { happens, refuse } from './decision.ts'
import type { FactOf } from './events.ts'
import { isFromPayee } from './prepaid.ts'
import type { AuthorityUsed, Claim, ProvenDiagnosis } from './state.ts'
import { endedStatuses } from './statuses.ts'

/** #6: taken up, with what is set aside for it by rule (Health measures 48). */
export function taking(
  claim: Claim,
  because: FactOf<'ClaimAccepted'>['because'],
  diagnosis?: ProvenDiagnosis,
): FactOf<'ClaimAccepted'> {
  const reserveFen = firstReserveFen(claim)
  const reserved = reserveFen === null ? {} : { reserveFen }
  return { type: 'ClaimAccepted', because, ...reserved, ...(diagnosis === undefined ? {} : { diagnosis }) }
}

/** What is claimed, at most the sum insured; without an amount the sum insured. Null while neither is known. */
function firstReserveFen({ filing, policy }: Pick<Claim, 'filing' | 'policy'>): Fen | null {
  const limitFen = policy.known === 'found' ? policy.sumInsuredFen : null
  const claimedFen = filing?.claimedFen ?? null
  if (claimedFen === null || limitFen === null) return claimedFen ?? limitFen
  return Math.min(claimedFen, limitFen)
}

/**
 * Another reserve, for the whole of the claim: whoever sets it may decide so much by the ladder. Beyond head office the
 * committee votes on it; another one brought before it takes the place of the first, whose votes fall with it.
 */
export function setReserve(
  claim: Claim,
  { reserveFen, reasonTextId }: CommandOf<'SetReserve'>,
  actor: Actor,
  context: Context,
): Outcome {
  const fault = reserveFault(claim, reserveFen)
  if (fault !== null) return refuse(claim, ...fault, { field: '/reserveFen' })
  const need = reserveNeed(reserveFen)
  if (takesCommittee(need, context)) return bringReserve(claim, { reserveFen, reasonTextId }, actor)
  const authority = authorityOf(claim, need, actor, context)
  return 'refusal' in authority ? authority : happens(reserveSet({ reserveFen, reasonTextId }, authority, context))
}

/** #28: what the committee votes on, and what its majority brings about. A word on one amount counts for no other. */
export function reserveBallot(
  claim: Claim,
  { reserveFen }: Pick<Wanted, 'reserveFen'>,
  actor: Actor,
  context: Context,
): Ballot | { readonly refusal: Refusal } {
  const { proposedReserve: brought } = claim
  if (!brought) return refuse(claim, 'NOTHING_BROUGHT', 'no reserve waits for the committee', { field: '/on' })
  if (brought.reserveFen !== reserveFen) {
    const message = 'no reserve of this amount waits for the committee: look at the one that does'
    return refuse(claim, 'NOTHING_BROUGHT', message, { field: '/on/reserveFen' })
  }
  const fault = reserveFault(claim, brought.reserveFen)
  const carried =
    fault === null ? happens(reserveSet(brought, authorityUsed(5, actor, context), context)) : refuse(claim, ...fault)
  return {
    need: reserveNeed(brought.reserveFen),
    votes: brought.votes,
    broughtBy: brought.broughtBy,
    carried,
    lost: (reasonTextId) => ({ type: 'ReserveReturned', reasonTextId }),
  }
}

type Wanted = Pick<CommandOf<'SetReserve'>, 'reserveFen' | 'reasonTextId'>

function bringReserve(claim: Claim, { reserveFen, reasonTextId }: Wanted, actor: Actor): Outcome {
  if (claim.proposedReserve?.reserveFen === reserveFen)
    return refuse(claim, 'BEFORE_COMMITTEE', 'the committee votes on this reserve already', { field: '/reserveFen' })
  return bringing(claim, actor) ?? happens({ type: 'ReserveProposed', reserveFen, reasonTextId })
}

function reserveSet(
  { reserveFen, reasonTextId }: Wanted,
  authority: AuthorityUsed,
  { policy }: Context,
): FactOf<'ReserveSet'> {
  const step = policy.ladder.find((candidate) => candidate.level === authority.level)
  const limits = { reserveFen: step === undefined ? null : limitOf(step, 'reserve') }
  return { type: 'ReserveSet', reserveFen, reasonTextId, ...authority, limits }
}

/** What is set aside now, for the whole of the claim; null where nobody has said anything yet. */
export const reserveOf = ({ reserves = [] }: Pick<Claim, 'reserves'>): Fen | null => reserves.at(-1)?.reserveFen ?? null

/** What is still set aside: what has been paid is not, and of a claim that has ended nothing is. */
export function outstandingReserveFen(claim: Claim): Fen {
  if (endedStatuses.has(claim.stage.status)) return 0
  return Math.max(0, (reserveOf(claim) ?? 0) - paidOutFen(claim))
}

/** Paid on this claim, in advance too, and not come back. Interest on a late payment is no part of the loss. */
const paidOutFen = (claim: Claim): Fen => settledFen(claim) - cameBackFen(claim)

const cameBackFen = ({ recoveries = [] }: Claim): Fen =>
  sumFen(recoveries.filter(({ cause }) => isFromPayee(cause)).map(({ receivedFen }) => receivedFen))

function reserveFault(claim: Claim, fen: Fen): [RefusalCode, string] | null {
  if (!isFen(fen)) return ['AMOUNT_NOT_FEN', 'a reserve is a whole number of fen, not negative']
  if (fen === reserveOf(claim)) return ['SAME_RESERVE', 'this is the reserve already']
  if (fen < paidOutFen(claim)) return ['RESERVE_BELOW_PAID', 'a reserve covers the whole claim: more has been paid']
  return null
}
