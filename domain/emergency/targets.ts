import type { Role } from '../claim/codes.ts'
import type { Instant } from '../time.ts'
import { HOUR } from '../time.ts'
import type { ContactFigures } from './bulletin.ts'
import type { EventFacts } from './event-facts.ts'
import { nextBulletinDueAt } from './publishing.ts'
import { regulatorDueAt } from './regulator-report.ts'
import type { Response } from './response-state.ts'
import { datedSteps } from './step-dates.ts'

/** One thing the response owes by an instant (处置目标), and when it was done. */
export interface ResponseTarget {
  /** `contacts`, `step/<plan>/<step>`, `bulletin/<n>`, `regulator/phone`, `regulator/written`. */
  readonly target: string
  readonly dueAt: Instant | null
  readonly doneAt: Instant | null
  readonly state: 'met' | 'missed' | 'open'
  /** Of the contacts: how many were missed. */
  readonly count?: number
}

interface Standing {
  readonly response: Response
  readonly event: EventFacts
  readonly contacts: ContactFigures
  readonly now: Instant
}

/** Every target of the response with how it stands: what the summary lists, and what the watch looks after. */
export function targetsOf({ response, event, contacts, now }: Standing): readonly ResponseTarget[] {
  const bulletins = response.bulletins.map(({ n, dueAt, at }) =>
    judged({ target: `bulletin/${n}`, dueAt, doneAt: at }, now),
  )
  const next = nextBulletinDueAt(response, event)
  const coming = next === null ? [] : [{ target: `bulletin/${bulletins.length + 1}`, dueAt: next, doneAt: null }]
  return [
    ...contactTarget(contacts),
    ...regulatorTargets(response, event, now),
    ...bulletins,
    ...coming.map((target) => judged(target, now)),
    ...stepTargets(response, now),
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

function contactTarget({ tasks, contacted, missed }: ContactFigures): readonly ResponseTarget[] {
  if (tasks === 0) return []
  const state = missed > 0 ? 'missed' : contacted < tasks ? 'open' : 'met'
  return [{ target: 'contacts', dueAt: null, doneAt: null, state, count: missed }]
}

function regulatorTargets({ reports }: Response, event: EventFacts, now: Instant): readonly ResponseTarget[] {
  return (['phone', 'written'] as const).flatMap((kind) => {
    const dueAt = regulatorDueAt(event, kind)
    if (dueAt === null) return []
    const doneAt = reports.find((report) => report.kind === kind)?.at ?? null
    return [judged({ target: `regulator/${kind}`, dueAt, doneAt }, now)]
  })
}

/** Of plans that were followed before, what was late when another took their place. */
function stepTargets(response: Response, now: Instant): readonly ResponseTarget[] {
  const steps = datedSteps(response).map(({ key, dueAt, done }) => ({ key, dueAt, doneAt: done?.at ?? null }))
  const left = Object.entries(response.stepsMissed)
    .filter(([key]) => !steps.some((step) => step.key === key))
    .map(([key, dueAt]) => ({ key, dueAt, doneAt: response.stepsDone[key]?.at ?? null }))
  return [...left, ...steps].map(({ key, ...dates }) => judged({ target: `step/${key}`, ...dates }, now))
}

function judged(
  { target, dueAt, doneAt }: { readonly target: string; readonly dueAt: Instant; readonly doneAt: Instant | null },
  now: Instant,
): ResponseTarget {
  const state = (doneAt ?? now) > dueAt ? 'missed' : doneAt === null ? 'open' : 'met'
  return { target, dueAt, doneAt, state }
}
