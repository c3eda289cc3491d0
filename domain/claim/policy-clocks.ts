import type { Clock } from '../clocks/clock.ts'
import { isOpen } from '../clocks/engine.ts'
import type { ServicePolicy } from '../service-policy.ts'
import type { Instant } from '../time.ts'
import { startOfDay } from '../time.ts'
import type { ClockStep } from './clock-steps.ts'
import { shortenAll, start, startBeside, startOnce, voidClocks } from './clock-steps.ts'
import {
  documentsCompleteAt,
  isCompulsoryMotor,
  isOrdinary,
  isPaidInOneDay,
  isSmallMedical,
  limitationOf,
  subjectOf,
} from './clock-subjects.ts'
import { isAccepted } from './evolve-stage.ts'
import type { Claim } from './state.ts'
import { isUndecided } from './statuses.ts'

/**
 * The policy is known now, or another one is (#53): clocks it rules out end, clocks it brings run from where they would
 * have run, breached at once where due, and what the contract or a promise makes shorter is shortened.
 */
export function policyKnown(claim: Claim, at: Instant, policy: ServicePolicy): readonly ClockStep[] {
  if (claim.stage.status === 'cancelled') return []
  return [
    ...smallMedical(claim, policy),
    ...limitation(claim),
    ...ordinary(claim),
    ...compulsoryMotor(claim, at),
    ...(isPaidInOneDay(claim) ? [] : [voidClocks('C19', notThisPolicy)]),
    shortenAll,
  ]
}

const notThisPolicy = 'not under this policy'

function smallMedical(claim: Claim, policy: ServicePolicy): ClockStep[] {
  const { report, filing } = claim
  return isSmallMedical(subjectOf(claim), report, filing?.claimedFen, policy) ? [] : [voidClocks('C20', notThisPolicy)]
}

/** The limitation runs by the other length from where it ran. */
function limitation({ clocks, ...claim }: Claim): ClockStep[] {
  const id = limitationOf(subjectOf(claim))
  const running = clocks.find((clock) => (clock.id === 'C23a' || clock.id === 'C23b') && isOpen(clock))
  if (running !== undefined) {
    return running.id === id ? [] : [voidClocks(running.id, notThisPolicy), start(id, running.startedAt)]
  }
  if (subjectOf(claim).line === 'liability') return []
  return [start(id, claim.filing?.receivedAt ?? startOfDay(claim.report.eventDate))]
}

/**
 * C05 is the receipt's: it comes late to a claim nobody has decided since, and never again where it ended by its act. It
 * has stood still wherever the receipt's C06 has: the notice stopped the law, known or not. Complex is only who was told so
 * before it would have been due (#23): who was told later has a breached one.
 */
function ordinary(claim: Claim): ClockStep[] {
  if (!isOrdinary(subjectOf(claim))) return [voidClocks('C05', notThisPolicy)]
  const receivedAt = receiptUndecided(claim)
  if (receivedAt === null || claim.clocks.some((clock) => isOfReceipt(clock, receivedAt))) return []
  return [startBeside('C05', receivedAt, determinationOf(claim)?.pauses ?? [], claim.complexity?.toldAt)]
}

const isOfReceipt = ({ id, startedAt, voidReason }: Clock, receivedAt: Instant): boolean =>
  id === 'C05' && startedAt === receivedAt && voidReason !== notThisPolicy

/** C07 while nobody has said what to supply, C08 as soon as the documents are complete. */
function compulsoryMotor(claim: Claim, at: Instant): ClockStep[] {
  if (!isCompulsoryMotor(subjectOf(claim))) return [voidClocks('C07', notThisPolicy), voidClocks('C08', notThisPolicy)]
  const receivedAt = receiptUndecided(claim)
  if (receivedAt === null) return []
  if (isAccepted(claim)) return [startOnce('C08', documentsCompleteAt(claim, at))]
  return claim.requestsMade > 0 ? [] : [startOnce('C07', receivedAt)]
}

/** The receipt whose determination is still to come; null for a claim that was never filed, is decided, or was reopened. */
function receiptUndecided(claim: Claim): Instant | null {
  const { filing, stage } = claim
  if (filing === undefined || !isUndecided(stage.status)) return null
  return determinationOf(claim)?.startedAt === filing.receivedAt ? filing.receivedAt : null
}

const determinationOf = ({ clocks }: Claim): Clock | undefined => clocks.findLast(({ id }) => id === 'C06')
