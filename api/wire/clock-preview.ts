import { z } from 'zod'

import { noticeChannels } from '../../domain/claim/codes.ts'
import type { ClockRule } from '../../domain/clocks/clock.ts'
import { toldOf } from '../../domain/clocks/lateness.ts'
import { clockRegistry1 } from '../../domain/clocks/registry.ts'
import { DAY } from '../../domain/time.ts'
import { clockBody } from './clock-view.ts'
import { wireInstant, wireLine, wireRegion } from './values.ts'

/** Every day is listed in the answer: a question spans the years a claim can have, not all of history. */
const instantOfOurTime = wireInstant.refine(
  (at) => at >= Date.UTC(2000, 0) && at < Date.UTC(2100, 0),
  'expected an instant between 2000 and 2100',
)
const clockLength = z.int().min(1).max(366)
const longestPauses = 3 * 366 * DAY

const clockId = z.enum(Object.keys(clockRegistry1) as [string, ...string[]])

const pauseFields = z.strictObject({
  /** When the notice was sent: it cannot have been delivered before. */
  sentAt: instantOfOurTime.optional(),
  /** The proven delivery. */
  from: instantOfOurTime,
  /** The arrival of the last document; left out while it still stands still, which only the last pause may. */
  to: instantOfOurTime.optional(),
  /** Message id or slip; its channel is needed where a notice begins the pause. Without proof there is no pause. */
  fromProof: z.strictObject({ reference: wireLine(64), channel: z.enum(noticeChannels).optional() }).optional(),
  /** The request whose documents arrived, or what ended the time that is excluded. */
  toProof: z.strictObject({ reference: wireLine(64) }).optional(),
})

const pauseBody = pauseFields.refine(({ to, toProof }) => to !== undefined || toProof === undefined, {
  path: ['to'],
  message: 'expected when it ran on: what proves it is given',
})

export const clockPreviewBody = z.strictObject({
  clock: clockId,
  startedAt: instantOfOurTime,
  /** Whose days count: with the days off of its province. Those of the country when nothing is said. */
  branch: wireRegion.optional(),
  /** Now, when it is left out; a later one asks of days to come. Nothing is received or proven after it. */
  asOf: instantOfOurTime.optional(),
  /** In the unit of the clock. What the law or the norm sets may be shorter than the rule, not longer. */
  length: clockLength.optional(),
  /** From the proven delivery of the one complete notice to the arrival of the last document, in order. */
  pauses: z
    .array(pauseBody)
    .max(20)
    .refine(
      (pauses) => pauses.reduce((sum, { from, to }) => sum + Math.max(0, (to ?? from) - from), 0) <= longestPauses,
      'expected pauses of three years at most in all',
    )
    .default([]),
  /** Clocks that run beside it: the one of the same act that is due first binds. */
  beside: z
    .array(z.strictObject({ clock: clockId, startedAt: instantOfOurTime, length: clockLength.optional() }))
    .max(10)
    .default([]),
})

export type ClockPreviewBody = z.infer<typeof clockPreviewBody>

export const clockPreviewAnswer = z
  .object({
    clock: clockBody,
    /** How it came to its due times, in order, for every unit. */
    steps: z.array(z.string()),
    /** Each day from the start to the last lawful one, and why it counts or does not; empty for hours and years. */
    days: z.array(z.object({ date: z.string(), counted: z.int().nullable(), because: z.string() })),
  })
  .meta({ id: 'ClockPreview' })

const ruleBody = z
  .object({
    id: z.string(),
    obligation: z.string(),
    length: z.int(),
    unit: z.string(),
    starts: z.string(),
    stops: z.string(),
    /** `supplement`: stands still for one complete correction notice. `excluded-time`: for time the text itself excludes. */
    pauses: z.enum(['never', 'supplement', 'excluded-time']),
    kind: z.enum(['law', 'norm', 'target', 'service']),
    cappedBy: z.array(z.string()),
    /**
     * Who is told at which lateness: roles, the `claimant`, `step-owner`, who has the step that is to be done, and whoever stands
     * above the one whose decision is waited for (`next-step-up`, `two-steps-up`).
     */
    told: z.partialRecord(z.enum(['at-risk', 'due', 'breach', 'late']), z.array(z.string())),
    yardstick: z.object({ length: z.int(), percent: z.int() }).optional(),
    source: z.string(),
    inForce: z.object({ from: z.string(), to: z.string().optional() }),
  })
  .meta({ id: 'ClockRule' })

export const rulesAnswer = z.object({ version: z.int(), calendarVersion: z.string(), rules: z.array(ruleBody) })

/** The dates a text is in force are dates, not instants: they stay as they are. */
export function ruleOnWire({ cappedBy, ...rule }: ClockRule): z.infer<typeof ruleBody> {
  const told = Object.entries(toldOf(rule)).map(([level, audiences]) => [level, [...audiences]])
  return { ...rule, cappedBy: [...cappedBy], told: Object.fromEntries(told) as z.infer<typeof ruleBody>['told'] }
}
