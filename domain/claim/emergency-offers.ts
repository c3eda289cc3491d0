import { currentEvents, measuresOf } from './emergency.ts'
import type { Claim } from './state.ts'

/** What a customer may ask for while an event or the green channel holds (服务项目). */
export const emergencyOffers = ['human-service-first', 'door-to-door', 'prepayment', 'psychological-support'] as const
export type EmergencyOffer = (typeof emergencyOffers)[number]

/** Those of this claim, in the order of {@link emergencyOffers}. */
export function offersOf(claim: Claim): readonly EmergencyOffer[] {
  const { doorToDoorWorkingDays, prepayment } = measuresOf(claim)
  const isOffered: Readonly<Record<EmergencyOffer, boolean>> = {
    'human-service-first': claim.emergencies?.greenChannel !== undefined,
    'door-to-door': doorToDoorWorkingDays !== null,
    prepayment: prepayment.how === 'offered' || prepayment.how === 'computed',
    'psychological-support': currentEvents(claim).length > 0,
  }
  return emergencyOffers.filter((offer) => isOffered[offer])
}
