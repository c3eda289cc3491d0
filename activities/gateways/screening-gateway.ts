import { z } from 'zod'
import { callPartner, GatewayJunk, type PartnerAddress } from './http-call.ts'
import { wireId } from './wire.ts'

/** Asks the screening system (名单筛查系统) whether persons stand on a sanctions or watch list (AML law of 2024). */
export interface ScreeningGateway {
  /**
   * Safe to repeat: every call is a screening of its own, by the lists as they stand.
   * @throws {GatewayUnavailable | GatewayRefused | GatewayJunk}
   */
  screen: (ask: ScreeningAsk) => Promise<{ readonly screeningId: string; readonly matches: readonly string[] }>
}

export type ScreeningAsk = {
  /** The payment's own reference, so that the screening system's record can be found from it. */
  readonly reference: string
  readonly persons: readonly ScreenedPerson[]
}

/** Personal data: they go to the screening system and nowhere else. */
export type ScreenedPerson = { readonly name: string; readonly identityNumber?: string }

export function createHttpScreeningGateway({ baseUrl, timeoutMs }: PartnerAddress): ScreeningGateway {
  return {
    async screen({ reference, persons }) {
      const named = { partner: 'screening system', intent: 'screen a payee' }
      const answered = await callPartner({
        ...named,
        method: 'POST',
        baseUrl,
        path: '/screenings',
        // Named one by one, so that a field added to our side never leaves the house unnoticed.
        body: { reference, persons: persons.map(({ name, identityNumber }) => ({ name, identityNumber })) },
        timeoutMs,
        answers: { 200: screening },
      })
      if (answered.reference !== reference) throw new GatewayJunk(named, 'it is another screening')
      const { screeningId, matches } = answered
      return { screeningId, matches }
    },
  }
}

/** The entries that match, by their opaque ids: more than a person can look at is junk. */
const screening = z.object({ screeningId: wireId, reference: wireId, matches: z.array(wireId).max(20) })
