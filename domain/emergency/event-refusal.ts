import type { Emergency, EventStatus } from './event-state.ts'

/** Stable codes: documented, mapped to HTTP in one place, never renamed. */
export type EventRefusalCode =
  | 'EVENT_STATUS'
  | 'EVENT_ROLE'
  | 'EVENT_CHANGED'
  | 'EVENT_COMMAND_REUSED'
  | 'EVENT_OWN_CLAIM'
  | 'DIVISION_UNKNOWN'
  | 'DIVISION_TWICE'
  | 'SCOPE_EMPTY'
  | 'WINDOW_BACKWARDS'
  | 'LEVEL_WITHOUT_BASIS'
  | 'LEVEL_BELOW_REGULATOR'
  | 'MEASURE_NEVER_CHANGED'
  | 'MEASURE_RANGE'
  | 'MULTIPLIER_ABOVE_CAP'
  | 'MULTIPLIER_WITHOUT_END'
  | 'MULTIPLIER_WITHOUT_NAME'
  | 'END_BEFORE_START'
  | 'EVENT_IN_THE_FUTURE'
  | 'LESSON_WITHOUT_OWNER'

/** No, as a value: it changes nothing. */
export interface EventRefusal {
  readonly code: EventRefusalCode
  /** A sentence for people, without personal data. */
  readonly message: string
  readonly status: EventStatus | 'none'
  /** JSON pointer into the command, when one field is at fault. */
  readonly field?: string
  readonly whoMay?: readonly string[]
}

/** One thing that is wrong with what was asked. */
export type EventFault = Pick<EventRefusal, 'code' | 'message' | 'field' | 'whoMay'>

export const refuseEvent = (emergency: Emergency | null, fault: EventFault): { readonly refusal: EventRefusal } => ({
  refusal: { status: emergency?.status ?? 'none', ...fault },
})
