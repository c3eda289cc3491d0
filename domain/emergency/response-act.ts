import type { Role } from '../claim/codes.ts'
import type { DateText, Instant } from '../time.ts'
import type { Figures } from './bulletin.ts'
import type { CountedTarget } from './counted-targets.ts'
import type { EventFacts } from './event-facts.ts'
import type { ResourceKind, ResponsePlan } from './plan.ts'
import type { Faulty } from './response-fault.ts'
import type { MissCause, RegulatorReportKind, ResponseEntry } from './response-state.ts'

/** What people do in the response to an event. Free text is stored before, here stands its id. */
export type ResponseAct =
  | { readonly type: 'FollowPlan'; readonly planId: string; readonly version: number; readonly plan: ResponsePlan }
  | { readonly type: 'CheckStep'; readonly stepId: string }
  | { readonly type: 'SignIn' }
  | { readonly type: 'SignOut' }
  | { readonly type: 'Commit'; readonly kind: ResourceKind; readonly amount: number; readonly textId: string }
  | { readonly type: 'Release'; readonly n: number }
  | { readonly type: 'TellRegulator'; readonly kind: RegulatorReportKind; readonly reference: string }
  | { readonly type: 'PublishBulletin'; readonly figures: Figures }
  | {
      readonly type: 'NameCause'
      readonly target: string
      readonly cause: MissCause
      readonly counted: readonly CountedTarget[]
    }
  | { readonly type: 'NoteLesson'; readonly textId: string }
  | { readonly type: 'AssignLesson'; readonly n: number; readonly ownerId: string; readonly dueOn: DateText }
  | { readonly type: 'FinishLesson'; readonly n: number }
export type ResponseActOf<T extends ResponseAct['type']> = Extract<ResponseAct, { readonly type: T }>

/** Who acts, when, and on which event. */
export interface ResponseContext {
  readonly now: Instant
  readonly by: string
  readonly role: Role
  readonly event: EventFacts
}

export type ResponseOutcome = { readonly entry: ResponseEntry } | Faulty
