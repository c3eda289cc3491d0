import { publishBulletin } from './publishing.ts'
import { countedFrom } from './event-facts.ts'
import { assignLesson, finishLesson, nameCause, noteLesson } from './lessons.ts'
import { unfitPlan } from './plan.ts'
import { tellRegulator } from './regulator-report.ts'
import { commit, release } from './resources.ts'
import type { ResponseAct, ResponseActOf, ResponseContext, ResponseOutcome } from './response-act.ts'
import { fault } from './response-fault.ts'
import type { Response } from './response-state.ts'
import { checkStep } from './steps.ts'

/** Judges one act: the entry it makes, or why it is refused. */
export function decideResponse(response: Response, act: ResponseAct, context: ResponseContext): ResponseOutcome {
  const judge = judges[act.type] as Judge<ResponseAct>
  return judge(response, act, context)
}

type Judge<Act> = (response: Response, act: Act, context: ResponseContext) => ResponseOutcome

const judges: { readonly [T in ResponseAct['type']]: Judge<ResponseActOf<T>> } = {
  FollowPlan: (_response, act, context) => followPlan(act, context),
  CheckStep: checkStep,
  SignIn: (response, _act, context) => signIn(response, context),
  SignOut: (response, _act, context) => signOut(response, context),
  Commit: commit,
  Release: release,
  TellRegulator: tellRegulator,
  PublishBulletin: publishBulletin,
  NameCause: nameCause,
  NoteLesson: noteLesson,
  AssignLesson: assignLesson,
  FinishLesson: finishLesson,
}

/** The steps are counted from the declaration, so that who follows the plan late is late. */
function followPlan(
  { plan, ...named }: ResponseActOf<'FollowPlan'>,
  { now, by, event }: ResponseContext,
): ResponseOutcome {
  const unfit = unfitPlan(plan, event)
  if (unfit !== null) return unfit
  const { type: _type, ...version } = named
  const { steps, resources } = plan
  return { entry: { type: 'PlanFollowed', at: now, by, ...version, steps, resources, since: countedFrom(event) } }
}

function signIn({ present }: Response, { now: at, by, role }: ResponseContext): ResponseOutcome {
  if (present[by] !== undefined) return fault('SIGNED_IN', 'you are signed in for this event already')
  return { entry: { type: 'SignedIn', at, by, role } }
}

function signOut({ present }: Response, { now: at, by }: ResponseContext): ResponseOutcome {
  if (present[by] === undefined) return fault('NOT_SIGNED_IN', 'you are not signed in for this event')
  return { entry: { type: 'SignedOut', at, by } }
}
