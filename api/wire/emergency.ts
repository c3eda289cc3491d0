import { z } from 'zod'

import type { AskedMeasures, EventCommandOf } from '../../domain/emergency/event-commands.ts'
import { eventKinds, eventLevels } from '../../domain/emergency/grades.ts'
import {
  wireCause,
  wireDate,
  wireDocumentKind,
  wireFen,
  wireId,
  wireInstant,
  wireLineOfBusiness,
  wireText,
} from './values.ts'

const kind = z.enum(eventKinds)
const level = z.enum(eventLevels)
const limit = z.enum(['contract', 'lifted-for-emergency-care', 'lifted'])
/** A division code or its beginning; whether there is such a division, the rules say. */
const zones = z.array(z.string().regex(/^\d{1,6}$/, 'expected up to six digits')).max(100)
const reason = wireText(2_000)
const wholeNumber = z.int().min(0).max(1_000_000_000)

const scope = z.strictObject({
  /** `41` is a province, `4101` a city, `410105` a district. */
  zones,
  /** First and last day of the losses, in Asia/Shanghai. */
  from: wireDate,
  to: wireDate,
  causes: z.array(wireCause).max(20),
  /** Empty: every line. */
  lines: z.array(wireLineOfBusiness).max(20).default([]),
})

const estimate = z.strictObject({
  lossFen: wireFen.optional(),
  injuryFen: wireFen.optional(),
  insuredDeaths: wholeNumber.optional(),
  customers: wholeNumber.optional(),
})

/** What differs from the defaults of the level. */
const measures = z.strictObject({
  contactHours: z.int().nullable().optional(),
  settleWorkingDays: z.int().nullable().optional(),
  waivedDocuments: z.array(wireDocumentKind).max(30).optional(),
  identityByCommitteePaper: z.boolean().optional(),
  deathProofByList: z.boolean().optional(),
  insurerStarted: z.boolean().optional(),
  hospitalLimit: limit.optional(),
  selfPayLimit: limit.optional(),
  survey: z.enum(['by-rule', 'door-to-door', 'remote-allowed', 'remote-default', 'sampled']).optional(),
  noSurveyUpToFen: wireFen.nullable().optional(),
  prepayment: z
    .strictObject({
      how: z.enum(['by-law', 'on-request', 'offered', 'computed']),
      sharePercent: z.int(),
      /** Working days to the money (E3), 0 or 1; as the level has it where it is left out. */
      withinWorkingDays: z.int().optional(),
    })
    .optional(),
  multiplier: z.strictObject({ times: z.number(), until: wireInstant.optional() }).nullable().optional(),
  doorToDoorWorkingDays: z.int().nullable().optional(),
})

const levelFields = {
  level,
  estimate: estimate.default({}),
  /** The level the regulator has set: ours is never below it. */
  regulatorLevel: level.optional(),
  measures: measures.default({}),
  reason,
}

const exampleScope = {
  zones: ['4101', '4107'],
  from: '2026-07-17',
  to: '2026-07-23',
  causes: ['rainstorm' as const, 'flood' as const],
  lines: [],
}

export const incidentBody = z
  .strictObject({
    kind,
    happenedAt: wireInstant,
    zones,
    place: wireText(500),
    scope: wireText(2_000).optional(),
    firstCause: wireText(2_000).optional(),
    /** An exercise: it reaches claims that were filed for testing only. */
    drill: z.boolean().default(false),
  })
  .meta({
    examples: [
      {
        kind: 'natural-disaster',
        happenedAt: '2026-07-20T16:00:00+08:00',
        zones: ['4101'],
        place: 'the city and the river north of it',
        firstCause: 'rain of a year in one afternoon',
      },
    ],
  })

export const declarationBody = z.strictObject({ kind, scope, planId: wireId().optional(), ...levelFields }).meta({
  examples: [
    {
      kind: 'natural-disaster',
      scope: exampleScope,
      level: 'I',
      estimate: { lossFen: '120000000000', insuredDeaths: 12 },
      reason: 'the loss is above a thousand million yuan',
    },
  ],
})

export const levelBody = z.strictObject(levelFields).meta({
  examples: [{ level: 'II', estimate: { lossFen: '6000000000' }, reason: 'the water has gone' }],
})

export const measuresBody = z.strictObject({ measures, reason }).meta({
  examples: [
    {
      measures: { contactHours: 2, multiplier: { times: 2, until: '2026-08-20T00:00:00+08:00' } },
      reason: 'too few approvers',
    },
  ],
})

export const zoneBody = z.strictObject({ scope, reason }).meta({
  examples: [{ scope: { ...exampleScope, zones: ['41'] }, reason: 'the rain moves on over the province' }],
})

export const endBody = z
  .strictObject({ endedAt: wireInstant.optional(), reason })
  .meta({ examples: [{ reason: 'the regulator has ended the response' }] })

export const reviewBody = z
  .strictObject({ summary: wireText(4_000) })
  .meta({ examples: [{ summary: 'what went well, what was late, and what is done about it' }] })

export const eventPath = z.strictObject({ eventId: z.string().max(64) })

export const listQuery = z.strictObject({
  /** Only emergencies that run. */
  running: z.enum(['true', 'false']).optional(),
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const pageQuery = listQuery.omit({ running: true })

export const eventAnswer = z
  .object({
    eventId: z.string(),
    status: z.string(),
    /** The ETag without its quotes. */
    version: z.int(),
    links: z.object({ self: z.string(), progress: z.string() }),
  })
  .meta({ id: 'EmergencyAnswer' })

export function answerOfEvent(given: { readonly eventId: string; readonly status: string; readonly version: number }) {
  const { eventId, status, version } = given
  const self = `/v1/emergencies/${eventId}`
  return { eventId, status, version, links: { self, progress: `${self}/progress` } }
}

type MeasuresBody = z.output<typeof measures>

/** Without fields that say nothing; a multiplier without an end stays one, to be refused by the rules. */
export function measuresOfBody({ multiplier, ...others }: MeasuresBody): AskedMeasures {
  const asked: AskedMeasures = given(others)
  if (multiplier === undefined) return asked
  return { ...asked, multiplier: multiplier && { times: multiplier.times, until: multiplier.until ?? null } }
}

type LevelBody = z.output<typeof levelBody>

/** What a level is set with; the reason goes its own way. */
export function levelOfBody(body: LevelBody): Omit<EventCommandOf<'SetLevel'>, 'type' | 'reasonId'> {
  const { level, regulatorLevel, estimate, measures } = body
  return { level, estimate: given(estimate), measures: measuresOfBody(measures), ...given({ regulatorLevel }) }
}

/** A body's optional fields as the domain has them: absent, never undefined. */
export function given<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}
