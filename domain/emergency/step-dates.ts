import type { Instant } from '../time.ts'
import type { PlanStep } from './plan.ts'
import { stepDueAt } from './plan.ts'

/** What of a response says when steps were due and done; steps by plan and step, `<plan>/<step>`. */
export interface StepRecord {
  readonly plan: { readonly planId: string; readonly steps: readonly PlanStep[]; readonly since: Instant } | null
  readonly stepsDone: Readonly<Record<string, StepDone>>
  /** By when steps were due that were late when a plan took the place of theirs. */
  readonly stepsMissed: Readonly<Record<string, Instant>>
}

export interface StepDone {
  readonly at: Instant
  readonly by: string
  /** By when it was due then: another version of the plan makes nothing late that was done in time, nor the other way round. */
  readonly dueAt: Instant
}

export interface DatedStep {
  readonly key: string
  readonly step: PlanStep
  readonly dueAt: Instant
  readonly done: StepDone | null
}

/** One name for a step of a plan, whatever other plans call theirs. */
const stepKey = (planId: string, stepId: string): string => `${planId}/${stepId}`

/** The steps of the plan that is followed, with their dates. One that was late keeps the date it was late by. */
export function datedSteps({ plan, stepsDone, stepsMissed }: StepRecord): readonly DatedStep[] {
  if (plan === null) return []
  return plan.steps.map((step) => {
    const key = stepKey(plan.planId, step.stepId)
    const done = stepsDone[key] ?? null
    const dueAt = done?.dueAt ?? Math.min(stepDueAt(step, plan.since), stepsMissed[key] ?? Infinity)
    return { key, step, dueAt, done }
  })
}

/** The steps that are late at an instant, with those that were before: following another plan erases none of them. */
export function missedSteps(record: StepRecord, at: Instant): Readonly<Record<string, Instant>> {
  const late = datedSteps(record).filter(({ dueAt, done }) => (done?.at ?? at) > dueAt)
  return { ...record.stepsMissed, ...Object.fromEntries(late.map(({ key, dueAt }) => [key, dueAt])) }
}
