import { z } from 'zod'

import type { ClockRule } from '../../domain/clocks/clock.ts'
import { clockRegistry1 } from '../../domain/clocks/registry.ts'
import { DAY } from '../../domain/time.ts'
import { clockBody } from './clock-view.ts'
import { wireInstant } from './values.ts'

/** Every day is listed in the answer: a question spans the years a claim can have, not all of history. */
const instantOfOurTime = wireInstant.refine(
  (at) => at >= Date.UTC(2000, 0) && at < Date.UTC(2100, 0),
  'expected an instant between 2000 and 2100',
)
const longestPauses = 3 * 366 * DAY

export const clockPreviewBody = z.strictObject({
  clock: z.enum(Object.keys(clockRegistry1) as [string, ...string[]]),
  startedAt: instantOfOurTime,
  /** In the unit of the clock. What the law or the norm sets may be shorter than the rule, not longer. */
  length: z.int().min(1).max(366).optional(),
  /** From the proven delivery of the one complete notice to the arrival of the last document, in order. */
  pauses: z
    .array(z.strictObject({ from: instantOfOurTime, to: instantOfOurTime }))
    .max(20)
    .refine(
      (pauses) => pauses.reduce((sum, { from, to }) => sum + Math.max(0, to - from), 0) <= longestPauses,
      'expected pauses of three years at most in all',
    )
    .default([]),
})

export type ClockPreviewBody = z.infer<typeof clockPreviewBody>

export const clockPreviewAnswer = z
  .object({
    clock: clockBody,
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
    yardstick: z.object({ length: z.int(), percent: z.int() }).optional(),
    source: z.string(),
    inForce: z.object({ from: z.string(), to: z.string().optional() }),
  })
  .meta({ id: 'ClockRule' })

export const rulesAnswer = z.object({ version: z.int(), calendarVersion: z.string(), rules: z.array(ruleBody) })

/** The dates a text is in force are dates, not instants: they stay as they are. */
export function ruleOnWire({ cappedBy, ...rule }: ClockRule): z.infer<typeof ruleBody> {
  return { ...rule, cappedBy: [...cappedBy] }
}
