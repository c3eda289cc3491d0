import type { Role } from '../claim/codes.ts'
import type { Instant } from '../time.ts'
import { MINUTE } from '../time.ts'
import { zonesFault } from './event-scope.ts'
import type { EventKind, EventLevel } from './grades.ts'
import type { Faulty } from './response-fault.ts'
import { fault } from './response-fault.ts'

/** What is done in an event of some kinds and levels, by whom and in what time (应急预案). Data: a new version replaces it. */
export interface ResponsePlan {
  readonly kinds: readonly EventKind[]
  readonly levels: readonly EventLevel[]
  readonly steps: readonly PlanStep[]
  readonly resources: readonly PlannedResource[]
  /** Where it is exercised (演练) every quarter; absent: only when somebody begins a drill. */
  readonly exercise?: { readonly zones: readonly string[] }
}

export interface PlanStep {
  readonly stepId: string
  readonly title: string
  readonly owner: Role
  /** From the declaration of the event. */
  readonly withinMinutes: number
  /** Steps that are checked off before this one. */
  readonly after: readonly string[]
}

/** Staff and vehicles are counted, the emergency fund (应急资金) is in fen. */
export const resourceKinds = ['staff', 'vehicle', 'fund'] as const
export type ResourceKind = (typeof resourceKinds)[number]

export interface PlannedResource {
  readonly kind: ResourceKind
  /** Never committed beyond. */
  readonly ceiling: number
}

/** What is wrong with a plan: the first fault, or null. */
export function planFault({ steps, resources, exercise }: ResponsePlan): Faulty | null {
  const ids = steps.map(({ stepId }) => stepId)
  const twice = ids.findIndex((stepId, index) => ids.indexOf(stepId) !== index)
  if (twice >= 0)
    return fault('PLAN_STEP_TWICE', 'a step stands in the plan twice', { field: `/steps/${twice}/stepId` })
  for (const [index, { after }] of steps.entries()) {
    const unknown = after.findIndex((stepId) => !ids.includes(stepId))
    if (unknown < 0) continue
    return fault('PLAN_STEP_UNKNOWN', 'the plan has no such step', { field: `/steps/${index}/after/${unknown}` })
  }
  const circling = steps.findIndex(({ stepId }) => stepsBefore(steps, stepId).has(stepId))
  if (circling >= 0) {
    return fault('PLAN_CIRCLE', 'a step waits, in the end, for itself', { field: `/steps/${circling}/after` })
  }
  const kinds = resources.map(({ kind }) => kind)
  const again = kinds.findIndex((kind, index) => kinds.indexOf(kind) !== index)
  if (again >= 0)
    return fault('PLAN_RESOURCE_TWICE', 'a resource stands in the plan twice', { field: `/resources/${again}/kind` })
  const zones = exercise === undefined ? null : zonesFault(exercise.zones, '/exercise/zones')
  return zones === null ? null : fault('PLAN_EXERCISE_ZONE', zones.message, { field: zones.field ?? '/exercise/zones' })
}

/** Everything that comes before a step, near and far. */
function stepsBefore(steps: readonly PlanStep[], stepId: string): ReadonlySet<string> {
  const before = new Set<string>()
  const open = [stepId]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const earlier of steps.find((step) => step.stepId === next)?.after ?? []) {
      if (before.has(earlier)) continue
      before.add(earlier)
      open.push(earlier)
    }
  }
  return before
}

/** By when a step is to be checked off. */
export const stepDueAt = ({ withinMinutes }: PlanStep, since: Instant): Instant => since + withinMinutes * MINUTE

/** Why an event does not follow the plan: it is for other kinds or levels. Null where it may. */
export function unfitPlan(
  { kinds, levels }: ResponsePlan,
  { kind, level }: { readonly kind: EventKind; readonly level: EventLevel },
): Faulty | null {
  if (kinds.includes(kind) && levels.includes(level)) return null
  return fault('PLAN_NOT_FOR_EVENT', 'the plan is for other kinds of events, or other levels', { field: '/planId' })
}
