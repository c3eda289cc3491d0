import { setTimeout as delay } from 'node:timers/promises'

import type { ClaimView, OpenClaim } from '../../claim-client.ts'
import type { Office } from '../../office.ts'
import { askApi } from '../../office.ts'
import { forEachOf } from './crowd.ts'

/** One emergency, as its people work on it over HTTP. Paths are below `/v1/emergencies/{eventId}`. */
export interface OpenEvent {
  readonly eventId: string
  /** Does something as somebody; each call is a request of its own. */
  readonly ask: <T>(who: string, path: string, body: object) => Promise<T>
  readonly read: <T>(who: string, path: string) => Promise<T>
  /** Resolves when every claim that is listed was told what holds now; `look` sees how they stand meanwhile. */
  readonly everybodyTold: (least: number, look: (progress: EventProgress) => void) => Promise<EventProgress>
  /** Resolves when each of these claims has heard of the event as it stands; `then` is given how it stands by then. */
  readonly heardBy: <T extends HasClaim>(
    claims: readonly T[],
    then: (one: T, view: ClaimView) => Promise<void>,
  ) => Promise<void>
}

interface HasClaim {
  readonly claim: OpenClaim
}

export interface EventProgress {
  readonly claims: number
  readonly told: number
  readonly pending: number
  readonly paidFen: string
  readonly byStatus: Readonly<Record<string, number>>
}

interface EventView {
  readonly told: { readonly version: number; readonly listed: readonly object[] } | null
}

const patienceMs = 120_000
const lookEveryMs = 500

/** Reports an incident and opens the emergency it is. `run` makes its requests nobody else's. */
export async function reportIncident(office: Office, who: string, run: string, body: object): Promise<OpenEvent> {
  const key = `storm-${run}-incident`
  const reported = await askApi(office, { who, method: 'POST', path: '/v1/emergencies', body, key })
  const { eventId } = reported as { eventId: string }
  const self = `/v1/emergencies/${eventId}`
  let requests = 0
  const read = async <T>(as: string, path: string): Promise<T> =>
    (await askApi(office, { who: as, method: 'GET', path: `${self}${path}` })) as T
  return {
    eventId,
    read,
    async ask<T>(as: string, path: string, asked: object): Promise<T> {
      requests += 1
      const named = { path: `${self}${path}`, key: `storm-${run}-${requests}` }
      return (await askApi(office, { who: as, method: 'POST', body: asked, ...named })) as T
    },
    async everybodyTold(least, look) {
      const until = Date.now() + patienceMs
      for (;;) {
        const [{ told }, progress] = await Promise.all([
          read<EventView>(leader, ''),
          read<EventProgress>(leader, '/progress'),
        ])
        look(progress)
        const isListed = told !== null && told.listed.length > 0
        if (isListed && progress.pending === 0 && progress.claims >= least) return progress
        if (Date.now() > until) throw new Error(`${progress.pending} of ${progress.claims} claims are still not told`)
        await delay(lookEveryMs)
      }
    },
    async heardBy(claims, then) {
      const { told } = await read<EventView>(leader, '')
      await forEachOf(claims, async (one) => {
        const view = await one.claim.until(`to have heard of version ${told?.version}`, ({ emergencies }) =>
          (emergencies?.desk.events ?? []).some(
            (event) => event.eventId === eventId && event.version === told?.version,
          ),
        )
        await then(one, view)
      })
    },
  }
}

const leader = 'emergency-commander'
