import type { Role } from '../claim/codes.ts'
import type { NoticeRecipient } from '../claim/notice.ts'
import type { DateText } from '../time.ts'

/** Roles somebody is on duty for: whoever may be told that time runs out. */
export const dutyRoles = [
  'intake-clerk',
  'reviewer',
  'surveyor',
  'assessor',
  'payment-clerk',
  'payment-checker',
  'approver',
  'supervisor',
  'branch-head',
  'head-office',
  'compliance',
  'dispute-handler',
  'siu-investigator',
] as const satisfies readonly Role[]
export type DutyRole = (typeof dutyRoles)[number]

/** Who holds which role at one branch, and who stands in for whom (值班表). Opaque person ids only. */
export interface DutyRoster {
  readonly duties: readonly Duty[]
  readonly standIns: readonly StandIn[]
}

/** Whole days in Asia/Shanghai, first and last included; without a last one until further notice. */
interface Days {
  readonly from: DateText
  readonly to?: DateText
}

export interface Duty extends Days {
  readonly role: DutyRole
  readonly personId: string
}

/** While a person is away another stands in (代班), in whatever role. */
export interface StandIn extends Days {
  readonly personId: string
  readonly standInId: string
}

/** What is wrong with a roster, by JSON pointer. */
export interface RosterFault {
  readonly code: 'ROSTER_DAYS' | 'ROSTER_OVERLAP' | 'ROSTER_CIRCLE'
  readonly field: string
  readonly message: string
}

/**
 * The first fault of a roster, or null: each role has one holder a day, each absent person one stand-in, and nobody
 * stands in, through others or not, for himself.
 */
export function rosterFault({ duties, standIns }: DutyRoster): RosterFault | null {
  return (
    backwards('duties', duties) ??
    backwards('standIns', standIns) ??
    overlap('duties', duties, (duty) => duty.role) ??
    overlap('standIns', standIns, (absence) => absence.personId) ??
    circle(standIns)
  )
}

/**
 * Who is told what concerns a role on a day: its holder, or who stands in for him. The rosters are those of the branch
 * and of the branches above it, nearest first: a role nobody holds at a branch is looked for above.
 *
 * @returns null when the role is held by nobody: then the notice goes to the role's post.
 */
export function personOnDuty(
  rosters: readonly DutyRoster[],
  { role, day, ownerId }: { readonly role: Role; readonly day: DateText; readonly ownerId?: string | undefined },
): NoticeRecipient | null {
  const holder = ownerId ?? holderOf(rosters, role, day)
  if (holder === null) return null
  const personId = present(rosters, holder, day)
  if (personId === null) return null
  return personId === holder ? { personId } : { personId, standsInFor: holder }
}

/** Who holds a role on a day by these rosters, nearest branch first; null when nobody does. */
export const holderOf = (rosters: readonly DutyRoster[], role: Role, day: DateText): string | null =>
  rosters.flatMap(({ duties }) => duties).find((duty) => duty.role === role && covers(duty, day))?.personId ?? null

/** Whether a roster says that somebody else stands in for this person on a day. */
export const isAway = (rosters: readonly DutyRoster[], personId: string, day: DateText): boolean =>
  rosters.flatMap(({ standIns }) => standIns).some((absence) => absence.personId === personId && covers(absence, day))

/** A branch and those above it, nearest first: administrative codes are nested in pairs, 000000 is the company. */
export function branchAndAbove(branch: string): readonly string[] {
  return [...new Set([branch, `${branch.slice(0, 4)}00`, `${branch.slice(0, 2)}0000`, company])]
}

/** Whether a code can be a branch's: the company, or inside a province that exists (GB/T 2260). */
export const isBranchCode = (code: string): boolean =>
  /^\d{6}$/.test(code) && (code === company || provinces.has(code.slice(0, 2)))

const company = '000000'
const provinces: ReadonlySet<string> = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(' '),
)

/** Follows stand-ins until somebody is there; rosters of several branches may send each other round: then nobody is. */
function present(rosters: readonly DutyRoster[], holder: string, day: DateText): string | null {
  const absences = rosters.flatMap(({ standIns }) => standIns).filter((absence) => covers(absence, day))
  const asked = new Set<string>()
  let person = holder
  for (;;) {
    if (asked.has(person)) return null
    asked.add(person)
    const away = absences.find(({ personId }) => personId === person)
    if (away === undefined) return person
    person = away.standInId
  }
}

const covers = ({ from, to }: Days, day: DateText): boolean => from <= day && (to === undefined || day <= to)

const meets = (one: Days, other: Days): boolean =>
  one.from <= (other.to ?? one.from) && other.from <= (one.to ?? other.from)

function backwards(list: string, rows: readonly Days[]): RosterFault | null {
  const index = rows.findIndex(({ from, to }) => to !== undefined && to < from)
  if (index < 0) return null
  return { code: 'ROSTER_DAYS', field: `/${list}/${index}/to`, message: 'the last day lies before the first' }
}

function overlap<Row extends Days>(
  list: string,
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): RosterFault | null {
  const isTaken = (row: Row, index: number): boolean =>
    rows.slice(0, index).some((earlier) => keyOf(earlier) === keyOf(row) && meets(earlier, row))
  const index = rows.findIndex(isTaken)
  if (index < 0) return null
  const message = list === 'duties' ? 'the role has another holder on these days' : 'somebody else stands in then'
  return { code: 'ROSTER_OVERLAP', field: `/${list}/${index}/from`, message }
}

/** A chain of stand-ins that leads back to where it began, on days all of its links have in common. */
function circle(standIns: readonly StandIn[]): RosterFault | null {
  const index = standIns.findIndex((link) => leadsTo(standIns, link, link.personId, 0))
  if (index < 0) return null
  const message = 'who stands in is, in the end, the one who is away'
  return { code: 'ROSTER_CIRCLE', field: `/standIns/${index}/standInId`, message }
}

function leadsTo(standIns: readonly StandIn[], link: StandIn, person: string, depth: number): boolean {
  if (link.standInId === person) return true
  if (depth > standIns.length) return false
  return standIns.some(
    (next) =>
      next.personId === link.standInId && meets(next, link) && leadsTo(standIns, both(link, next), person, depth + 1),
  )
}

/** The next link, on the days it has in common with the chain so far. */
function both(link: StandIn, next: StandIn): StandIn {
  const from = link.from > next.from ? link.from : next.from
  const ends = [link.to, next.to].filter((day) => day !== undefined).toSorted()
  const { personId, standInId } = next
  return { personId, standInId, from, ...(ends[0] === undefined ? {} : { to: ends[0] }) }
}
