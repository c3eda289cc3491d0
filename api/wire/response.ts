import { z } from 'zod'

import { roles } from '../../domain/claim/codes.ts'
import { eventKinds, eventLevels } from '../../domain/emergency/grades.ts'
import type { EventFacts } from '../../domain/emergency/event-facts.ts'
import type { ResponsePlan } from '../../domain/emergency/plan.ts'
import { resourceKinds } from '../../domain/emergency/plan.ts'
import { nextBulletinDueAt } from '../../domain/emergency/publishing.ts'
import { standingResource } from '../../domain/emergency/resources.ts'
import type { Response } from '../../domain/emergency/response-state.ts'
import { missCauses, regulatorReportKinds } from '../../domain/emergency/response-state.ts'
import { standingSteps } from '../../domain/emergency/steps.ts'
import type { Instant } from '../../domain/time.ts'
import type { StoredPlan } from '../../db/emergency-response.ts'
import { showInstant } from '../../domain/time.ts'
import { onWire } from './on-wire.ts'
import { wireDate, wireId, wireLine, wirePersonId, wireText } from './values.ts'

const count = z.int().min(1).max(1_000_000)

/** An amount of a resource: people and vehicles are counted, the fund is in fen. */
const amount = z.int().min(1).max(Number.MAX_SAFE_INTEGER)

const planStep = z.strictObject({
  stepId: wireId(40),
  title: wireLine(200),
  owner: z.enum(roles).exclude(['integrator', 'claimant']),
  withinMinutes: count,
  after: z.array(wireId(40)).max(20).default([]),
})

export const planBody = z
  .strictObject({
    kinds: z.array(z.enum(eventKinds)).min(1),
    levels: z.array(z.enum(eventLevels)).min(1),
    steps: z.array(planStep).min(1).max(200),
    resources: z
      .array(z.strictObject({ kind: z.enum(resourceKinds), ceiling: amount }))
      .max(resourceKinds.length)
      .default([]),
    /** Divisions it is exercised in every quarter: a drill begins by itself, and people lead it. */
    exercise: z
      .strictObject({
        zones: z
          .array(z.string().regex(/^\d{1,6}$/))
          .min(1)
          .max(20),
      })
      .exactOptional(),
  })
  .meta({
    examples: [
      {
        kinds: ['natural-disaster'],
        levels: ['I', 'II'],
        steps: [
          { stepId: 'task-group', title: 'Set up the task group', owner: 'disposal-team', withinMinutes: 30 },
          {
            stepId: 'fund',
            title: 'Make the fund ready',
            owner: 'logistics',
            withinMinutes: 120,
            after: ['task-group'],
          },
        ],
        resources: [
          { kind: 'staff', ceiling: 300 },
          { kind: 'fund', ceiling: 2_000_000_000 },
        ],
        exercise: { zones: ['4101'] },
      },
    ],
  }) satisfies z.ZodType<ResponsePlan>

export const planPath = z.strictObject({ planId: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/) })

const planShape = z.object({
  planId: z.string(),
  /** The ETag without its quotes. */
  version: z.int(),
  kinds: z.array(z.string()),
  levels: z.array(z.string()),
  steps: z.array(
    z.object({
      stepId: z.string(),
      title: z.string(),
      owner: z.string(),
      withinMinutes: z.int(),
      after: z.array(z.string()),
    }),
  ),
  resources: z.array(z.object({ kind: z.string(), ceiling: z.int() })),
  exercise: z.object({ zones: z.array(z.string()) }).optional(),
  putBy: z.string(),
  putAt: z.string(),
})
export const planAnswer = planShape.meta({ id: 'ResponsePlan' })
export const plansAnswer = z.object({ data: z.array(planShape) })

export function planOnWire({ planId, version, plan, putBy, putAt }: StoredPlan): z.input<typeof planAnswer> {
  const { kinds, levels, steps, resources, exercise } = plan
  return {
    planId,
    version,
    kinds: [...kinds],
    levels: [...levels],
    steps: steps.map(({ after, ...step }) => ({ ...step, after: [...after] })),
    resources: resources.map((resource) => ({ ...resource })),
    ...(exercise && { exercise: { zones: [...exercise.zones] } }),
    putBy,
    putAt: showInstant(putAt),
  }
}

