import type { Instant } from '../time.ts'
import type { PlanStep } from './plan.ts'
import { stepDueAt } from './plan.ts'
import { fault } from './response-fault.ts'
import type { Response } from './response-state.ts'
import type { ResponseActOf, ResponseContext, ResponseOutcome } from './response-act.ts'

/** A named person of the step's owners checks it off, after those that come before it. */
export function checkStep(
  { plan, stepsDone }: Response,
  { stepId }: ResponseActOf<'CheckStep'>,
  { now, by, role }: ResponseContext,
): ResponseOutcome {
  const step = plan?.steps.find((each) => each.stepId === stepId)
  if (step === undefined)
    return fault('STEP_UNKNOWN', 'the plan that is followed has no such step', { field: '/stepId' })
  if (stepsDone[stepId] !== undefined) return fault('STEP_CHECKED', 'the step was checked off already')
  const missing = step.after.find((earlier) => stepsDone[earlier] === undefined)
  if (missing !== undefined) return fault('STEP_BEFORE', `step ${missing} comes first`)
  if (role !== step.owner && role !== 'emergency-commander') {
    return fault('STEP_OF_ANOTHER', 'another role owns the step', { whoMay: [step.owner, 'emergency-commander'] })
  }
  return { entry: { type: 'StepChecked', at: now, by, stepId } }
}

/** A step of the plan that is followed, as it stands. */
export interface StandingStep extends PlanStep {
  readonly dueAt: Instant
  readonly doneAt: Instant | null
  readonly doneBy: string | null
  readonly isLate: boolean
}

/** Every step with its time limit; late is what was not done in time, or is not yet. */
export function standingSteps({ plan, stepsDone }: Response, now: Instant): readonly StandingStep[] {
  return (plan?.steps ?? []).map((step) => {
    const done = stepsDone[step.stepId]
    const dueAt = stepDueAt(step, plan?.since ?? now)
    const isLate = (done?.at ?? now) > dueAt
    return { ...step, dueAt, doneAt: done?.at ?? null, doneBy: done?.by ?? null, isLate }
  })
}
