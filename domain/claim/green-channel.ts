import type { DateText } from '../time.ts'
import { addYears } from '../time.ts'
import { isPaidInOneDay } from './clock-subjects.ts'
import type { GreenReason } from './emergency-state.ts'
import type { ClaimFact } from './events.ts'
import type { Claim } from './state.ts'
import { endedStatuses } from './statuses.ts'

/** From this age on a customer is served in the green channel (2021 storm practice of the industry). */
const elderlyFromYears = 60

/**
 * Whether a person of the mainland identity number (GB 11643: digits 7 to 14 are the day of birth) is elderly on a day. Of any
 * other number nothing is known.
 */
export function isElderly(identityNumber: string, on: DateText): boolean {
  const [, year, month, day] =
    /^\d{6}((?:19|20)\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])\d{3}[\dX]$/.exec(identityNumber) ?? []
  if (year === undefined || month === undefined || day === undefined) return false
  return addYears(`${year}-${month}-${day}`, elderlyFromYears) <= on
}

/** The green channel by rule: what the report says of the customer, and critical illness under a policy that pays it in one day. */
export function greenByRule(claim: Claim): ClaimFact | null {
  const { report, emergencies, stage } = claim
  if (over.has(stage.status) || endedStatuses.has(stage.status)) return null
  const known = emergencies?.greenChannel?.because ?? []
  const found: readonly GreenReason[] = [
    ...(report.greenReasons ?? []),
    ...(isPaidInOneDay(claim) ? (['critical-illness'] as const) : []),
  ]
  const because = found.filter((reason) => !known.includes(reason))
  return because.length === 0 ? null : { type: 'GreenChannelGranted', because }
}

const over: ReadonlySet<string> = new Set(['paid', 'feedback'])
