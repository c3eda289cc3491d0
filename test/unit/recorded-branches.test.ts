import { beforeAll, expect, test } from 'vitest'

import { commandTable } from '../../domain/claim/command-table.ts'
import { transitions } from '../../domain/claim/transitions.ts'
import type { EmergencyEventType } from '../../domain/emergency/event-state.ts'
import { eventTypes } from './event-types.ts'
import type { Recorded } from './recorded-walks.ts'
import { readRecorded } from './recorded-walks.ts'

let recorded: Recorded
beforeAll(async () => {
  recorded = await readRecorded()
}, 60_000)

test.each(transitions)('a recorded claim goes by $row, $by, to $to', ({ from, by, to }) => {
  const taken = recorded.steps.filter((step) => step.by === by && step.to === to && from.includes(step.from))
  expect(taken).not.toEqual([])
})

/** It begins a claim: the API decides it before there is a workflow to ask. */
const beforeTheWorkflow: readonly string[] = ['ReportClaim']

test('every command there is has been asked of a recorded claim', () => {
  const missing = Object.keys(commandTable).filter((type) => !recorded.commands.has(type))
  expect(missing).toEqual(beforeTheWorkflow)
})

test('everything that can happen to a claim has happened to a recorded one', () => {
  const happened = new Set<string>(recorded.steps.map(({ by }) => by))
  expect(eventTypes().filter((type) => !happened.has(type))).toEqual([])
})

test('an event’s notices were recorded as they went out alone, before, and as they go out together', () => {
  const { activitiesInEvents } = recorded
  expect(activitiesInEvents.some((names) => names.has('sendNotices'))).toBe(true)
  expect(activitiesInEvents.some((names) => names.has('sendNotice') && !names.has('sendNotices'))).toBe(true)
})

const emergencyEvents: Readonly<Record<EmergencyEventType, true>> = {
  IncidentReported: true,
  EventDeclared: true,
  LevelSet: true,
  MeasuresSet: true,
  ZoneSet: true,
  ClaimsListed: true,
  EventEnded: true,
  EventReviewed: true,
}

test('everything that can happen to an emergency is recorded of one', () => {
  expect([...recorded.emergencyEvents].toSorted()).toEqual(Object.keys(emergencyEvents).toSorted())
})
