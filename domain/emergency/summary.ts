import type { Instant } from '../time.ts'
import type { ContactFigures, Figures } from './bulletin.ts'
import { sumOf } from './bulletin.ts'
import type { CountedTarget } from './counted-targets.ts'
import { drillScore, type DrillScore } from './drill-score.ts'
import type { EventFacts } from './event-facts.ts'
import type { EmergencyEvent } from './event-state.ts'
import { regulatorDueAt } from './regulator-report.ts'
import type { Faulty } from './response-fault.ts'
import { fault } from './response-fault.ts'
import type { Lesson, MissCause, Response, ResponseEntry } from './response-state.ts'
import type { ResponseTarget } from './response-target.ts'
import { missedTargets, targetsOf } from './targets.ts'
import type { TimelineEntry } from './timeline.ts'
import { timelineOf } from './timeline.ts'

/** What is known of the response when it is summed up. */
export interface SummaryGround {
  readonly event: EventFacts
  readonly log: readonly EmergencyEvent[]
  readonly response: Response
  readonly entries: readonly ResponseEntry[]
  readonly figures: Figures
  /** Contacts, call-backs and the targets of the claims. */
  readonly counted: readonly CountedTarget[]
  /** The newest version of the plan that was followed; null where none was. */
  readonly newestPlanVersion: number | null
  readonly now: Instant
}

/** The event summed up (总结评估): what happened when, which targets were met, why others were not, what is learned. */
export interface EventSummary {
  readonly timeline: readonly TimelineEntry[]
  readonly targets: readonly (ResponseTarget & { readonly cause: MissCause | null })[]
  readonly total: ReturnType<typeof sumOf>
  readonly contacts: ContactFigures
  readonly lessons: readonly Lesson[]
  readonly drill: DrillScore | null
  /** Why the event cannot be marked reviewed yet; null when it can. */
  readonly openPoint: { readonly code: string; readonly message: string } | null
}

export function summaryOf(ground: SummaryGround): EventSummary {
  const { event, log, response, entries, figures } = ground
  const targets = targetsOf(ground)
  const open = reviewFault(ground)
  return {
    timeline: timelineOf(log, entries),
    targets: targets.map((target) => ({ ...target, cause: response.causes[target.target] ?? null })),
    total: sumOf(figures.cells),
    contacts: figures.contacts,
    lessons: response.lessons,
    drill: event.drill ? drillScore(targets, figures.contacts) : null,
    openPoint: open === null ? null : { code: open.fault.code, message: open.fault.message },
  }
}

/**
 * Whether anything still stands between an ended event and its review: every missed target has its cause, something is
 * learned from each miss, every lesson has an owner and a day, the regulator has the final report of what he was told of,
 * and a drill has followed a plan and led to a new version of it.
 */
export function reviewFault(ground: SummaryGround): Faulty | null {
  if (ground.event.endedAt === null) return fault('EVENT_NOT_ENDED', 'an event is reviewed when it has ended')
  return missFault(ground) ?? lessonFault(ground) ?? reportFault(ground) ?? drillFault(ground)
}

function missFault(ground: SummaryGround): Faulty | null {
  const { response } = ground
  const missed = missedTargets(ground)
  const unexplained = missed.find(({ target }) => response.causes[target] === undefined)
  if (unexplained !== undefined) return fault('REVIEW_CAUSE_MISSING', `say why ${unexplained.target} was missed`)
  if (missed.length === 0 || response.lessons.length > 0) return null
  return fault('REVIEW_LESSON_MISSING', 'targets were missed: note what is to be done better')
}

function lessonFault({ response }: SummaryGround): Faulty | null {
  const open = response.lessons.find(({ ownerId }) => ownerId === null)
  return open === undefined ? null : fault('REVIEW_LESSON_OPEN', `lesson ${open.n} has no owner and no day`)
}

/** Nobody reports an exercise. */
function reportFault({ event, response }: SummaryGround): Faulty | null {
  const told = response.reports.map(({ kind }) => kind)
  const isOwed = !event.drill && (regulatorDueAt(event, 'written') !== null || told.includes('written'))
  if (!isOwed || told.includes('final')) return null
  return fault('REVIEW_REPORT_MISSING', 'the regulator waits for the final report')
}

function drillFault({ event, response: { plan }, newestPlanVersion }: SummaryGround): Faulty | null {
  if (!event.drill) return null
  if (plan === null) return fault('REVIEW_PLAN_MISSING', 'a drill exercises a plan: follow the one it was for')
  if (newestPlanVersion !== plan.version) return null
  return fault('REVIEW_PLAN_UNREVISED', 'a drill ends in a new version of the plan it followed')
}
