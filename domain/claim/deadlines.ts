import type { Calendar } from '../clocks/calendar.ts'
import type { Clock, ClockRule } from '../clocks/clock.ts'
import { dueEscalations, endOfNaturalDay, endOfWorkingDay, isOpen, shareOfRunningTime } from '../clocks/engine.ts'
import { ruleBook } from '../rules.ts'
import type { Instant } from '../time.ts'
import { HOUR } from '../time.ts'
import { advanceDeadlines } from './advance-due.ts'
import { isConfidentialClock } from './confidential.ts'
import type { Context } from './decision.ts'
import { openDispute } from './dispute-place.ts'
import { unansweredDeadlines } from './escalation.ts'
import type { ClaimFact } from './events.ts'
import { holdDeadlines } from './hold-deadlines.ts'
import { isOnItsWay, isSilent, noAnswer } from './notice.ts'
import { isAdvanceOnItsWay } from './prepaid.ts'
import { isRecovering } from './recovery.ts'
import { paidDeadlines, paymentDeadlines } from './payment-deadlines.ts'
import { reminderAt } from './payee-contact.ts'
import { isPaying } from './payment-region.ts'
import { advanceRerouteDeadlines, rerouteDeadlines } from './rerouting.ts'
import { taking } from './reserve.ts'
import { afterSupplementTime } from './supplement-end.ts'
import type { Claim, ClaimStatus, Stage, StageOf } from './state.ts'

/** An instant at which something happens to the claim if nothing else happens before. */
export interface Deadline {
  readonly at: Instant
  /** For the timer's summary: an SRE reads it in the history. */
  readonly summary: string
  /** What happens then. None for an instant that only wakes an effect (asking the bank again). */
  readonly facts: readonly ClaimFact[]
}

/** Every deadline of the claim, in order. Firing one always removes it: the fact it becomes is part of the state. */
export function deadlines(claim: Claim, context: Context): readonly Deadline[] {
  const all = [
    ...clockDeadlines(claim, context),
    ...stageDeadlines(claim, context),
    ...noticeDeadlines(claim, context),
    ...paymentDeadlines(claim, context),
    ...unansweredDeadlines(claim, context),
    ...holdDeadlines(claim),
    ...advanceDeadlines(claim),
    ...advanceRerouteDeadlines(claim),
  ]
  return all.toSorted((a, b) => a.at - b.at)
}

function clockDeadlines(claim: Claim, { calendar }: Context): readonly Deadline[] {
  const rules = ruleBook(claim.rules).clocks
  return claim.clocks.flatMap((clock) => (isOpen(clock) ? levelsOf(clock, rules[clock.id], calendar) : []))
}

/** A clock is a value: as long as it stands, and the calendar with it, so do its levels. Asked several times per wake-up. */
const levels = new WeakMap<Clock, { readonly calendar: Calendar; readonly deadlines: readonly Deadline[] }>()

function levelsOf(clock: Clock, rule: ClockRule, calendar: Calendar): readonly Deadline[] {
  const known = levels.get(clock)
  if (known !== undefined && known.calendar === calendar) return known.deadlines
  const due = dueEscalations(rule, clock, calendar).map(({ level, at }) => ({
    at,
    // Lists show it to every colleague.
    summary: isConfidentialClock(clock.id)
      ? `answer to the customer: ${level}`
      : `${clock.id} ${rule.obligation}: ${level}`,
    facts: [{ type: 'ClockEscalated', clock: clock.id, n: clock.n, level } as const],
  }))
  levels.set(clock, { calendar, deadlines: due })
  return due
}

function stageDeadlines(claim: Claim, context: Context): readonly Deadline[] {
  const find = byStatus[claim.stage.status] as StageDeadlines<Stage> | undefined
  return find === undefined ? [] : find(claim, claim.stage, context)
}

type StageDeadlines<S> = (claim: Claim, stage: S, context: Context) => readonly Deadline[]

const byStatus: { readonly [S in ClaimStatus]?: StageDeadlines<StageOf<S>> } = {
  reported: (claim, _stage, context) => reportDeadlines(claim, context),
  'awaiting-documents': (claim, stage, context) => supplementDeadlines(claim, stage, context),
  'awaiting-approval': (claim, stage, context) => approvalDeadlines(claim, stage, context),
  investigating: (_claim, { survey }) =>
    survey.targetMissed
      ? []
      : [{ at: survey.dueAt, summary: 'survey target', facts: [{ type: 'SurveyTargetMissed' }] }],
  offered: (claim, stage, context) => offerDeadlines(claim, stage, context),
  paid: (claim, stage, context) => paidDeadlines(claim, stage, context),
  closed: (claim, stage, context) => restDeadlines(claim, stage, context),
  denied: (claim, stage, context) => restDeadlines(claim, stage, context),
  declined: (claim, stage, context) => restDeadlines(claim, stage, context),
  withdrawn: (claim, stage, context) => restDeadlines(claim, stage, context),
  cancelled: (claim, stage, context) => restDeadlines(claim, stage, context),
}

/**
 * #1: reminders, then dormant; a report is never refused for being quiet. Of one that was entered late no reminder leaves
 * that was due before the guidance could: it asks for the same. Its time to file begins when it was entered.
 */
