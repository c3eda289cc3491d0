import type { AuthorityLevel } from '../authority.ts'
import { openDispute } from './dispute-place.ts'
import { openCompensations } from './payment-region.ts'
import { rulingNeed } from './resolution.ts'
import type { Claim } from './state.ts'

/** What somebody with authority may have to decide on one claim, several at a time, and the second word on a payment. */
export const decisionSubjects = [
  'proposal',
  'advance',
  'compensation',
  'reserve',
  'write-off',
  'dispute',
  'ruling',
  'payment',
] as const
export type DecisionSubject = (typeof decisionSubjects)[number]

/** Subjects a number tells apart. */
type NumberedSubject = 'advance' | 'compensation' | 'write-off' | 'payment'

/** One decision a claim waits for. `level`: the step it was routed to; null where no step is asked, but a second person. */
export type WaitingDecision =
  | { readonly subject: Exclude<DecisionSubject, NumberedSubject>; readonly level: AuthorityLevel }
  | { readonly subject: Exclude<NumberedSubject, 'payment'>; readonly n: number; readonly level: AuthorityLevel }
  | { readonly subject: 'payment'; readonly n: number; readonly level: null }

/** Every decision the claim waits for, wherever it stands, in the order of {@link decisionSubjects}. */
export const waitingDecisions = (claim: Claim): readonly WaitingDecision[] => [
  ...proposed(claim),
  ...(claim.prepayments ?? [])
    .filter(({ state }) => state === 'requested')
    .map(({ n, requiredLevel: level }) => ({ subject: 'advance', n, level }) as const),
  ...openCompensations(claim).map(({ n, requiredLevel: level }) => ({ subject: 'compensation', n, level }) as const),
  ...(claim.proposedReserve ? [{ subject: 'reserve', level: 5 } as const] : []),
  ...(claim.recoveries ?? [])
    .filter(({ state, writeOff }) => state === 'open' && writeOff)
    .map(({ n }) => ({ subject: 'write-off', n, level: 5 }) as const),
  ...disputed(claim),
  ...claim.payments
    .filter(({ state }) => state === 'submitted')
    .map(({ n }) => ({ subject: 'payment', n, level: null }) as const),
]

/** How lists find it: its subject and its step. */
export const decisionKey = ({ subject, level }: Pick<WaitingDecision, 'subject' | 'level'>): string =>
  level === null ? subject : `${subject}:${level}`

function proposed({ stage }: Claim): readonly WaitingDecision[] {
  if (stage.status !== 'awaiting-approval') return []
  return [{ subject: 'proposal', level: stage.proposal.requiredLevel }]
}

/** How a dispute ends is decided by who has the step; after a failed mediation it is ruled on from above (#62, #63b). */
function disputed(claim: Claim): readonly WaitingDecision[] {
  const dispute = openDispute(claim)
  if (dispute === null) return []
  if (dispute.proposal) return [{ subject: 'dispute', level: dispute.proposal.requiredLevel }]
  if (dispute.state !== 'mediation-failed') return []
  return [{ subject: 'ruling', level: rulingNeed(dispute).leastLevel ?? 5 }]
}
