import type { Role } from '../claim/codes.ts'
import type { Instant } from '../time.ts'
import { HOUR, endOfDay } from '../time.ts'
import type { CountedTarget } from './counted-targets.ts'
import { countedTarget } from './counted-targets.ts'
import type { EventFacts } from './event-facts.ts'
import { nextBulletinDueAt } from './publishing.ts'
import { regulatorDueAt } from './regulator-report.ts'
import type { Response } from './response-state.ts'
import type { ResponseTarget } from './response-target.ts'
import { datedSteps } from './step-dates.ts'

interface Standing {
  readonly response: Response
  readonly event: EventFacts
  readonly counted: readonly CountedTarget[]
  readonly now: Instant
}

/** Every target of the response with how it stands: what the summary lists, and what the watch looks after. */
export function targetsOf({ response, event, counted, now }: Standing): readonly ResponseTarget[] {
  return [
    ...counted.flatMap(countedTarget),
    ...regulatorTargets(response, event, now),
    ...bulletinTargets(response, event, now),
    ...stepTargets(response, now),
    ...lessonTargets(response, now),
  ]
}

/** How long a missed target may stay undone until the next one above is told. */
const nextToldAfterMs = HOUR

/**
 * Who is told that a target was missed (升级督办): whoever leads the one that was to see to it, and while it is still not done
 * an hour later, whoever stands above. In the order in which they are told.
 */
export function toldOfMiss({ target, dueAt, doneAt }: ResponseTarget, now: Instant): readonly Role[] {
  const [first, above] = chainOf(target)
  const isLong = dueAt !== null && doneAt === null && now >= dueAt + nextToldAfterMs
  return isLong ? [first, above] : [first]
}

function chainOf(target: string): readonly [Role, Role] {
  if (target.startsWith('regulator/')) return ['compliance', 'head-office']
  return target.startsWith('bulletin/') ? ['head-office', 'compliance'] : ['emergency-commander', 'head-office']
}

export const missedTargets = (standing: Standing): readonly ResponseTarget[] =>
  targetsOf(standing).filter(({ state }) => state === 'missed')

/** The misses somebody has to be told of: of an event that was reviewed only the lessons it left are still to be done. */
export const missesToTell = (standing: Standing): readonly ResponseTarget[] =>
  missedTargets(standing).filter(({ target }) => standing.event.state !== 'reviewed' || target.startsWith('lesson/'))

function regulatorTargets({ reports }: Response, event: EventFacts, now: Instant): readonly ResponseTarget[] {
  return (['phone', 'written'] as const).flatMap((kind) => {
    const dueAt = regulatorDueAt(event, kind)
    if (dueAt === null) return []
    const doneAt = reports.find((report) => report.kind === kind)?.at ?? null
    return [judged({ target: `regulator/${kind}`, dueAt, doneAt }, now)]
  })
}

function bulletinTargets(response: Response, event: EventFacts, now: Instant): readonly ResponseTarget[] {
  const { bulletins } = response
  const next = nextBulletinDueAt(response, event)
  const published = bulletins.map(({ n, dueAt, at }) => ({ target: `bulletin/${n}`, dueAt, doneAt: at }))
  const coming = next === null ? [] : [{ target: `bulletin/${bulletins.length + 1}`, dueAt: next, doneAt: null }]
  return [...published, ...coming].map((dates) => judged(dates, now))
}

/** Of plans that were followed before, what was late when another took their place. */
function stepTargets(response: Response, now: Instant): readonly ResponseTarget[] {
  const steps = datedSteps(response).map(({ key, dueAt, done }) => ({ key, dueAt, doneAt: done?.at ?? null }))
  const left = Object.entries(response.stepsMissed)
    .filter(([key]) => !steps.some((step) => step.key === key))
    .map(([key, dueAt]) => ({ key, dueAt, doneAt: response.stepsDone[key]?.at ?? null }))
  return [...left, ...steps].map(({ key, ...dates }) => judged({ target: `step/${key}`, ...dates }, now))
}

/** A lesson is due when its day is over; one that was missed was due by the day it was missed by, whatever day it was given since. */
const lessonTargets = ({ lessons }: Response, now: Instant): readonly ResponseTarget[] =>
  lessons.flatMap(({ n, dueOn, missedOn = dueOn, doneAt }) =>
    missedOn === null ? [] : [judged({ target: `lesson/${n}`, dueAt: endOfDay(missedOn), doneAt }, now)],
  )

interface Dates {
  readonly target: string
  readonly dueAt: Instant
  readonly doneAt: Instant | null
}

function judged({ target, dueAt, doneAt }: Dates, now: Instant): ResponseTarget {
  const state = (doneAt ?? now) > dueAt ? 'missed' : doneAt === null ? 'open' : 'met'
  return { target, dueAt, doneAt, state }
}
