import { publishBulletin } from './publishing.ts'
import { countedFrom } from './event-facts.ts'
import { assignLesson, finishLesson, nameCause, noteLesson } from './lessons.ts'
import { isPlanFor } from './plan.ts'
import { tellRegulator } from './regulator-report.ts'
import { commit, release } from './resources.ts'
import type { ResponseAct, ResponseActOf, ResponseContext, ResponseOutcome } from './response-act.ts'
import { fault } from './response-fault.ts'
import type { Response } from './response-state.ts'
import { checkStep } from './steps.ts'

/** Judges one act: the entry it makes, or why it is refused. */
export function decideResponse(response: Response, act: ResponseAct, context: ResponseContext): ResponseOutcome {
  switch (act.type) {
    case 'FollowPlan':
      return followPlan(act, context)
    case 'CheckStep':
      return checkStep(response, act, context)
    case 'SignIn':
    case 'SignOut':
      return signInOrOut(response, act, context)
    case 'Commit':
      return commit(response, act, context)
    case 'Release':
      return release(response, act, context)
    case 'TellRegulator':
      return tellRegulator(response, act, context)
    case 'PublishBulletin':
      return publishBulletin(response, act, context)
    case 'NameCause':
      return nameCause(response, act, context)
    case 'NoteLesson':
      return noteLesson(response, act, context)
    case 'AssignLesson':
      return assignLesson(response, act, context)
    case 'FinishLesson':
      return finishLesson(response, act, context)
  }
}

/** The steps are counted from the declaration, so that who follows the plan late is late. */
function followPlan(
  { plan, ...named }: ResponseActOf<'FollowPlan'>,
  { now, by, event }: ResponseContext,
): ResponseOutcome {
  if (!isPlanFor(plan, event)) {
    return fault('PLAN_NOT_FOR_EVENT', 'the plan is for other kinds of events, or other levels', { field: '/planId' })
  }
  const { type: _type, ...version } = named
  const { steps, resources } = plan
  return { entry: { type: 'PlanFollowed', at: now, by, ...version, steps, resources, since: countedFrom(event) } }
}

function signInOrOut(
  { present }: Response,
  { type }: ResponseActOf<'SignIn' | 'SignOut'>,
  { now: at, by, role }: ResponseContext,
): ResponseOutcome {
  const isThere = present[by] !== undefined
  if (type === 'SignIn') {
    if (isThere) return fault('SIGNED_IN', 'you are signed in for this event already')
    return { entry: { type: 'SignedIn', at, by, role } }
  }
  if (!isThere) return fault('NOT_SIGNED_IN', 'you are not signed in for this event')
  return { entry: { type: 'SignedOut', at, by } }
}
