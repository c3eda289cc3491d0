import type { DocumentKind } from '../claim/codes.ts'
import type { Instant } from '../time.ts'
import type { AskedMeasures, AskedMultiplier } from './event-commands.ts'
import type { EventFault } from './event-refusal.ts'
import type { EventActor, MeasureOverrides } from './event-state.ts'
import type { EventKind, EventLevel } from './grades.ts'
import type { AuthorityMultiplier, Measures } from './measures.ts'
import { measuresOfGrade, multiplierCap } from './measures.ts'

/** Who gets the money, and that it is them, is never taken on trust: these are asked for at any level. */
export const neverWaived: readonly DocumentKind[] = ['identity', 'bank-account', 'relationship-proof']

/** Never waived either, though where `deathProofByList` says so the government's list of the dead proves the same. */
const proofOfDeath: DocumentKind = 'death-certificate'

/** A target may be shorter than the norm's clocks, never longer: 24 hours to the first answer, ten working days to the money. */
const contactHoursMost = 24
const settleDaysMost = 10
/** Money in advance is there on the next working day at the latest (E3). */
const prepaidDaysMost = 1
/** The epidemic policy (C21) is the longest in an event of public health, at any level. */
const epidemicContactHours = 1
const epidemicSettleDays = 1
/** Property up to this is looked at by nobody at most. Source: practice of the 2021 rainstorm. */
const noSurveyMostFen = 5_000_000

/** The defaults of a level. Public health is contacted in an hour and settled in a working day at any level (2020 epidemic policy). */
export const defaultMeasures = (kind: EventKind, level: EventLevel): Measures =>
  kind === 'public-health'
    ? { ...measuresOfGrade[level], contactHours: epidemicContactHours, settleWorkingDays: epidemicSettleDays }
    : measuresOfGrade[level]

export interface MeasuresCase {
  readonly kind: EventKind
  readonly level: EventLevel
  readonly asked: AskedMeasures
  readonly actor: EventActor
  readonly now: Instant
}

/** What is overridden, with the name of who raised a multiplier; or the first thing that is wrong with it. */
export function overridesOf(
  one: MeasuresCase,
): { readonly overrides: MeasureOverrides } | { readonly fault: EventFault } {
  const { multiplier, ...others } = one.asked
  const fault = neverChanged(one) ?? outOfRange(one)
  if (fault !== null) return { fault }
  if (multiplier === undefined) return { overrides: others }
  if (multiplier === null) return { overrides: { ...others, multiplier } }
  const raised = raise(multiplier, one)
  return 'fault' in raised ? raised : { overrides: { ...others, multiplier: raised } }
}

function neverChanged({ asked: { waivedDocuments = [] } }: MeasuresCase): EventFault | null {
  const place = waivedDocuments.findIndex((document) => neverWaived.includes(document) || document === proofOfDeath)
  if (place < 0) return null
  const message =
    waivedDocuments[place] === proofOfDeath
      ? 'a death is proven at any level: by its certificate, or by a list the government published (deathProofByList)'
      : 'who is paid is proven at any level: identity, relationship and account are never waived'
  return { code: 'MEASURE_NEVER_CHANGED', message, field: `/measures/waivedDocuments/${place}` }
}

function outOfRange({ kind, asked }: MeasuresCase): EventFault | null {
  const isEpidemic = kind === 'public-health'
  const { contactHours, settleWorkingDays, noSurveyUpToFen, prepayment, doorToDoorWorkingDays } = asked
  const bounds: readonly (readonly [string, number | null | undefined, number])[] = [
    // No target at all is longer than any.
    ['contactHours', orLongest(contactHours, isEpidemic), isEpidemic ? epidemicContactHours : contactHoursMost],
    ['settleWorkingDays', orLongest(settleWorkingDays, isEpidemic), isEpidemic ? epidemicSettleDays : settleDaysMost],
    ['noSurveyUpToFen', noSurveyUpToFen, noSurveyMostFen],
    ['prepayment/sharePercent', prepayment?.sharePercent, 100],
    ['prepayment/withinWorkingDays', prepayment?.withinWorkingDays, prepaidDaysMost],
    ['doorToDoorWorkingDays', doorToDoorWorkingDays, settleDaysMost],
  ]
  for (const [name, value, most] of bounds) {
    const least = name.startsWith('prepayment/') ? 0 : 1
    if (value === null || value === undefined) continue
    if (Number.isSafeInteger(value) && value >= least && value <= most) continue
    const message = `${name} is a whole number from ${least} to ${most}: a measure shortens what the law and the norm give, and never lengthens it`
    return { code: 'MEASURE_RANGE', message, field: `/measures/${name}` }
  }
  return null
}

const orLongest = (value: number | null | undefined, isOwed: boolean): number | null | undefined =>
  value === null && isOwed ? Infinity : value

/** Only a named person raises a multiplier, within the level's cap and with an end (3.3). */
function raise(
  { times, until }: AskedMultiplier,
  { level, actor, now }: MeasuresCase,
): AuthorityMultiplier | { readonly fault: EventFault } {
  const cap = multiplierCap[level]
  if (actor.role === 'system' || actor.id === '') {
    const message = 'a multiplier of authority is raised by a named person, who approves nothing under it'
    return { fault: { code: 'MULTIPLIER_WITHOUT_NAME', message, field: '/measures/multiplier' } }
  }
  if (!Number.isSafeInteger(times) || times < 1 || times > cap) {
    const message = `at level ${level} the limits of A1 to A3 are multiplied by ${cap} at most, by a whole number`
    return { fault: { code: 'MULTIPLIER_ABOVE_CAP', message, field: '/measures/multiplier/times' } }
  }
  if (until === null || until <= now) {
    const message = 'a multiplier of authority has an end, and it lies ahead'
    return { fault: { code: 'MULTIPLIER_WITHOUT_END', message, field: '/measures/multiplier/until' } }
  }
  return { times, until, raisedBy: actor.id }
}
