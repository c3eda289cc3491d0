import type { Clock, ClockProof } from '../clocks/clock.ts'
import type { Instant } from '../time.ts'
import { isOpen } from '../clocks/engine.ts'
import { recountAll } from './calendar.ts'
import type { ClockStep } from './clock-steps.ts'
import { beganEarlier, escalate, meet, meetBegunBy, pause, resume, start, voidAll, voidClocks } from './clock-steps.ts'
import type { Context } from './decision.ts'
import type { ClaimEvent, ClaimEventType, ClaimFact, FactOf } from './events.ts'
import { isAccepted, requestDelivered } from './evolve-stage.ts'
import { answersAcceptance } from './notice.ts'
import type { Claim } from './state.ts'

/**
 * The clocks a fact starts, pauses, resumes, meets or voids, as they stand after it: the wiring between the transition
 * table and the clock registry. `claim` is the claim before the fact.
 */
export function clockChanges(claim: Claim | null, fact: ClaimFact, at: Instant, context: Context): readonly Clock[] {
  const wire = wiring[fact.type] as Wire<ClaimFact> | undefined
  if (claim === null || wire === undefined) return []
  const untouched: readonly Clock[] = []
  return wire(fact, claim, at, context).reduce((touched, step) => step({ claim, at, context, touched }), untouched)
}

/** The clocks that events changed as the last of them left each: the claim itself may have let go of one since. */
export function clocksChanged(events: readonly ClaimEvent[]): readonly Clock[] {
  const changed = events.flatMap(({ clocks = [] }) => clocks)
  return [...new Map(changed.map((clock) => [`${clock.id} ${clock.n}`, clock])).values()]
}

type Wire<F extends ClaimFact> = (fact: F, claim: Claim, at: Instant, context: Context) => readonly ClockStep[]
type Wiring = { readonly [T in ClaimEventType]?: Wire<FactOf<T>> }

const wiring: Wiring = {
  ClaimFiled: ({ filing }) => [...startAcceptance(filing.receivedAt), start('C06', filing.receivedAt)],
  CopyAbsorbed: ({ receivedAt }) => (receivedAt === undefined ? [] : [beganEarlier(receivedAt)]),
  ClaimAccepted: () => [meet('C01')],
  DocumentsRequested: () => [meet('C01')],
  DocumentsCompleted: ({ request }, claim, at) => documentsComplete(claim, at, `request ${request}`),
  SupplementTimeBegan: (_fact, _claim, at) => [start('C14', at)],
  SupplementTimeRanOut: ({ request }) => [
    voidClocks('C14', 'time ran out'),
    resume('C06', { kind: 'time-run-out', reference: `request ${request}` }),
  ],
  SupplementExtended: (_fact, _claim, at, { policy }) => [
    voidClocks('C14', 'extended: reminders undelivered'),
    start('C14', at, policy.supplement.extensionWorkingDays),
  ],
  ClaimWentDormant: () => [voidClocks('C14', 'time ran out')],
  ClaimRevived: (_fact, claim, at) => (claim.filing === undefined ? [] : [start('C14', at)]),
  RefusalProposed: ({ proposal }) => (proposal.kind === 'deny' ? [meet('C01')] : []),
  ProposalApproved: () => [meet('C06')],
  NoticeDelivered: ({ n }, claim, at) => noticeDelivered(claim, n, at),
  ClaimReopened: ({ to }, _claim, at) => [
    ...(to === 'received' ? startAcceptance(at) : [voidClocks('C02', 'reopened')]),
    voidClocks('C06', 'reopened'),
    start('C06', at),
  ],
  ClaimWithdrawn: () => [voidAll('withdrawn')],
  ClaimCancelled: () => [voidAll('cancelled')],
  ClockEscalated: ({ clock, n, level }) => [escalate(clock, n, level)],
  CalendarChanged: ({ calendar }) => [recountAll(calendar)],
}

/** C01 and C02 run from receipt, and again when the last document of a claim not yet accepted arrives (#3, #10, #15). */
function startAcceptance(from: Instant): ClockStep[] {
  return [voidClocks('C02', 'answered by the supplement'), start('C01', from), start('C02', from)]
}

function documentsComplete(claim: Claim, at: Instant, reference: string): ClockStep[] {
  const resumed = [meet('C14'), resume('C06', { kind: 'documents-complete', reference })]
  return !isAccepted(claim) ? [...resumed, ...startAcceptance(at)] : resumed
}

/** Delivery is what the law counts: C02 ends with it, the supplement time begins, and P clocks stand still. */
function noticeDelivered(claim: Claim, n: number, at: Instant): ClockStep[] {
  const notice = claim.notices.find((candidate) => candidate.n === n)
  if (notice === undefined) return []
  // A notice answers the request it was written for, not one that was made after it (#69).
  if (answersAcceptance.has(notice.kind)) return [meetBegunBy('C02', notice.orderedAt)]
  if (requestDelivered(claim, n) === null) return []
  const proof: ClockProof = { kind: 'notice-delivered', reference: `notice ${notice.n}`, channel: notice.channel }
  // A supplement time that began without proof (three working days after sending) is not begun anew by the proof.
  const begun = claim.stage.status === 'dormant' || claim.clocks.some((clock) => clock.id === 'C14' && isOpen(clock))
  const steps = [...(begun ? [] : [start('C14', at)]), pause('C06', proof)]
  return !isAccepted(claim) ? [meet('C02'), ...steps] : steps
}
