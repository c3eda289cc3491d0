import { z } from 'zod'

import { currentEvents, gradeOf, measuresOf } from '../../domain/claim/emergency.ts'
import type { Claim, HeardEvent } from '../../domain/claim/state.ts'
import { onWire } from './on-wire.ts'

const measuresBody = z.object({
  contactHours: z.int().nullable(),
  settleWorkingDays: z.int().nullable(),
  waivedDocuments: z.array(z.string()),
  identityByCommitteePaper: z.boolean(),
  deathProofByList: z.boolean(),
  hospitalLimit: z.string(),
  selfPayLimit: z.string(),
  survey: z.string(),
  noSurveyUpToFen: z.string().nullable(),
  prepayment: z.object({ how: z.string(), sharePercent: z.int(), withinWorkingDays: z.int().optional() }),
  doorToDoorWorkingDays: z.int().nullable(),
})

const emergenciesBody = z.object({
  /** The highest grade that holds now: `I` above `II` above `III` above `G`; null when only promises are left. */
  grade: z.string().nullable(),
  /** What holds of all events and the green channel together, for each measure the more favourable. */
  measures: measuresBody,
  events: z.array(z.object({ eventId: z.string(), kind: z.string(), level: z.string() })),
  greenChannel: z.object({ because: z.array(z.string()), since: z.string() }).optional(),
  contactedAt: z.string().optional(),
  /** How it came about: staff only. */
  desk: z
    .object({
      events: z.array(
        z.object({
          eventId: z.string(),
          version: z.int(),
          state: z.string(),
          kind: z.string(),
          level: z.string(),
          exercise: z.boolean(),
          inScope: z.boolean(),
          joined: z.string().nullable(),
          takenOut: z.boolean(),
        }),
      ),
      contact: z.object({ by: z.string(), how: z.string(), at: z.string() }).nullable(),
    })
    .optional(),
})

/** A field of the claim; absent while neither an event nor the green channel has touched it. */
export const emergencyBody = { emergencies: emergenciesBody.optional() }

/** Customers see what they have of it; who joined the claim to what is the desk's. */
export function emergencyOnWire(claim: Claim, staff: boolean) {
  const { emergencies } = claim
  if (emergencies === undefined) return {}
  const { greenChannel, contact, events } = emergencies
  const { multiplier: _multiplier, insurerStarted: _insurerStarted, ...measures } = measuresOf(claim)
  const shown = {
    grade: gradeOf(claim),
    measures,
    events: currentEvents(claim).map(({ eventId, kind, level }) => ({ eventId, kind, level })),
    ...(greenChannel && { greenChannel }),
    ...(contact && { contactedAt: contact.at }),
    ...(staff && { desk: { events: events.map(told), contact: contact ?? null } }),
  }
  return { emergencies: onWire(shown) }
}

const told = ({ eventId, version, state, kind, level, ...event }: HeardEvent) => {
  const { drill: exercise, inScope, joined = null, out: takenOut = false } = event
  return { eventId, version, state, kind, level, exercise, inScope, joined, takenOut }
}
