import type { ClockId } from '../clocks/clock.ts'
import type { Role } from './codes.ts'
import type { ClaimCommandType } from './commands.ts'
import type { ClaimEvent, ClaimEventType } from './events.ts'
import type { Notice } from './notice.ts'

// What screening found is for compliance alone (反洗钱保密, AML law of 2024): neither customers nor colleagues outside may
// learn of it, or that there is something to learn. Whatever shows a claim asks here.

/** The role that may know. */
export const confidant: Role = 'compliance'

const events: ReadonlySet<ClaimEventType> = new Set<ClaimEventType>([
  'ScreeningHit',
  'ScreeningReleased',
  'ScreeningUpheld',
  'MeasureObjected',
  'ObjectionAnswered',
])

/** Clocks nobody else sees, or is told of when they run out. */
export const confidentialClocks: readonly ClockId[] = ['C26']

export const isConfidentialClock = (id: ClockId): boolean => confidentialClocks.includes(id)

export function isConfidentialEvent(event: ClaimEvent): boolean {
  if (event.type === 'ClockEscalated') return isConfidentialClock(event.clock)
  return events.has(event.type)
}

/** Work for compliance itself, and what it alone is told of a clock. */
export const isConfidentialNotice = ({ kind, audience, facts }: Pick<Notice, 'kind' | 'audience' | 'facts'>): boolean =>
  audience === confidant && (kind === 'staff-work-item' || isConfidentialClock(facts['clock'] as ClockId))

/** What only compliance may ask of a screening: whether there is reason to is nobody else's to see. */
export const isConfidentialCommand = (command: ClaimCommandType): boolean => commands.has(command)

const commands: ReadonlySet<ClaimCommandType> = new Set<ClaimCommandType>([
  'DecideScreening',
  'RecordObjection',
  'AnswerObjection',
])
