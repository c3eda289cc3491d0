import { stepRoles } from '../authority.ts'
import type { Fen } from '../money.ts'
import type { Instant } from '../time.ts'
import type { Role } from './codes.ts'
import type { ClaimEvent, ClaimEventType } from './events.ts'
import { paymentOf } from './prepaid.ts'
import type { Claim, ClaimFile, Determination, PaymentState } from './state.ts'

/** Why an approval holds no longer: what it bound has changed. */
export const fallCauses = [
  'payees-changed',
  'fraud-proven',
  'dispute-decided',
  'court-decided',
  'claim-reopened',
  'policy-corrected',
  'amount-determined',
  'nothing-provable',
  'refused',
] as const
export type FallCause = (typeof fallCauses)[number]

/**
 * An approval that fell (审批失效), because what it bound was changed: the determination binds version, amount and basis, the
 * approval of a payment its payee, share and account. Nothing that was approved falls silently.
 */
export interface FallenApproval {
  readonly what: 'determination' | 'advance' | 'payment'
  /** Number of the advance or the payment. */
  readonly n?: number
  readonly amountFen: Fen
  /** Of the committee everybody who was for it. */
  readonly approvedBy: readonly string[]
  /** In which role: whoever has it is told where he himself is not there any more. */
  readonly role: Role
  readonly because: FallCause
  readonly at: Instant
  /** Position of the event by which it fell. */
  readonly event: number
}

/** The log has them all. */
const fallenKept = 20

/** What fell by this event joins what fell before. `after` stands after the event. */
export function evolveFallen(before: Claim, after: Claim, event: ClaimEvent): Pick<ClaimFile, 'fallen'> {
  const because = causeOf(before, event)
  if (because === undefined) return {}
  const fell = [
    ...determinationFallen(before, after),
    ...advancesFallen(before, after),
    ...paymentsFallen(before, after),
  ]
  if (fell.length === 0) return {}
  const now = fell.map((one) => ({ ...one, because, at: event.at, event: after.version }))
  return { fallen: [...(before.fallen ?? []), ...now].slice(-fallenKept) }
}

/** What fell by the last event. */
export const fallenNow = ({ fallen = [], version }: Claim): readonly FallenApproval[] =>
  fallen.filter(({ event }) => event === version)

/** What may make an approval fall. Who takes his claim back, or files a copy of it, changes nothing of what was decided. */
const causes: { readonly [T in ClaimEventType]?: FallCause } = {
  PayeesUnfrozen: 'payees-changed',
  FraudProven: 'fraud-proven',
  DisputeSettled: 'dispute-decided',
  DisputeJudged: 'court-decided',
  PolicyRelinked: 'policy-corrected',
  PayeesFrozen: 'amount-determined',
  NothingProvable: 'nothing-provable',
  ProposalApproved: 'refused',
  ClaimDenied: 'refused',
  ClaimDeclined: 'refused',
}

/**
 * A dispute that was won reopens the claim (#62). What was paid stays determined as it was when new evidence comes: what is
 * determined then is more of it (#69).
 */
function causeOf({ stage }: Claim, event: ClaimEvent): FallCause | undefined {
  if (event.type !== 'ClaimReopened') return causes[event.type]
  if (event.reason === 'dispute-won') return 'dispute-decided'
  const wasRefused = stage.status === 'denied' || stage.status === 'declined'
  return event.reason === 'new-evidence' && !wasRefused ? undefined : 'claim-reopened'
}

type Fell = Omit<FallenApproval, 'because' | 'at' | 'event'>

/** Also where another determination takes its place at once: a dispute was settled, or a court has decided. */
function determinationFallen(before: Claim, after: Claim): readonly Fell[] {
  const had = determinationOf(before)
  // What the system decided by its rules (A0) had no approver.
  if (had === null || had.approverLevel === 0 || isSame(had, determinationOf(after))) return []
  const { payFen, refuseFen, approverLevel } = had
  const amountFen = payFen > 0 ? payFen : refuseFen
  return [{ what: 'determination', amountFen, approvedBy: approversOf(had), role: stepRoles[approverLevel] }]
}

/** Whoever decided alone, or the members who were for it. */
const approversOf = ({
  approvedBy,
  votes = [],
}: Pick<Determination, 'votes'> & { approvedBy: string }): readonly string[] => {
  const members = votes.filter(({ vote }) => vote === 'for').map(({ personId }) => personId)
  return members.length > 0 ? members : [approvedBy]
}

const determinationOf = ({ stage }: Claim): Determination | null =>
  'determination' in stage ? stage.determination : null

const isSame = (one: Determination, other: Determination | null): boolean =>
  other !== null && one.approvedAt === other.approvedAt && one.approvedBy === other.approvedBy

/** Approved, and nothing of it had left. */
function advancesFallen(before: Claim, { prepayments = [] }: Claim): readonly Fell[] {
  return (before.prepayments ?? []).flatMap((had): readonly Fell[] => {
    const { n, state, amountFen, approvedBy, requiredLevel, votes } = had
    const isVoid = prepayments.some((now) => now.n === n && now.state === 'void')
    if (state !== 'approved' || approvedBy === undefined || !isVoid || wasOut(before, had)) return []
    return [
      {
        what: 'advance',
        n,
        amountFen,
        approvedBy: approversOf({ approvedBy, ...(votes && { votes }) }),
        role: stepRoles[requiredLevel],
      },
    ]
  })
}

const wasOut = (claim: Claim, advance: Parameters<typeof paymentOf>[1]): boolean =>
  paymentOf(claim, advance)?.state === 'settled'

/** The checker had let it go, and the bank had not had it. */
function paymentsFallen(before: Claim, { payments }: Claim): readonly Fell[] {
  return before.payments.flatMap(({ n, state, amountFen, checkedBy }): readonly Fell[] => {
    const isVoid = payments.some((now) => now.n === n && now.state === 'void')
    if (checkedBy === undefined || !letGo.has(state) || !isVoid) return []
    return [{ what: 'payment', n, amountFen, approvedBy: [checkedBy], role: 'payment-checker' }]
  })
}

const letGo: ReadonlySet<PaymentState> = new Set<PaymentState>(['approved', 'waiting'])
