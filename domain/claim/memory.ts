import type { Clock } from '../clocks/clock.ts'
import { isOpen } from '../clocks/engine.ts'
import type { ClaimEvent } from './events.ts'
import { askedBy } from './evolve-stage.ts'
import { answersAcceptance, awaitsSlip, firstTry, isOnItsWay, tellingNotices } from './notice.ts'
import type { Claim, ClaimFile, Notice } from './state.ts'
import { supplementReminders } from './supplement-end.ts'

/** Far more than a claim usually has; the state travels whole through every continue-as-new. */
const noticesKept = 100
const slipsKept = 20
const clocksKept = 12

/**
 * What the claim keeps at hand after an event: the newest notices and clocks, and every older one a rule may still read.
 * The log and the rows of the database keep them all. A list is cut only where it grew, so that a notice that failed is
 * still there when its retry is ordered.
 */
export function atHand(claim: Claim, { notices, clocks }: ClaimEvent): Partial<ClaimFile> {
  return {
    ...(notices === undefined ? {} : { notices: noticesAtHand(claim) }),
    ...(clocks === undefined ? {} : { clocks: clocksAtHand(claim.clocks) }),
  }
}

/** True of a notice that was ordered once and is not at hand any more. */
export const isForgotten = ({ notices, noticesOrdered }: Claim, n: number): boolean =>
  Number.isInteger(n) && n >= 1 && n <= noticesOrdered && !notices.some((notice) => notice.n === n)

function noticesAtHand(claim: Claim): readonly Notice[] {
  const { notices } = claim
  const older = notices.slice(0, -noticesKept)
  if (older.length === 0) return notices
  const read = chainsRead(claim)
  return [...older.filter((notice) => read.has(firstTry(notice))), ...notices.slice(-noticesKept)]
}

/** The first notice of every chain that is not over, or that a rule reads though it is. */
function chainsRead(claim: Claim): ReadonlySet<number> {
  const { notices } = claim
  const open = [...notices.filter(isOnItsWay), ...notices.filter(awaitsSlip).slice(-slipsKept)]
  const late = [...lateAnswers(claim), ...untoldOfDispute(claim)]
  const read = [...open, ...tellingNotices(notices), ...supplementReminders(claim), ...late].map(firstTry)
  return new Set([askedBy(claim) ?? 0, ...read])
}

/** Notices whose proof of delivery would still end the running C02. */
function lateAnswers({ notices, clocks }: Claim): readonly Notice[] {
  const answer = clocks.find((clock) => clock.id === 'C02' && isOpen(clock))
  if (answer === undefined) return []
  return notices.filter(({ kind, orderedAt }) => answersAcceptance.has(kind) && orderedAt >= answer.startedAt)
}

/** Notices whose proof of delivery would still end the clocks of a dispute. */
function untoldOfDispute({ notices, clocks }: Claim): readonly Notice[] {
  const isUntold = clocks.some((clock) => (clock.id === 'C16a' || clock.id === 'C16b') && isOpen(clock))
  return isUntold ? notices.filter(({ kind }) => kind === 'dispute-answer' || kind === 'dispute-decision') : []
}

function clocksAtHand(clocks: readonly Clock[]): readonly Clock[] {
  const isNewest = ({ id, n }: Clock): boolean => !clocks.some((other) => other.id === id && other.n > n)
  const older = clocks.slice(0, -clocksKept)
  return [...older.filter((clock) => isOpen(clock) || isNewest(clock)), ...clocks.slice(-clocksKept)]
}
