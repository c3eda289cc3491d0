import { setTimeout as delay } from 'node:timers/promises'

import type { Role } from '../../../domain/claim/codes.ts'
import type { Answer, ClaimView, Colleague, Integrator } from './integrator.ts'
import { NotDone } from './integrator.ts'

/** One claim, as its people work on it. Every step waits a while first, as people do. */
export interface ClaimLife {
  readonly claimId: string
  /** The one who filed it, and who answers for the customer. */
  readonly filer: Role
  readonly ask: (who: Colleague, door: string, body: object) => Promise<void>
  /** The same, and it has to be refused with this code. */
  readonly mayNot: (code: string, who: Colleague, door: string, body: object) => Promise<void>
  readonly reaches: (status: string) => Promise<void>
  readonly until: (what: string, holds: (view: ClaimView) => boolean) => Promise<void>
  /** Nothing happens until the instant (epoch ms), or until the drill comes to its end. */
  readonly restUntil: (instant: number) => Promise<void>
}

export interface LifeSetting {
  readonly integrator: Integrator
  /** Names this life in every key. */
  readonly name: string
  readonly filer: Role
  /** Length of the next pause before a step, milliseconds. */
  readonly nextPauseMs: () => number
  /** Aborted when everybody is to hurry: nobody rests any longer. */
  readonly hurry: AbortSignal
  /** How long a claim may take to get where it must. */
  readonly patienceMs: number
}

export async function beginLife(setting: LifeSetting, filed: object): Promise<ClaimLife> {
  const { integrator, name, filer, hurry } = setting
  const { claimId }: Answer = await integrator.ask({ who: filer, key: name, door: 'filing', body: filed })
  let steps = 0
  const until = (what: string, holds: (view: ClaimView) => boolean): Promise<void> =>
    lookUntil(`${claimId} to ${what}`, () => integrator.view(claimId), { holds, patienceMs: setting.patienceMs })
  const ask: ClaimLife['ask'] = async (who, door, body) => {
    await delay(setting.nextPauseMs())
    steps += 1
    await integrator.ask({ who, key: `${name}-${steps}`, door, claimId, body })
  }
  return {
    claimId,
    filer,
    ask,
    async mayNot(code, who, door, body) {
      try {
        await ask(who, door, body)
      } catch (error) {
        if (error instanceof NotDone && error.code === code) return
        throw error
      }
      throw new Error(`${door} of ${claimId} was done, and should have been refused ${code}`)
    },
    until,
    reaches: (status) => until(`be ${status}`, (view) => view.status === status),
    restUntil: (instant) => rest(instant - Date.now(), hurry),
  }
}

const firstLookMs = 250
const slowestLookMs = 4_000

async function lookUntil(
  what: string,
  look: () => Promise<ClaimView>,
  { holds, patienceMs }: { readonly holds: (view: ClaimView) => boolean; readonly patienceMs: number },
): Promise<void> {
  const until = Date.now() + patienceMs
  for (let waitMs = firstLookMs; ; waitMs = Math.min(slowestLookMs, waitMs * 2)) {
    const seen = await look()
    if (holds(seen)) return
    if (Date.now() > until) throw new Error(`waited ${patienceMs / 1_000} s in vain for ${what}; it is ${seen.status}`)
    await delay(waitMs)
  }
}

/** Ends early, without an error, when everybody is to hurry. */
const rest = (ms: number, signal: AbortSignal): Promise<void> =>
  delay(Math.max(0, ms), undefined, { signal }).catch(() => undefined)
