import type { EventCommand, EventCommandOf, EventRequest } from '../domain/emergency/event-commands.ts'
import { decideEvent } from '../domain/emergency/event-decide.ts'
import { foldEmergency } from '../domain/emergency/event-evolve.ts'
import type { EventRefusal } from '../domain/emergency/event-refusal.ts'
import type { Emergency, EmergencyEvent } from '../domain/emergency/event-state.ts'
import type { EventScope } from '../domain/emergency/event-word.ts'
import type { Instant } from '../domain/time.ts'
import { DAY, HOUR } from '../domain/time.ts'

export const stormId = 'emg_00000000000000000000000000000001'

/** Henan, July 2026: two cities. */
export const stormScope: EventScope = {
  zones: ['4101', '4107'],
  from: '2026-07-17',
  to: '2026-07-23',
  causes: ['rainstorm', 'flood'],
  lines: [],
}

/** Shanghai midnight of 2026-07-20. */
export const stormAt: Instant = Date.UTC(2026, 6, 19, 16)

export const reportStorm: EventCommandOf<'ReportIncident'> = {
  type: 'ReportIncident',
  eventId: stormId,
  incident: { kind: 'natural-disaster', happenedAt: stormAt - HOUR, zones: ['4101'], placeId: 'txt_place' },
  drill: false,
}

export const declareStorm: EventCommandOf<'DeclareEvent'> = {
  type: 'DeclareEvent',
  kind: 'natural-disaster',
  scope: stormScope,
  level: 'I',
  estimate: { lossFen: 120_000_000_000, insuredDeaths: 12 },
  reasonId: 'txt_reason',
}

export const regrade = (level: EventCommandOf<'SetLevel'>['level']): EventCommandOf<'SetLevel'> => ({
  type: 'SetLevel',
  level,
  estimate: { lossFen: 6_000_000_000 },
  reasonId: 'txt_reason',
})

export const endStorm: EventCommandOf<'EndEvent'> = { type: 'EndEvent', reasonId: 'txt_reason' }

type More = Partial<Omit<EventRequest, 'command'>>

/** An event under test: what happened so far, and the words to ask it. An hour passes between two commands. */
export interface EventScene {
  readonly emergency: Emergency | null
  readonly past: readonly EmergencyEvent[]
  readonly ask: (command: EventCommand, more?: More) => EventScene
  readonly refusal: (command: EventCommand, more?: More) => EventRefusal
}

export const commander = { id: 'per_commander', role: 'emergency-commander' } as const

export const openScene = (past: readonly EmergencyEvent[] = []): EventScene => {
  const emergency = past.length === 0 ? null : foldEmergency(null, past)
  const now = stormAt + past.length * HOUR
  const answer = (command: EventCommand, more: More = {}) =>
    decideEvent(emergency, { commandId: `c${past.length}`, bodyHash: 'hash', actor: commander, command, ...more }, now)
  return {
    emergency,
    past,
    ask(command, more) {
      const decision = answer(command, more)
      if ('refusal' in decision) throw new Error(`refused: ${decision.refusal.code}`)
      return openScene([...past, ...decision.events])
    },
    refusal(command, more) {
      const decision = answer(command, more)
      if ('refusal' in decision) return decision.refusal
      throw new Error(`accepted: ${command.type}`)
    },
  }
}

export const declared = (): EventScene => openScene().ask(reportStorm).ask(declareStorm)

/** A week after the storm: an end of a multiplier that lies ahead. */
export const aWeekLater: Instant = stormAt + 7 * DAY
