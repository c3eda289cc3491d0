import { expect } from 'vitest'

import type { CommandDoor } from '../api/commands/command-door.ts'
import * as doors from '../api/commands/emergency-doors.ts'

const reasonTextId: unknown = expect.any(String)

/** What the bodies of the doors to events, the green channel and first contacts mean. */
export const emergencyMeanings: readonly {
  readonly door: CommandDoor
  readonly body: object
  readonly command: object
}[] = [
  {
    door: doors.emergency,
    body: { action: 'join', eventId: 'emg_1', reason: '灾区边界' },
    command: { type: 'JoinEvent', eventId: 'emg_1', reasonTextId },
  },
  {
    door: doors.emergency,
    body: { action: 'leave', eventId: 'emg_1', reason: '与暴雨无关' },
    command: { type: 'LeaveEvent', eventId: 'emg_1', reasonTextId },
  },
  {
    door: doors.greenChannel,
    body: { because: ['hardship', 'disabled'], reason: '低保家庭' },
    command: { type: 'GrantGreenChannel', because: ['hardship', 'disabled'], reasonTextId },
  },
  { door: doors.firstContact, body: { how: 'phone' }, command: { type: 'RecordContact', how: 'phone' } },
  {
    door: doors.firstContact,
    body: { how: 'visit', text: '客户在安置点' },
    command: { type: 'RecordContact', how: 'visit', textId: reasonTextId },
  },
]
