import type { ClaimLine } from '../claim/codes.ts'
import type { DateText } from '../time.ts'
import type { ContactSource } from './contact-task.ts'
import { divisionOf } from './divisions.ts'
import type { EventScope } from './event-word.ts'
import type { EventLevel } from './grades.ts'

/** Where each level looks for those affected (主动排查), at least. Source: lifecycle design, proactive search. */
const sourcesOfLevel: Readonly<Record<EventLevel, readonly ContactSource[]>> = {
  III: ['policy'],
  II: ['policy'],
  I: ['policy', 'hospital-list', 'government-list', 'agent-list'],
}

/** Where the level looks and nobody has looked yet. */
export const sourcesLeft = (level: EventLevel, searched: readonly ContactSource[]): readonly ContactSource[] =>
  sourcesOfLevel[level].filter((source) => !searched.includes(source))

/** A contract as the policy system lists it for a zone. */
export interface ListedPolicy {
  readonly policyNo: string
  readonly line: ClaimLine
  readonly branch: string
  readonly effectiveFrom: DateText
  readonly effectiveTo: DateText
  readonly insuredPersonIds: readonly string[]
}

/** Whether a contract may cover a loss of the event: kept for a zone, in force on a day of the window, of a line meant. */
export function isInSearch({ zones, from, to, lines }: EventScope, policy: ListedPolicy): boolean {
  return (
    zones.some((zone) => isKeptFor(zone, policy)) &&
    policy.effectiveFrom <= to &&
    from <= policy.effectiveTo &&
    (lines.length === 0 || lines.includes(policy.line))
  )
}

/**
 * The branch lies in the zone, or the zone in the division of the branch: a city's branch keeps the contracts of its districts,
 * and which of them nobody knows before the person is asked.
 */
const isKeptFor = (zone: string, { branch }: ListedPolicy): boolean =>
  branch.startsWith(zone) || zone.startsWith(divisionOf(branch))

/** Zones that lie in no other of the list: `41` takes `4101` with it, so that no page is asked for twice. */
export const widestZones = (zones: readonly string[]): readonly string[] =>
  [...new Set(zones)].filter((zone) => !zones.some((other) => other !== zone && zone.startsWith(other))).toSorted()