function reportDeadlines({ report, remindersSent, statusSince }: Claim, { policy }: Context): Deadline[] {
  const reminderAt = (days: number): Instant => endOfNaturalDay(report.reportedAt, days)
  const pending = policy.report.remindAfterDays
    .filter((days) => !remindersSent.includes(`report-${days}`))
    .filter((days) => reminderAt(days) > statusSince)
  const reminders = pending.map((afterDays) => ({
    at: reminderAt(afterDays),
    summary: 'remind the reporter to file',
    facts: [{ type: 'ReportReminded', afterDays } as const],
  }))
  const dormant = endOfNaturalDay(statusSince, policy.report.dormantAfterDays)
  return [...reminders, { at: dormant, summary: 'report goes dormant', facts: [{ type: 'ClaimWentDormant' }] }]
}

/** #12 to #14. Without proof of delivery the supplement time still begins, three working days after sending (C14). */
function supplementDeadlines(claim: Claim, stage: StageOf<'awaiting-documents'>, context: Context): Deadline[] {
  const clock = claim.clocks.findLast(({ id, endedAt }) => id === 'C14' && endedAt === undefined)
  if (clock === undefined) return unprovenDelivery(claim, stage, context)
  const pending = context.policy.supplement.remindAtPercent.filter(
    (percent) => !claim.remindersSent.includes(`supplement-${percent}`),
  )
  const reminders = pending.map((percent) => ({
    at: shareOfRunningTime(clock, percent),
    summary: 'remind the customer of the missing documents',
    facts: [{ type: 'SupplementReminded', percent } as const],
  }))
  return [
    ...reminders,
    { at: clock.dueTarget, summary: 'supplement time over', facts: afterSupplementTime(claim, stage) },
  ]
}

function unprovenDelivery(
  claim: Claim,
  { request }: StageOf<'awaiting-documents'>,
  { policy, calendar }: Context,
): Deadline[] {
  const notice = claim.notices.find(({ n }) => n === request.noticeN)
  if (notice === undefined) return []
  const at = endOfWorkingDay(calendar, notice.dispatchedAt ?? notice.orderedAt, policy.undeliveredWorkingDays)
  const facts = [{ type: 'SupplementTimeBegan', request: request.n } as const]
  return [{ at, summary: 'supplement time begins, delivery unproven', facts }]
}

/** #8, #9: a denial nobody approved four hours before C02 is due becomes an acceptance and is decided in review. #72: others follow raised limits. */
function approvalDeadlines(claim: Claim, stage: StageOf<'awaiting-approval'>, context: Context): readonly Deadline[] {
  const at = denialFallback(claim, context)
  if (stage.proposal.kind !== 'deny' || at === null) return rerouteDeadlines(claim, stage)
  return [{ at, summary: 'denial not approved: accept', facts: [taking(claim, 'denial-not-approved')] }]
}

/** The instant at which an unapproved denial becomes an acceptance, or null when the answer is already given. */
export function denialFallback(claim: Claim, { policy }: Context): Instant | null {
  const answer = claim.clocks.findLast((clock: Clock) => clock.id === 'C02' && clock.endedAt === undefined)
  return answer === undefined ? null : answer.dueTarget - policy.denialFallbackHours * HOUR
}

/** #34: who stays silent is reminded, then paid what was determined, without prejudice and without a release. */
function offerDeadlines(claim: Claim, { offeredAt }: StageOf<'offered'>, { policy, calendar }: Context): Deadline[] {
  const end = endOfWorkingDay(calendar, offeredAt, policy.offer.silenceWorkingDays)
  const pending = policy.offer.remindAtPercent.filter((percent) => !claim.remindersSent.includes(`offer-${percent}`))
  const reminders = pending.map((percent) => ({
    at: offeredAt + Math.floor(((end - offeredAt) * percent) / 100),
    summary: 'remind the customer of the offer',
    facts: [{ type: 'OfferReminded', percent } as const],
  }))
  return [
    ...reminders,
    { at: end, summary: 'offer: silence is agreement', facts: [{ type: 'OfferAgreed', how: 'silence' }] },
  ]
}

/** How long an ended claim's workflow stays open for what may still come; a cancelled one ends as soon as it has told so. */
function restDeadlines(claim: Claim, stage: { status: string; endedAt: Instant }, { policy }: Context): Deadline[] {
  if (typeof claim.restedAt === 'number' || isBusy(claim)) return []
  const at = stage.status === 'cancelled' ? stage.endedAt : endOfNaturalDay(stage.endedAt, policy.lifetimeDays)
  return [{ at, summary: 'lifetime of the ended claim', facts: [{ type: 'FileRested' }] }]
}

/**
 * A claim rests only when nothing of it is open: no message without its receipt, no objection without its answer, nothing
 * to be handed over, nobody to be paid, no advance whose outcome nobody knows, no money that should come back, no dispute. Who
 * has not been told how his dispute ended is still owed that.
 */
function isBusy(claim: Claim): boolean {
  const { handover, notices, clocks, payments } = claim
  if (handover?.done === false || notices.some(isOnItsWay) || isPaying(claim)) return true
  if (isAdvanceOnItsWay(claim) || isRecovering(claim) || openDispute(claim) !== null) return true
  const owesWord = clocks.some((clock) => (clock.id === 'C26' || clock.id === 'C16b') && isOpen(clock))
  return owesWord || payments.some((payment) => reminderAt(claim, payment) !== null)
}

/** A message whose provider stays silent counts as failed on that channel and goes on to the next where it must arrive. */
function noticeDeadlines(claim: Claim, { policy, calendar }: Context): Deadline[] {
  return claim.notices.filter(isSilent).map(({ n, dispatchedAt = 0 }) => ({
    at: endOfWorkingDay(calendar, dispatchedAt, policy.undeliveredWorkingDays),
    summary: `notice ${n}: no proof of delivery`,
    facts: [{ type: 'NoticeFailed', n, cause: noAnswer }],
  }))
}
