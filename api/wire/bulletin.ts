import { z } from 'zod'

import type { Editions } from '../../domain/emergency/bulletin.ts'
import type { EventFacts } from '../../domain/emergency/event-facts.ts'
import { regulatorDueAt } from '../../domain/emergency/regulator-report.ts'
import type { Response } from '../../domain/emergency/response-state.ts'
import type { EventSummary } from '../../domain/emergency/summary.ts'
import { onWire } from './on-wire.ts'

export const editionNames = ['customers', 'media', 'regulator', 'staff'] as const satisfies readonly (keyof Editions)[]
export type EditionName = (typeof editionNames)[number]

export const bulletinQuery = z.strictObject({ edition: z.enum(editionNames).default('customers') })

const counts = { reported: z.int(), paid: z.int(), prepaid: z.int() }
/** Null where a sum would tell what few people were paid. */
const publicSums = { ...counts, paidFen: z.string().nullable(), prepaidFen: z.string().nullable() }
const sums = { ...counts, paidFen: z.string(), prepaidFen: z.string(), estimatedFen: z.string(), breached: z.int() }

const contactsShape = z.object({
  tasks: z.int(),
  contacted: z.int(),
  missed: z.int(),
  goOn: z.int(),
  later: z.int(),
  no: z.int(),
})

const breakdown = {
  asOf: z.string(),
  total: z.object(sums),
  byLine: z.array(z.object({ line: z.string(), ...sums })),
  byRegion: z.array(z.object({ region: z.string(), ...sums })),
  contacts: contactsShape,
}

const edition = z.union([
  z.strictObject({ ...breakdown, stepsLate: z.array(z.string()) }),
  z.strictObject(breakdown),
  z.strictObject({
    asOf: z.string(),
    total: z.object(publicSums),
    byLine: z.array(z.object({ line: z.string(), ...publicSums })),
    contacted: z.int(),
  }),
  z.strictObject({ asOf: z.string(), total: z.object(publicSums), contacted: z.int() }),
])

const bulletinShape = z.object({
  n: z.int(),
  publishedAt: z.string(),
  dueAt: z.string(),
  /** Who signed it. */
  signedBy: z.string(),
  drill: z.boolean(),
  edition: z.enum(editionNames),
  figures: edition,
})
export const bulletinAnswer = bulletinShape.meta({ id: 'Bulletin' })
export const bulletinsAnswer = z.object({ data: z.array(bulletinShape), nextDueAt: z.string().nullable() })

export function bulletinOnWire(
  { n, at, dueAt, by, editions }: Response['bulletins'][number],
  name: EditionName,
  { drill }: EventFacts,
): z.input<typeof bulletinAnswer> {
  const shown = onWire({ publishedAt: at, dueAt })
  // Each edition has its own shape; the union checks it on the way out.
  const figures = onWire(editions[name]) as z.input<typeof edition>
  return { n, ...shown, signedBy: by, drill, edition: name, figures }
}

export const reportAnswer = z
  .object({
    /** Version of this file's shape. */
    schema: z.literal('lipei-regulator-report/1'),
    eventId: z.string(),
    kind: z.string(),
    level: z.string(),
    state: z.string(),
    drill: z.boolean(),
    zones: z.array(z.string()),
    window: z.object({ firstDay: z.string(), lastDay: z.string() }),
    causes: z.array(z.string()),
    knownAt: z.string(),
    declaredAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    phoneDueAt: z.string().nullable(),
    writtenDueAt: z.string().nullable(),
    told: z.array(z.object({ kind: z.string(), reference: z.string(), at: z.string(), by: z.string() })),
    figures: z.object(breakdown),
  })
  .meta({ id: 'RegulatorReport' })

export function reportOnWire(
  event: EventFacts,
  { reports }: Response,
  figures: Editions['regulator'],
): z.input<typeof reportAnswer> {
  const { eventId, kind, level, state, drill, scope, knownAt, declaredAt, endedAt } = event
  const dates = {
    knownAt,
    declaredAt,
    endedAt,
    phoneDueAt: regulatorDueAt(event, 'phone'),
    writtenDueAt: regulatorDueAt(event, 'written'),
  }
  return {
    schema: 'lipei-regulator-report/1',
    eventId,
    kind,
    level,
    state,
    drill,
    zones: [...scope.zones],
    window: { firstDay: scope.from, lastDay: scope.to },
    causes: [...scope.causes],
    ...onWire(dates),
    told: onWire(reports),
    figures: onWire(figures),
  }
}

export const summaryAnswer = z
  .object({
    eventId: z.string(),
    timeline: z.array(z.object({ at: z.string(), what: z.string(), by: z.string().nullable() })),
    targets: z.array(
      z.object({
        target: z.string(),
        dueAt: z.string().nullable(),
        doneAt: z.string().nullable(),
        state: z.enum(['met', 'missed', 'open']),
        /** Of what is counted (contacts, call-backs, targets of the claims): how many were missed. */
        count: z.int().optional(),
        cause: z.string().nullable(),
      }),
    ),
    total: z.object(sums),
    contacts: contactsShape,
    lessons: z.array(
      z.object({
        n: z.int(),
        lesson: z.string(),
        ownerId: z.string().nullable(),
        dueOn: z.string().nullable(),
        doneAt: z.string().nullable(),
      }),
    ),
    /** Of an exercise: whole per cent. */
    drill: z.object({ timeliness: z.int(), accuracy: z.int(), effect: z.int() }).nullable(),
    /** What stands between the event and its review. */
    openPoint: z.object({ code: z.string(), message: z.string() }).nullable(),
  })
  .meta({ id: 'EventSummary' })

export function summaryOnWire(
  eventId: string,
  summary: EventSummary,
  texts: ReadonlyMap<string, string>,
): z.input<typeof summaryAnswer> {
  const { lessons, ...rest } = summary
  return {
    eventId,
    ...onWire(rest),
    lessons: lessons.map(({ textId, ...lesson }) => ({ ...onWire(lesson), lesson: texts.get(textId) ?? '' })),
  }
}
