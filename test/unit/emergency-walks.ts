import type { ClaimCommand, ClaimCommandType, ClaimReceipt } from '../../domain/claim/commands.ts'
import { contactWays, greenReasons } from '../../domain/claim/emergency-state.ts'
import type { Claim } from '../../domain/claim/state.ts'
import type { EventWord } from '../../domain/emergency/event-word.ts'
import { eventKinds, eventLevels } from '../../domain/emergency/grades.ts'
import { measuresOfGrade } from '../../domain/emergency/measures.ts'
import type { Dice } from '../../local/dice.ts'
import { storm } from '../emergency-claims.ts'

type EmergencyCommand = 'JoinEvent' | 'LeaveEvent' | 'GrantGreenChannel' | 'RecordContact'

/** They may be given at any time and lead nowhere by themselves. */
export const idleEmergencies: readonly ClaimCommandType[] = [
  'JoinEvent',
  'LeaveEvent',
  'GrantGreenChannel',
  'RecordContact',
]

const eventIds = ['emg_storm', 'emg_quake', 'emg_flu'] as const

/** Any version of one of a few events: declared, regraded, with its zone or measures changed, or ended. */
export function anyWord(dice: Dice): EventWord {
  const level = dice.pick(eventLevels)
  const wider = {
    ...measuresOfGrade[level],
    contactHours: dice.pick([null, 1, 3]),
    noSurveyUpToFen: dice.pick([null, 7]),
  }
  return storm({
    eventId: dice.pick(eventIds),
    version: 1 + dice.below(6),
    state: dice.below(5) === 0 ? 'ended' : 'active',
    kind: dice.pick(eventKinds),
    level,
    measures: dice.below(3) === 0 ? wider : measuresOfGrade[level],
    scope: { ...storm().scope, zones: dice.pick([['31'], ['310115', '32'], ['41']]) },
    drill: dice.below(12) === 0,
  })
}

/** What a sweep tells a claim. */
export const eventTold = (dice: Dice): ClaimReceipt => ({ type: 'EventTold', word: anyWord(dice) })

/** What people do about events and the green channel. */
export const likelyEmergencies: { readonly [T in EmergencyCommand]: (claim: Claim, dice: Dice) => ClaimCommand } = {
  JoinEvent: (_claim, dice) => {
    const word = anyWord(dice)
    const known = dice.below(8) === 0 ? {} : { word }
    return { type: 'JoinEvent', eventId: word.eventId, reasonTextId: 'txt_why', ...known }
  },
  LeaveEvent: ({ emergencies }, dice) => ({
    type: 'LeaveEvent',
    eventId: emergencies?.events[0]?.eventId ?? dice.pick(eventIds),
    reasonTextId: 'txt_why',
  }),
  GrantGreenChannel: (_claim, dice) => ({
    type: 'GrantGreenChannel',
    because: [dice.pick(greenReasons)],
    reasonTextId: 'txt_why',
  }),
  RecordContact: (_claim, dice) => ({ type: 'RecordContact', how: dice.pick(contactWays) }),
}
