import type { AuthorityLevel } from '../authority.ts'
import { mayDecide } from '../authority.ts'
import type { Fen } from '../money.ts'
import { isFen } from '../money.ts'
import { settledFen } from './assessment.ts'
import type { Actor, CommandOf } from './commands.ts'
import type { Context, Outcome, RefusalCode } from './decision.ts'
import { happens, refuse } from './decision.ts'
import type { FactOf } from './events.ts'
import type { Claim } from './state.ts'
import { endedStatuses } from './statuses.ts'

/** #6: taken up, with what is set aside for it by rule (Health measures 48). */
export function taking(claim: Claim, because: FactOf<'ClaimAccepted'>['because']): FactOf<'ClaimAccepted'> {
  const reserveFen = firstReserveFen(claim)
  return { type: 'ClaimAccepted', because, ...(reserveFen === null ? {} : { reserveFen }) }
}

/** What is claimed, at most the sum insured; without an amount the sum insured. Null while neither is known. */
function firstReserveFen({ filing, policy }: Pick<Claim, 'filing' | 'policy'>): Fen | null {
  const limitFen = policy.known === 'found' ? policy.sumInsuredFen : null
  const claimedFen = filing?.claimedFen ?? null
  if (claimedFen === null || limitFen === null) return claimedFen ?? limitFen
  return Math.min(claimedFen, limitFen)
}

/** Another reserve, for the whole of the claim: whoever sets it may decide so much by the ladder. */
export function setReserve(
  claim: Claim,
  { reserveFen, reasonTextId }: CommandOf<'SetReserve'>,
  { authorityLevel }: Actor,
  { policy: { ladder } }: Context,
): Outcome {
  const fault = reserveFault(claim, reserveFen)
  if (fault !== null) return refuse(claim, ...fault, { field: '/reserveFen' })
  const need = { payFen: null, refuseFen: null, reserveFen }
  // A5 is a committee: no single person holds its authority.
  if (authorityLevel >= 5 || !mayDecide(ladder, authorityLevel, need)) {
    const whoMay = ladder.filter(({ level }) => mayDecide(ladder, level, need)).map(({ level }) => `A${level}`)
    return refuse(claim, 'AUTHORITY_EXCEEDED', `this reserve is beyond step A${authorityLevel}`, { whoMay })
  }
  return happens({ type: 'ReserveSet', reserveFen, reasonTextId, level: authorityLevel as AuthorityLevel })
}

/** What is set aside now, for the whole of the claim; null where nobody has said anything yet. */
export const reserveOf = ({ reserves = [] }: Pick<Claim, 'reserves'>): Fen | null => reserves.at(-1)?.reserveFen ?? null

/** What is still set aside: what has been paid is not, and of a claim that has ended nothing is. */
export function outstandingReserveFen(claim: Claim): Fen {
  if (endedStatuses.has(claim.stage.status)) return 0
  return Math.max(0, (reserveOf(claim) ?? 0) - settledFen(claim))
}

function reserveFault(claim: Claim, fen: Fen): [RefusalCode, string] | null {
  if (!isFen(fen)) return ['AMOUNT_NOT_FEN', 'a reserve is a whole number of fen, not negative']
  if (fen === reserveOf(claim)) return ['SAME_RESERVE', 'this is the reserve already']
  if (fen < settledFen(claim)) return ['RESERVE_BELOW_PAID', 'a reserve covers the whole claim: more has been paid']
  return null
}
