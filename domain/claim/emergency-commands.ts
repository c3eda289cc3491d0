import type { CommandOf } from './commands.ts'
import type { Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import { isCurrent } from './emergency.ts'
import type { Claim, HeardEvent } from './state.ts'

/** #72 by hand: a claim outside the scope belongs to the event all the same, for a reason. It brings back who was taken out. */
export function joinEvent(claim: Claim, { eventId, word, reasonTextId }: CommandOf<'JoinEvent'>): Outcome {
  const field = '/eventId'
  if (word === undefined || word.eventId !== eventId) {
    return refuse(claim, 'EVENT_UNKNOWN', 'no event of this id is declared', { field })
  }
  const known = eventOf(claim, eventId)
  if (known !== undefined && isCurrent(known)) {
    return refuse(claim, 'EVENT_JOINED', 'the claim belongs to this event already', { field })
  }
  if (word.state === 'ended') return refuse(claim, 'EVENT_ENDED', 'this event has ended: nothing joins it', { field })
  if (word.drill && !claim.report.isTest) {
    return refuse(claim, 'EXERCISE_ONLY', 'an exercise takes in claims for testing only', { field })
  }
  return happens({ type: 'EventApplied', word, joins: 'by-hand', reasonTextId })
}

/** #72 by hand: the loss has nothing to do with the event. What was promised stays; no sweep brings the claim back. */
export function leaveEvent(claim: Claim, { eventId, reasonTextId }: CommandOf<'LeaveEvent'>): Outcome {
  const known = eventOf(claim, eventId)
  if (known?.joined === undefined || known.out === true) {
    return refuse(claim, 'EVENT_NOT_JOINED', 'the claim does not belong to this event', { field: '/eventId' })
  }
  return happens({ type: 'EventLeft', eventId, reasonTextId })
}

/** The green channel of one claim, granted by a person; a further reason may be added. */
export function grantGreenChannel(claim: Claim, command: CommandOf<'GrantGreenChannel'>): Outcome {
  const known = claim.emergencies?.greenChannel?.because ?? []
  const because = [...new Set(command.because)].filter((reason) => !known.includes(reason))
  if (because.length === 0) {
    const message = 'name a reason for which the green channel is not open yet'
    return refuse(claim, 'GREEN_CHANNEL_KNOWN', message, { field: '/because' })
  }
  return happens({ type: 'GreenChannelGranted', because, reasonTextId: command.reasonTextId })
}

/** E1: who spoke with the customer first. A message that was sent is no contact. */
export function recordContact(claim: Claim, { how, textId }: CommandOf<'RecordContact'>): Outcome {
  if (claim.emergencies?.contact !== undefined) {
    return refuse(claim, 'CONTACT_KNOWN', 'the first contact is on record already')
  }
  return happens({ type: 'ContactMade', how, ...(textId === undefined ? {} : { textId }) })
}

const eventOf = ({ emergencies }: Claim, eventId: string): HeardEvent | undefined =>
  emergencies?.events.find((event) => event.eventId === eventId)
