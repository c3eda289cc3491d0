import type { Instant } from '../time.ts'
import type { PlanStep } from './plan.ts'
import { fault } from './response-fault.ts'
import type { Response } from './response-state.ts'
import type { ResponseActOf, ResponseContext, ResponseOutcome } from './response-act.ts'
import { datedSteps } from './step-dates.ts'

/** A named person of the step's owners checks it off, after those that come before it. */
export function checkStep(
  response: Response,
  { stepId }: ResponseActOf<'CheckStep'>,
  { now, by, role }: ResponseContext,
): ResponseOutcome {
  const steps = datedSteps(response)
  const dated = steps.find((each) => each.step.stepId === stepId)
  if (dated === undefined)
    return fault('STEP_UNKNOWN', 'the plan that is followed has no such step', { field: '/stepId' })
  if (dated.done !== null) return fault('STEP_CHECKED', 'the step was checked off already')
  const { after, owner } = dated.step
  const missing = after.find((earlier) => steps.some(({ step, done }) => step.stepId === earlier && done === null))
  if (missing !== undefined) return fault('STEP_BEFORE', `step ${missing} comes first`)
  if (role !== owner && role !== 'emergency-commander') {
    return fault('STEP_OF_ANOTHER', 'another role owns the step', { whoMay: [owner, 'emergency-commander'] })
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
export function standingSteps(response: Response, now: Instant): readonly StandingStep[] {
  return datedSteps(response).map(({ step, dueAt, done }) => {
    const isLate = (done?.at ?? now) > dueAt
    return { ...step, dueAt, doneAt: done?.at ?? null, doneBy: done?.by ?? null, isLate }
  })
}
