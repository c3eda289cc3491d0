import { isOpen } from '../clocks/engine.ts'
import type { ClockId, EscalationLevel } from '../clocks/clock.ts'
import type { Instant } from '../time.ts'
import { HOUR } from '../time.ts'
import type { Role } from './codes.ts'
import type { CommandOf, Actor } from './commands.ts'
import { isConfidentialClock } from './confidential.ts'
import type { Deadline } from './deadlines.ts'
import type { Context, Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import type { ClaimEvent } from './events.ts'
import type { NoticeRecipient } from './notice.ts'
import type { Claim, ClaimStatus, Stage } from './state.ts'

/**
 * Somebody was told that time runs out or ran out (升级督办). It has a number on the claim, in the order of the events
 * that raised them. Acknowledging or doing the act clears it; nothing deletes it.
 */
export interface ClaimEscalation {
  readonly n: number
  readonly subject: EscalationSubject
  readonly level: EscalationLevel
  readonly at: Instant
  readonly told: readonly ToldParty[]
  readonly acknowledged?: { readonly by: string; readonly role: Role; readonly at: Instant }
  /** The act was done, or is not owed any more. */
  readonly doneAt?: Instant
}

/** What is late: one instance of a clock, or the survey visit, whose target is no clock of the registry (#22). */
export type EscalationSubject =
  | { readonly kind: 'clock'; readonly clock: ClockId; readonly instance: number }
  | { readonly kind: 'survey' }

/** Who was told when, by which notice; the person as soon as the roster named one. */
export interface ToldParty {
  readonly audience: Role | 'claimant'
  readonly at: Instant
  readonly notice: number
  readonly sentAt?: Instant
  readonly to?: NoticeRecipient
}

/** All escalations a claim has at hand, and how many there were: the next one has the number behind it. */
export interface EscalationBook {
  readonly escalations: readonly ClaimEscalation[]
  readonly escalationsRaised: number
}

/** True until somebody acknowledged it or the act was done (#74). */
export const isStanding = ({ acknowledged, doneAt }: ClaimEscalation): boolean =>
  acknowledged === undefined && doneAt === undefined

/** The colleagues who were told: who of them acts or answers clears it. */
export const rolesTold = ({ told }: Pick<ClaimEscalation, 'told'>): readonly Role[] => [
  ...new Set(told.flatMap(({ audience }) => (audience === 'claimant' ? [] : [audience]))),
]

/** The escalations after one more event; `stage` is where the claim stands after it. Total, like every fold. */
export function escalationsAfter(book: EscalationBook, event: ClaimEvent, stage: Stage): EscalationBook {
  const raised = raisedBy(event, book.escalationsRaised + 1)
  const known = raised === null ? book.escalations : [...book.escalations, raised]
  const changed = known.map((escalation) => done(changedBy(escalation, event), event, stage))
  const isSame = raised === null && changed.every((escalation, index) => escalation === known[index])
  return isSame ? book : { escalations: changed, escalationsRaised: book.escalationsRaised + (raised === null ? 0 : 1) }
}

/** Beyond those that stand, the newest: the log has them all. */
const escalationsKept = 20

/** What the claim keeps at hand: a list is cut only where it grew. */
export function escalationsAtHand(before: EscalationBook, after: EscalationBook): EscalationBook {
  if (after.escalationsRaised === before.escalationsRaised) return after
  const older = after.escalations.slice(0, -escalationsKept).filter(isStanding)
  return { ...after, escalations: [...older, ...after.escalations.slice(-escalationsKept)] }
}

function raisedBy(event: ClaimEvent, n: number): ClaimEscalation | null {
  const told = toldBy(event)
  if (event.type === 'SurveyTargetMissed') return { n, subject: { kind: 'survey' }, level: 'due', at: event.at, told }
  if (event.type !== 'ClockEscalated') return null
  const { clock, n: instance, level, at } = event
  return { n, subject: { kind: 'clock', clock, instance }, level, at, told }
}

/** Every notice that such an event orders tells somebody of it. */
const toldBy = ({ at, notices = [] }: ClaimEvent): ToldParty[] =>
  notices.map(({ audience, n }) => ({ audience, at, notice: n }))

function changedBy(escalation: ClaimEscalation, event: ClaimEvent): ClaimEscalation {
  if (event.type === 'NoticeDispatched') return sent(escalation, event)
  if (event.type !== 'EscalationUnanswered' && event.type !== 'EscalationAcknowledged') return escalation
  if (event.escalation !== escalation.n) return escalation
  if (event.type === 'EscalationUnanswered') return { ...escalation, told: [...escalation.told, ...toldBy(event)] }
  const { by, at } = event
  return by.role === 'system' ? escalation : { ...escalation, acknowledged: { by: by.id, role: by.role, at } }
}

function sent(escalation: ClaimEscalation, event: Extract<ClaimEvent, { type: 'NoticeDispatched' }>): ClaimEscalation {
  const { n, at, to } = event
  if (!escalation.told.some(({ notice }) => notice === n)) return escalation
  const told = escalation.told.map((party) =>
    party.notice === n ? { ...party, sentAt: at, ...(to === undefined ? {} : { to }) } : party,
  )
  return { ...escalation, told }
}

/** #74: what is done clears as well as what is acknowledged. A missed survey is answered by giving it to another (#22). */
function done(escalation: ClaimEscalation, event: ClaimEvent, { status }: Stage): ClaimEscalation {
  if (escalation.doneAt !== undefined) return escalation
  const { subject } = escalation
  const isDone =
    subject.kind === 'survey'
      ? !awaitingSurvey.has(status) || (event.type === 'OwnerChanged' && event.how === 'given')
      : (event.clocks ?? []).some(({ id, n, endedAt }) => {
          return endedAt !== undefined && id === subject.clock && n === subject.instance
        })
  return isDone ? { ...escalation, doneAt: event.at } : escalation
}

/** A survey is still owed while the customer is asked for documents meanwhile. */
const awaitingSurvey: ReadonlySet<ClaimStatus> = new Set<ClaimStatus>([
  'investigating',
  'awaiting-documents',
  'dormant',
])

/**
 * When the next level is told because nobody of those told has answered: each step once, up to head office. A later
 * level of the same clock tells its own roles, so the earlier one goes no further; while the clock stands still nobody is late.
 */
export function unansweredDeadlines(claim: Claim, { policy }: Context): Deadline[] {
  const { answerHours } = policy.escalation ?? {}
  if (answerHours === undefined) return []
  return claim.escalations.flatMap((escalation): Deadline[] => {
    const { n, level, told } = escalation
    const next = nextAbove(rolesTold(escalation))
    if (level === 'breach' || next === null || !isPressing(claim, escalation)) return []
    // It stays with compliance, whoever sits above.
    if (escalation.subject.kind === 'clock' && isConfidentialClock(escalation.subject.clock)) return []
    const last = Math.max(escalation.at, ...told.map(({ at }) => at))
    return [
      {
        at: last + answerHours[level] * HOUR,
        summary: `escalation ${n} unanswered: tell ${next}`,
        facts: [{ type: 'EscalationUnanswered', escalation: n, next }],
      },
    ]
  })
}

/** Whom the next level is; a breach begins at the top. */
const line: readonly Role[] = ['supervisor', 'branch-head', 'head-office']

function nextAbove(told: readonly Role[]): Role | null {
  const highest = Math.max(...told.map((role) => line.indexOf(role)))
  return line[highest + 1] ?? null
}

function isPressing({ escalations, clocks }: Claim, { n, subject, acknowledged, doneAt }: ClaimEscalation): boolean {
  if (acknowledged !== undefined || doneAt !== undefined) return false
  if (subject.kind === 'survey') return true
  const clock = clocks.find(({ id, n: instance }) => id === subject.clock && instance === subject.instance)
  const isOvertaken = escalations.some(
    (other) => other.n > n && other.level !== 'breach' && isSameClock(other.subject, subject),
  )
  return clock !== undefined && isOpen(clock) && clock.state !== 'paused' && !isOvertaken
}

const isSameClock = (one: EscalationSubject, other: EscalationSubject): boolean =>
  one.kind === 'clock' && other.kind === 'clock' && one.clock === other.clock && one.instance === other.instance

/** #74: a named person of those who were told takes note of it. The record stays, with whom it had been told to. */
export function acknowledgeEscalation(claim: Claim, { n }: CommandOf<'AcknowledgeEscalation'>, actor: Actor): Outcome {
  const escalation = claim.escalations.find((candidate) => candidate.n === n)
  if (escalation === undefined && !(n >= 1 && n <= claim.escalationsRaised)) {
    return refuse(claim, 'ESCALATION_UNKNOWN', `there is no escalation ${n}`, { field: '/n' })
  }
  // One the claim has let go of was cleared long ago.
  if (escalation === undefined || escalation.acknowledged !== undefined) {
    return refuse(claim, 'ESCALATION_CLEARED', `escalation ${n} is acknowledged already, or was done long ago`, {
      field: '/n',
    })
  }
  const whoMay = rolesTold(escalation)
  if (!whoMay.includes(actor.role)) {
    return refuse(claim, 'ESCALATION_NOT_TOLD', `the role ${actor.role} was not told of escalation ${n}`, {
      field: '/n',
      whoMay,
    })
  }
  return happens({ type: 'EscalationAcknowledged', escalation: n })
}
