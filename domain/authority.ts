import type { Fen } from './money.ts'

/** Steps of the ladder (审批权限): A1 approver, A2 supervisor, A3 branch head, A4 head office, A5 committee. */
export type AuthorityLevel = 1 | 2 | 3 | 4 | 5

/** One row of the ladder. `null` is "never alone". Committee (A5) has no upper limit. */
export interface LadderStep {
  readonly level: AuthorityLevel
  /** Largest cumulative case total (paid, prepaid, pending and this one) that may be approved for payment. */
  readonly paymentFen: Fen | null
  /** Largest amount claimed and refused that may be declined or denied. */
  readonly refusalFen: Fen | null
  /** Largest reserve of a claim; absent: as large as the payment limit. */
  readonly reserveFen?: Fen | null
}

const unlimited = Number.MAX_SAFE_INTEGER

/** Default amounts; every insurer sets its own. Source: design of the ladder A0-A5 (no Chinese rule fixes amounts). */
export const defaultLadder: readonly LadderStep[] = [
  { level: 1, paymentFen: 2_000_000, refusalFen: null },
  { level: 2, paymentFen: 10_000_000, refusalFen: 10_000_000 },
  { level: 3, paymentFen: 50_000_000, refusalFen: 50_000_000 },
  { level: 4, paymentFen: 500_000_000, refusalFen: unlimited },
  { level: 5, paymentFen: unlimited, refusalFen: unlimited },
]

/** What a decision has to be big enough for. A part decision carries both amounts and needs both limits. */
export interface AuthorityNeed {
  /** Cumulative case total if this decision pays, else null. */
  readonly payFen: Fen | null
  /** Amount claimed and refused if this decision refuses, else null. */
  readonly refuseFen: Fen | null
  /** What would be set aside for the whole of the claim, if that is what is decided. */
  readonly reserveFen?: Fen | null
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

function suffices(step: LadderStep, need: AuthorityNeed): boolean {
  const pays = need.payFen === null || (step.paymentFen !== null && need.payFen <= step.paymentFen)
  const refuses = need.refuseFen === null || (step.refusalFen !== null && need.refuseFen <= step.refusalFen)
  return pays && refuses && mayReserve(step, need.reserveFen ?? null)
}

function mayReserve({ paymentFen, reserveFen: limit = paymentFen }: LadderStep, reserveFen: Fen | null): boolean {
  return reserveFen === null || (limit !== null && reserveFen <= limit)
}
