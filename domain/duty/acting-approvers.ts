import type { AuthorityKind, AuthorityLevel } from '../authority.ts'
import { stepRoles } from '../authority.ts'
import type { Role } from '../claim/codes.ts'
import type { Delegation } from '../delegation.ts'
import { lentBy } from '../delegation.ts'
import type { DateText } from '../time.ts'
import type { DutyRoster } from './roster.ts'
import { holderOf, isAway } from './roster.ts'

/** Somebody a decision may wait for. */
export interface ActingApprover {
  /** Null: no step is asked. */
  readonly level: AuthorityLevel | null
  readonly role: Role
  /** Null: nobody is named in the roster, whoever has the role. */
  readonly personId: string | null
  /** Who is away and lent it. */
  readonly onBehalfOf?: string
}

interface Approving {
  /** The lowest step that suffices. */
  readonly level: AuthorityLevel
  readonly kinds: readonly AuthorityKind[]
  readonly day: DateText
  /** Of the claim's branch and those above it, nearest first. */
  readonly rosters: readonly DutyRoster[]
  readonly delegations: readonly Delegation[]
}

/**
 * #29: for whom a decision waits, and who else may take it: the lowest step that suffices first, its holder or, while he is
 * away, whom he lent it to; without either the next step up, never one below.
 */
export function actingApprovers(approving: Approving): readonly ActingApprover[] {
  if (approving.level === 5) return [{ level: 5, role: stepRoles[5], personId: null }]
  const acting = alone.filter((level) => level >= approving.level).flatMap((level) => actingAt(level, approving))
  return acting.length > 0 ? acting : [{ level: 4, role: stepRoles[4], personId: null }]
}

/** The second person a payment waits for, by whatever step. */
export const actingChecker = (rosters: readonly DutyRoster[], day: DateText): ActingApprover => {
  const holder = holderOf(rosters, 'payment-checker', day)
  const isHere = holder !== null && !isAway(rosters, holder, day)
  return { level: null, role: 'payment-checker', personId: isHere ? holder : null }
}

/** Steps one person decides on. */
const alone: readonly Exclude<AuthorityLevel, 5>[] = [1, 2, 3, 4]

function actingAt(level: AuthorityLevel, { rosters, delegations, day, kinds }: Approving): readonly ActingApprover[] {
  const role = stepRoles[level]
  const holder = holderOf(rosters, role, day)
  if (holder === null) return [{ level, role, personId: null }]
  if (!isAway(rosters, holder, day)) return [{ level, role, personId: holder }]
  return lentBy(delegations, { personId: holder, day, kinds })
    .filter(({ fromLevel, toPersonId }) => fromLevel >= level && !isAway(rosters, toPersonId, day))
    .map(({ toPersonId }) => ({ level, role, personId: toPersonId, onBehalfOf: holder }))
}
