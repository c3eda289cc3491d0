import type { Clock } from '../clocks/clock.ts'
import { endOfNaturalDay, isOpen } from '../clocks/engine.ts'
import type { Actor, CommandOf } from './commands.ts'
import type { Deadline } from './deadlines.ts'
import type { Outcome } from './decision.ts'
import { happens, refuse } from './decision.ts'
import type { ClaimFact } from './events.ts'
import { openRequestOf } from './evolve-stage.ts'
import { openAdvance } from './prepaid.ts'
import { taking } from './reserve.ts'
import type { Claim, ClaimStatus, StageOf } from './state.ts'
import { askingStatuses } from './statuses.ts'

/** Natural days of C11 after which the provable minimum is to be proposed, and after which head office answers (#27). */
const awaitedAfterDays = [45, 55] as const

/**
 * #27: while the amount is not fixed somebody is asked in time: on day 45 for a proposal, on day 55 head office. Whoever
 * has asked for an advance, or had one approved, has answered.
 */
export function advanceDeadlines(claim: Claim): readonly Deadline[] {
  const clock = openC11(claim)
  if (clock === undefined || !mayBeAdvanced(claim)) return []
  const asked = askedFor(claim, clock)
  const open = openAdvance(claim)
  return awaitedAfterDays
    .filter((days) => days > asked && !(days === 45 ? open !== null : open?.state === 'approved'))
    .map((afterDays) => ({
      at: endOfNaturalDay(clock.startedAt, afterDays),
      summary: `C11 day ${afterDays}: the provable minimum`,
      facts: [{ type: 'AdvanceAwaited', instance: clock.n, afterDays } as const],
    }))
}

/** True while an advance is owed once its day comes. */
export const isC11Open = (claim: Claim): boolean => openC11(claim) !== undefined

/**
 * #27: from day 55 a person of head office answers where nobody could propose an amount: nothing is provable, with his
 * grounds, or the claim is to be refused, which leads it to review wherever it stands.
 */
export function answerAdvance(
  claim: Claim,
  { answer, reasonTextId }: CommandOf<'AnswerAdvance'>,
  { authorityLevel }: Actor,
): Outcome {
  const bar = answerBarredBy(claim)
  if (bar !== null) return refuse(claim, bar, bars[bar])
  if (authorityLevel < 4) {
    const message = `this decision is beyond step A${authorityLevel}`
    return refuse(claim, 'AUTHORITY_EXCEEDED', message, { whoMay: ['head office (A4)'] })
  }
  if (answer === 'nothing-provable') return happens({ type: 'NothingProvable', reasonTextId })
  if (!refusalCanStart(claim)) {
    const message = 'from here a refusal is proposed the usual way: at the desk, in review or in assessment'
    return refuse(claim, 'WRONG_STATUS', message, { field: '/answer' })
  }
  return happens({ type: 'RefusalStarted', reasonTextId }, ...takenUp(claim))
}

/** What speaks against an answer today, or null. */
export function answerBarredBy(claim: Claim): keyof typeof bars | null {
  const clock = openC11(claim)
  if (clock === undefined || askedFor(claim, clock) < 55) return 'ADVANCE_NOT_DUE'
  return openAdvance(claim)?.state === 'approved' ? 'PREPAYMENT_OPEN' : null
}

const bars = {
  ADVANCE_NOT_DUE: 'nobody waits for this answer: it is asked for on day 55 of the sixty days of the law',
  PREPAYMENT_OPEN: 'an advance is approved and on its way to the payee',
} as const

/** #13, #27: nobody took the claim up yet, and it goes on all the same; a suspected copy stays with the desk (#4). */
function takenUp(claim: Claim): readonly ClaimFact[] {
  const asker = openRequestOf(claim.stage)?.asker
  return asker?.status === 'received' && !claim.suspicion ? [taking(claim, 'decidable-without')] : []
}

/** Where a claim waits for somebody else than a reviewer, who could propose the refusal at once. */
const refusalCanStart = ({ stage }: Claim): boolean =>
  openRequestOf(stage) !== null || stage.status === 'triaged' || stage.status === 'investigating'

const openC11 = ({ clocks }: Claim): Clock | undefined =>
  clocks.findLast((clock) => clock.id === 'C11' && isOpen(clock))

const askedFor = ({ advanceAwaited }: Claim, { n }: Clock): number =>
  advanceAwaited?.instance === n ? advanceAwaited.afterDays : 0

function mayBeAdvanced({ stage }: Claim): boolean {
  if (!statuses.has(stage.status)) return false
  return !('determination' in stage) || pays(stage)
}

const pays = ({ determination: { payFen } }: Pick<StageOf<'decided'>, 'determination'>): boolean => payFen > 0

const statuses: ReadonlySet<ClaimStatus> = new Set<ClaimStatus>([
  ...askingStatuses,
  'awaiting-documents',
  'dormant',
  'awaiting-approval',
  'decided',
  'offered',
  'agreed',
])