/** What people do in the response to an event; one act a request. */
export const responseBody = z
  .discriminatedUnion('act', [
    z.strictObject({ act: z.literal('follow-plan'), planId: wireId(40), version: count.optional() }),
    z.strictObject({ act: z.literal('check-step'), stepId: wireId(40) }),
    z.strictObject({ act: z.literal('sign-in') }),
    z.strictObject({ act: z.literal('sign-out') }),
    z.strictObject({ act: z.literal('commit'), kind: z.enum(resourceKinds), amount, purpose: wireText(500) }),
    z.strictObject({ act: z.literal('release'), n: count }),
  ])
  .meta({
    examples: [
      { act: 'follow-plan', planId: 'rainstorm' },
      { act: 'check-step', stepId: 'task-group' },
      { act: 'sign-in' },
      { act: 'commit', kind: 'vehicle', amount: 12, purpose: 'Survey teams for Zhengzhou' },
      { act: 'release', n: 1 },
    ],
  })
export type ResponseBody = z.output<typeof responseBody>

export const reportBody = z
  .strictObject({
    kind: z.enum(regulatorReportKinds),
    /** The regulator's number, or that of the paper or the recorded call. */
    reference: wireId(),
  })
  .meta({ examples: [{ kind: 'phone', reference: 'call-20260720-0815' }] })

export const summaryBody = z
  .discriminatedUnion('act', [
    z.strictObject({ act: z.literal('name-cause'), target: wireTarget(), cause: z.enum(missCauses) }),
    z.strictObject({ act: z.literal('note-lesson'), lesson: wireText(2_000) }),
    z.strictObject({ act: z.literal('assign-lesson'), n: count, ownerId: wirePersonId, dueOn: wireDate }),
    z.strictObject({ act: z.literal('finish-lesson'), n: count }),
  ])
  .meta({
    examples: [
      { act: 'name-cause', target: 'bulletin/2', cause: 'staff-short' },
      { act: 'note-lesson', lesson: 'Two persons prepare the bulletin from level II on' },
      { act: 'assign-lesson', n: 1, ownerId: 'per_8f2', dueOn: '2026-09-01' },
    ],
  })
export type SummaryBody = z.output<typeof summaryBody>

function wireTarget() {
  return z
    .string()
    .regex(
      /^(?:contacts|callbacks|(?:claims|regulator|bulletin|lesson)\/[A-Za-z0-9]{1,20}|step(?:\/[A-Za-z0-9][A-Za-z0-9._:-]{0,39}){2})$/,
      'expected a target of the summary',
    )
}

const instant = z.string()

export const responseAnswer = z
  .object({
    eventId: z.string(),
    asOf: instant,
    plan: z.object({ planId: z.string(), version: z.int() }).nullable(),
    steps: z.array(
      z.object({
        stepId: z.string(),
        title: z.string(),
        owner: z.string(),
        after: z.array(z.string()),
        dueAt: instant,
        doneAt: instant.nullable(),
        doneBy: z.string().nullable(),
        isLate: z.boolean(),
      }),
    ),
    present: z.array(z.object({ personId: z.string(), role: z.string(), since: instant })),
    /** How often somebody signed in. */
    signedIn: z.int(),
    resources: z.array(z.object({ kind: z.string(), ceiling: z.int(), committed: z.int(), left: z.int() })),
    commitments: z.array(
      z.object({
        n: z.int(),
        kind: z.string(),
        amount: z.int(),
        by: z.string(),
        at: instant,
        releasedAt: instant.nullable(),
      }),
    ),
    bulletins: z.int(),
    nextBulletinDueAt: instant.nullable(),
  })
  .meta({ id: 'EventResponse' })

export function responseOnWire(event: EventFacts, response: Response, now: Instant): z.input<typeof responseAnswer> {
  const { plan, present, signedIn, commitments, bulletins } = response
  return onWire({
    eventId: event.eventId,
    asOf: now,
    plan: plan === null ? null : { planId: plan.planId, version: plan.version },
    steps: standingSteps(response, now).map(({ withinMinutes: _within, ...step }) => step),
    present: Object.entries(present).map(([personId, { role, since }]) => ({ personId, role: role as string, since })),
    signedIn,
    resources: resourceKinds.flatMap((kind) => {
      const standing = standingResource(response, kind)
      return standing === null ? [] : [{ kind, ...standing }]
    }),
    commitments: commitments.map(({ textId: _text, ...commitment }) => commitment),
    bulletins: bulletins.length,
    nextBulletinDueAt: nextBulletinDueAt(response, event),
  })
}
