import type { ClaimCommand, ClaimReceipt, CommandOf } from '../domain/claim/commands.ts'
import type { EventWord } from '../domain/emergency/event-word.ts'
import { measuresOfGrade } from '../domain/emergency/measures.ts'
import type { Scene } from './claim-story.ts'
import { given } from './claim-story.ts'
import * as example from './example-claims.ts'

/** What a storm over the place of the plain example says of itself; level I unless a test says otherwise. */
export function storm(change: Partial<EventWord> = {}): EventWord {
  const { level = 'I' } = change
  return {
    eventId: 'emg_storm',
    version: 1,
    state: 'active',
    kind: 'natural-disaster',
    level,
    scope: {
      zones: ['3101'],
      from: '2026-02-26',
      to: '2026-03-01',
      causes: ['rainstorm', 'flood', 'accident'],
      lines: [],
    },
    measures: measuresOfGrade[level],
    drill: false,
    ...change,
  }
}

/** An epidemic in the same place, of the lowest level. */
export const epidemic = (change: Partial<EventWord> = {}): EventWord =>
  storm({ eventId: 'emg_flu', kind: 'public-health', level: 'III', ...change })

export const told = (word: EventWord = storm()): ClaimReceipt => ({ type: 'EventTold', word })

/** A storm somewhere else. */
export const elsewhere: EventWord = storm({ scope: { ...storm().scope, zones: ['41'] } })

export const join = (word: EventWord = storm()): CommandOf<'JoinEvent'> => ({
  type: 'JoinEvent',
  eventId: word.eventId,
  reasonTextId: 'txt_why',
  word,
})
export const leave: CommandOf<'LeaveEvent'> = { type: 'LeaveEvent', eventId: 'emg_storm', reasonTextId: 'txt_why' }
export const hardship: CommandOf<'GrantGreenChannel'> = {
  type: 'GrantGreenChannel',
  because: ['hardship'],
  reasonTextId: 'txt_why',
}
export const spoken: CommandOf<'RecordContact'> = { type: 'RecordContact', how: 'phone' }

/** Every command of events and the green channel, legal where the scene beside it stands. */
export const emergencyActs: Readonly<
  Record<
    'JoinEvent' | 'LeaveEvent' | 'GrantGreenChannel' | 'RecordContact',
    readonly [scene: () => Scene, command: ClaimCommand]
  >
> = {
  JoinEvent: [example.received, join()],
  LeaveEvent: [() => given(example.received()).learns(told()), leave],
  GrantGreenChannel: [example.received, hardship],
  RecordContact: [example.received, spoken],
}

/** One story for each code by which a claim refuses what is asked of events and the green channel. */
export const emergencyRefusals = {
  DOCUMENT_WAIVED: () => given(example.received()).learns(told()).when(example.requestDocuments('medical-record')),
  EVENT_UNKNOWN: () => given(example.received()).when({ ...join(), eventId: 'emg_other' }),
  EVENT_ENDED: () => given(example.received()).when(join(storm({ state: 'ended' }))),
  EVENT_JOINED: () => given(example.received()).learns(told()).when(join()),
  EVENT_NOT_JOINED: () => given(example.received()).when(leave),
  EXERCISE_ONLY: () => given(example.received()).when(join(storm({ drill: true }))),
  EXERCISE_NOT_PAID: () =>
    given(example.paying({ report: { isTest: true } }))
      .and({ type: 'SubmitPayments' })
      .learns(told(storm({ drill: true })))
      .when({ type: 'CheckPayment', n: 1, verdict: 'approve' }),
  GREEN_CHANNEL_KNOWN: () => given(example.received()).and(hardship).when(hardship),
  CONTACT_KNOWN: () => given(example.received()).and(spoken).when(spoken),
} as const satisfies Readonly<Record<string, () => Scene>>
