import { defineQuery, defineUpdate } from '@temporalio/workflow'
import type { EventRequest } from '../domain/emergency/event-commands.ts'
import type { Emergency, EmergencyEvent, EventStatus } from '../domain/emergency/event-state.ts'
import type { EventWord } from '../domain/emergency/event-word.ts'

export const emergencyWorkflowType = 'emergencyWorkflow'

/** `event/<eventId>`: ids are built here and nowhere else. */
export const emergencyWorkflowId = (eventId: string): string => `event/${eventId}`

/** What a run begins with: the log so far, none for an incident that is just being reported. */
export interface EmergencyInput {
  readonly eventId: string
  readonly events: readonly EmergencyEvent[]
  /** How the event stood at a continue-as-new; then `events` is empty. */
  readonly carried?: Emergency
  /** Continue as new after so many history events, before the server suggests it (tests). */
  readonly historyLimit?: number
}

/** The answer to a command, given only after its event is recorded; the same for every repeat. */
export interface EventAnswer {
  readonly eventId: string
  readonly status: EventStatus
  readonly version: number
  readonly commandId: string
  readonly bodyHash: string
}

/** A command, and how long the event's log was when it was asked: a run that knows less of it reads on before it decides. */
export interface AskedEvent extends EventRequest {
  readonly logLength?: number
}

/** A refused Update carries the refusal's code as the failure's `type`, and the refusal itself in `details[0]`. */
export const askEmergency = defineUpdate<EventAnswer, [AskedEvent]>('askEmergency')
export const readEmergency = defineQuery<Emergency | null>('readEmergency')

/** What the workflow of an emergency needs of the outside world. */
export interface EmergencyActivities {
  /** What the log holds from there: the events as given, or what stood there already. */
  recordEmergency(recording: {
    readonly eventId: string
    readonly from: number
    readonly events: readonly EmergencyEvent[]
    readonly emergency: Emergency
  }): Promise<readonly EmergencyEvent[]>
  /** What the log holds from a position on, in order. */
  readEventLog(ask: { readonly eventId: string; readonly from: number }): Promise<readonly EmergencyEvent[]>
  /**
   * Lists the next pages of open claims that are to be told, from behind `after` on; resolves to how many had not been listed
   * for this version, and the last one looked at, null at the end.
   */
  listClaims(ask: {
    readonly word: EventWord
    readonly after: string
  }): Promise<{ readonly listed: number; readonly last: string | null }>
}

/** One schedule for the whole company: drills (演练) begin once a quarter. */
export const drillScheduleId = 'drills'
export const drillWorkflowType = 'drillWorkflow'

export interface DrillActivities {
  /** Begins the drill of every plan that is to be exercised, once for this date of Shanghai; resolves to how many there are. */
  beginDrills(ask: { readonly date: string }): Promise<number>
}
