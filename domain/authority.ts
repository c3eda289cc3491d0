import type { Role } from './claim/codes.ts'
import type { Fen } from './money.ts'

/** Steps of the ladder (审批权限): A1 approver, A2 supervisor, A3 branch head, A4 head office, A5 committee. */
export type AuthorityLevel = 1 | 2 | 3 | 4 | 5

/** Whose each step is. */
export const stepRoles: Readonly<Record<AuthorityLevel, Role>> = {
  1: 'approver',
  2: 'supervisor',
  3: 'branch-head',
  4: 'head-office',
  5: 'committee',
}

/** What a limit is about: each kind of decision is measured by itself. */
export const authorityKinds = ['payment', 'refusal', 'prepayment', 'reserve'] as const
export type AuthorityKind = (typeof authorityKinds)[number]

/** One row of the ladder. `null` is "never alone". Committee (A5) has no upper limit. */
export interface LadderStep {
  readonly level: AuthorityLevel
  /** Largest cumulative case total (paid, prepaid, pending and this one) that may be approved for payment. */
  readonly paymentFen: Fen | null
  /** Largest amount claimed and refused that may be declined or denied. */
  readonly refusalFen: Fen | null
  /** Largest sum advanced on the claim. Absent: the usual one of the step, never more than it may pay. */
  readonly prepaymentFen?: Fen | null
  /** Largest reserve. Absent: what the step may pay. */
  readonly reserveFen?: Fen | null
}

/** What the system (A0) decides of small claims: up to which case total, and how many of a hundred go to a person all the same. */
export interface SystemStep {
  readonly limitFen: Fen
  readonly samplePercent: number
}

/** The share of the claims the system could decide that a person does, wherever nobody has named one. Source: design of the ladder. */
export const defaultSamplePercent = 5

/** A limit no amount reaches. */
export const unlimitedFen = Number.MAX_SAFE_INTEGER

/** Default amounts; every insurer sets its own. Source: design of the ladder A0-A5 (no Chinese rule fixes amounts). */
export const defaultLadder: readonly LadderStep[] = [
  { level: 1, paymentFen: 2_000_000, refusalFen: null, prepaymentFen: 1_000_000 },
  { level: 2, paymentFen: 10_000_000, refusalFen: 10_000_000, prepaymentFen: 5_000_000 },
  { level: 3, paymentFen: 50_000_000, refusalFen: 50_000_000, prepaymentFen: 20_000_000 },
  { level: 4, paymentFen: 500_000_000, refusalFen: unlimitedFen, prepaymentFen: 200_000_000 },
  { level: 5, paymentFen: unlimitedFen, refusalFen: unlimitedFen, prepaymentFen: unlimitedFen },
]

/** What a decision has to be big enough for. A part decision carries both amounts and needs both limits. */
export interface AuthorityNeed {
  /** Cumulative case total if this decision pays, else null. */
  readonly payFen: Fen | null
  /** Amount claimed and refused if this decision refuses, else null. */
  readonly refuseFen: Fen | null
  /** Cumulative sum advanced if this decision advances money. */
  readonly prepayFen?: Fen | null
  /** The reserve for the whole of the claim if this decision sets one. */
  readonly reserveFen?: Fen | null
  /** A step below which this is never decided, whatever the amount. */
  readonly leastLevel?: AuthorityLevel
}

/** The lowest step that suffices; the committee takes what nobody else may. */
export function requiredLevel(ladder: readonly LadderStep[], need: AuthorityNeed): AuthorityLevel {
  return ladder.find((step) => suffices(step, need))?.level ?? 5
}

/** Whether a person of this level may take the decision: no row, no authority. */
export function mayDecide(ladder: readonly LadderStep[], level: number, need: AuthorityNeed): boolean {
  const step = ladder.find((candidate) => candidate.level === level)
  return step !== undefined && suffices(step, need)
}

/** The kinds of limit a decision is measured by. */
export function kindsOf({ payFen, refuseFen, prepayFen = null, reserveFen = null }: AuthorityNeed): AuthorityKind[] {
  const measured = { payment: payFen, refusal: refuseFen, prepayment: prepayFen, reserve: reserveFen }
  return authorityKinds.filter((kind) => measured[kind] !== null)
}

/** The limit of a step for one kind; null: never alone. */
export function limitOf(step: LadderStep, kind: AuthorityKind): Fen | null {
  const { level, paymentFen, refusalFen, prepaymentFen, reserveFen = paymentFen } = step
  if (kind === 'payment') return paymentFen
  if (kind === 'refusal') return refusalFen
  if (kind === 'reserve') return reserveFen
  return prepaymentFen === undefined ? usualPrepayment(level, paymentFen) : prepaymentFen
}

function suffices(step: LadderStep, need: AuthorityNeed): boolean {
  const { payFen, refuseFen, prepayFen = null, reserveFen = null, leastLevel = 1 } = need
  const measured = { payment: payFen, refusal: refuseFen, prepayment: prepayFen, reserve: reserveFen }
  return step.level >= leastLevel && authorityKinds.every((kind) => isWithin(measured[kind], limitOf(step, kind)))
}

const isWithin = (amount: Fen | null, limit: Fen | null): boolean =>
  amount === null || (limit !== null && amount <= limit)

/** A ladder that was written down before advances had limits of their own must not leave them to nobody. */
function usualPrepayment(level: AuthorityLevel, paymentFen: Fen | null): Fen | null {
  const usual = defaultLadder[level - 1]?.prepaymentFen ?? null
  return usual === null || paymentFen === null ? null : Math.min(usual, paymentFen)
}
