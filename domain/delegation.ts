import type { AuthorityKind, AuthorityLevel } from './authority.ts'
import type { DateText } from './time.ts'

/**
 * Authority lent for some days (授权委托): who is lent it decides by the step its owner holds himself, never by one he was
 * lent. Opaque person ids only.
 */
export interface Delegation {
  readonly fromPersonId: string
  /** The owner's own step when he lent it. */
  readonly fromLevel: AuthorityLevel
  /** The owner's branch: lent for its claims and for those below it. */
  readonly fromBranch: string
  readonly toPersonId: string
  readonly kinds: readonly AuthorityKind[]
  /** Whole days in Asia/Shanghai, both included: nothing is lent without an end. */
  readonly from: DateText
  readonly to: DateText
}

/** What one person lends, without what is known of him. */
export type Lending = Omit<Delegation, 'fromPersonId' | 'fromLevel' | 'fromBranch'>

/** What is wrong with what somebody lends, by JSON pointer. */
export interface DelegationFault {
  readonly code: 'DELEGATION_DAYS' | 'DELEGATION_OVERLAP' | 'DELEGATION_CIRCLE'
  readonly field: string
  readonly message: string
}

/** Of whom it is asked what he was lent: for which kinds of decision, on which day, and what he holds himself. */
interface LendingCase {
  readonly personId: string
  readonly ownLevel: number
  readonly day: DateText
  readonly kinds: readonly AuthorityKind[]
}

/** The highest step somebody was lent for all these kinds, or null when none is above his own. */
export function lentTo(
  delegations: readonly Delegation[],
  { personId, ownLevel, day, kinds }: LendingCase,
): Delegation | null {
  const lent = delegations.filter(
    (delegation) =>
      delegation.toPersonId === personId &&
      delegation.fromLevel > ownLevel &&
      covers(delegation, day) &&
      kinds.every((kind) => delegation.kinds.includes(kind)),
  )
  const [highest] = lent.toSorted((one, other) => other.fromLevel - one.fromLevel)
  return highest ?? null
}

/** To whom somebody lent all these kinds on a day, the first named first. */
export function lentBy(
  delegations: readonly Delegation[],
  { personId, day, kinds }: Omit<LendingCase, 'ownLevel'>,
): readonly Delegation[] {
  return delegations.filter(
    (delegation) =>
      delegation.fromPersonId === personId &&
      covers(delegation, day) &&
      kinds.every((kind) => delegation.kinds.includes(kind)),
  )
}

/**
 * The first fault of what a person lends, or null: days run forward, a kind is lent to one person a day, and what others
 * lend does not lead back to him.
 */
export function delegationFault(
  personId: string,
  lendings: readonly Lending[],
  others: readonly Delegation[],
): DelegationFault | null {
  return backwards(lendings) ?? overlap(lendings) ?? circle(personId, lendings, others)
}

interface Days {
  readonly from: DateText
  readonly to: DateText
}

const covers = ({ from, to }: Days, day: DateText): boolean => from <= day && day <= to

const meets = (one: Days, other: Days): boolean => one.from <= other.to && other.from <= one.to

function backwards(lendings: readonly Lending[]): DelegationFault | null {
  const index = lendings.findIndex(({ from, to }) => to < from)
  if (index < 0) return null
  const message = 'the last day lies before the first'
  return { code: 'DELEGATION_DAYS', field: `/delegations/${index}/to`, message }
}

function overlap(lendings: readonly Lending[]): DelegationFault | null {
  const index = lendings.findIndex((lending, at) =>
    lendings.slice(0, at).some((earlier) => meets(earlier, lending) && sharesKind(earlier, lending)),
  )
  if (index < 0) return null
  const message = 'somebody else is lent the same on these days'
  return { code: 'DELEGATION_OVERLAP', field: `/delegations/${index}/from`, message }
}

const sharesKind = (one: Lending, other: Lending): boolean => one.kinds.some((kind) => other.kinds.includes(kind))

/** A chain of lendings back to where it began, on days all of its links have in common: two who are both away. */
function circle(personId: string, lendings: readonly Lending[], others: readonly Delegation[]): DelegationFault | null {
  const links = others.filter((other) => other.fromPersonId !== personId)
  const index = lendings.findIndex((lending) => leadsTo(links, lending, personId))
  if (index < 0) return null
  const message = 'who is lent it lends, in the end, to whom it comes from'
  return { code: 'DELEGATION_CIRCLE', field: `/delegations/${index}/toPersonId`, message }
}

/** Follows what is lent on the same days; each person is asked once. */
function leadsTo(links: readonly Delegation[], lending: Lending, personId: string): boolean {
  const reached = new Set([lending.toPersonId])
  for (const person of reached) {
    for (const next of links) {
      if (next.fromPersonId === person && meets(next, lending)) reached.add(next.toPersonId)
    }
  }
  return reached.has(personId)
}
