import * as wire from '../wire/commands/emergency.ts'
import { commandDoor } from './command-door.ts'

const tag = 'emergency'

export const emergency = commandDoor({
  path: '/emergencies',
  tag,
  summary: 'Join the claim to an event by hand, or take it out (突发事件)',
  description:
    'Claims in the scope of an event are joined without being asked. Who is taken out keeps what was promised, and no ' +
    'version of the event brings the claim back.',
  body: wire.emergency,
  commandOf: ({ action, eventId, reason }, { aside }) => ({
    type: action === 'join' ? 'JoinEvent' : 'LeaveEvent',
    eventId,
    reasonTextId: aside.text('/reason', reason),
  }),
})

export const greenChannel = commandDoor({
  path: '/green-channel',
  tag,
  summary: 'Grant one claim the green channel without an event (绿色通道)',
  description:
    'Age from 60 on, and critical illness under a policy that pays it in one day, are found by rule when the claim is filed.',
  body: wire.greenChannel,
  commandOf: ({ because, reason }, { aside }) => ({
    type: 'GrantGreenChannel',
    because,
    reasonTextId: aside.text('/reason', reason),
  }),
})

export const firstContact = commandDoor({
  path: '/first-contact',
  tag,
  summary: 'Record that a person spoke with the customer (首次联系)',
  description: 'Ends E1. A message that was sent is no contact.',
  body: wire.firstContact,
  commandOf: ({ how, text }, { aside }) => ({ type: 'RecordContact', how, ...aside.note('/text', text) }),
})
