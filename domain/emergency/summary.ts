import type { Instant } from '../time.ts'
import type { ContactFigures, Figures } from './bulletin.ts'
import { sumOf } from './bulletin.ts'
import { drillScore, type DrillScore } from './drill-score.ts'
import type { EventFacts } from './event-facts.ts'
import type { Faulty } from './response-fault.ts'
import { fault } from './response-fault.ts'
import type { Lesson, MissCause, Response, ResponseEntry, ResponseEntryOf } from './response-state.ts'
import type { ResponseTarget } from './targets.ts'
import { missedTargets, targetsOf } from './targets.ts'

/** What is known of the response when it is summed up. */
export interface SummaryGround {
  readonly event: EventFacts
  readonly response: Response
  readonly entries: readonly ResponseEntry[]
  readonly figures: Figures
  /** The newest version of the plan that was followed; null where none was. */
  readonly newestPlanVersion: number | null
  readonly now: Instant
}

/** The event summed up (总结评估): what happened when, which targets were met, why others were not, what is learned. */
export interface EventSummary {
  readonly timeline: readonly { readonly at: Instant; readonly what: string; readonly by: string | null }[]
  readonly targets: readonly (ResponseTarget & { readonly cause: MissCause | null })[]
  readonly total: ReturnType<typeof sumOf>
  readonly contacts: ContactFigures
  readonly lessons: readonly Lesson[]
  readonly drill: DrillScore | null
  /** Why the event cannot be marked reviewed yet; null when it can. */
  readonly openPoint: { readonly code: string; readonly message: string } | null
}

export function summaryOf(ground: SummaryGround): EventSummary {
  const { event, response, entries, figures, now } = ground
  const targets = targetsOf({ response, event, contacts: figures.contacts, now })
  const open = reviewFault(ground)
  return {
    timeline: timelineOf(event, entries),
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

function missFault({ event, response, figures: { contacts }, now }: SummaryGround): Faulty | null {
  const missed = missedTargets({ response, event, contacts, now })
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
  const isOwed = !event.drill && (event.level === 'I' || told.includes('written'))
  if (!isOwed || told.includes('final')) return null
  return fault('REVIEW_REPORT_MISSING', 'the regulator waits for the final report')
}

function drillFault({ event, response: { plan }, newestPlanVersion }: SummaryGround): Faulty | null {
  if (!event.drill) return null
  if (plan === null) return fault('REVIEW_PLAN_MISSING', 'a drill exercises a plan: follow the one it was for')
  if (newestPlanVersion !== plan.version) return null
  return fault('REVIEW_PLAN_UNREVISED', 'a drill ends in a new version of the plan it followed')
}

function timelineOf(event: EventFacts, entries: readonly ResponseEntry[]): EventSummary['timeline'] {
  const turns = [
    { at: event.knownAt, what: 'known', by: null },
    ...(event.declaredAt === null ? [] : [{ at: event.declaredAt, what: 'declared', by: null }]),
    ...(event.endedAt === null ? [] : [{ at: event.endedAt, what: 'ended', by: null }]),
  ]
  const acts = entries.map((entry) => ({ at: entry.at, what: wordOf(entry), by: entry.by }))
  return [...turns, ...acts].toSorted((a, b) => a.at - b.at)
}

/** An entry in one word and the number or code it is about: no text, no person. */
function wordOf(entry: ResponseEntry): string {
  const word = words[entry.type] as (entry: ResponseEntry) => string
  return word(entry)
}

const words: { readonly [T in ResponseEntry['type']]: (entry: ResponseEntryOf<T>) => string } = {
  PlanFollowed: ({ planId, version }) => `plan ${planId} version ${version} followed`,
  StepChecked: ({ stepId }) => `step ${stepId} done`,
  SignedIn: () => 'signed in',
  SignedOut: () => 'signed out',
  Committed: ({ n, amount, kind }) => `commitment ${n}: ${amount} ${kind}`,
  Released: ({ n }) => `commitment ${n} released`,
  RegulatorTold: ({ kind }) => `regulator told: ${kind}`,
  BulletinPublished: ({ n }) => `bulletin ${n} published`,
  CauseNamed: ({ target, cause }) => `cause of ${target}: ${cause}`,
  LessonNoted: ({ n }) => `lesson ${n} noted`,
  LessonAssigned: ({ n }) => `lesson ${n} assigned`,
  LessonDone: ({ n }) => `lesson ${n} done`,
}
