import type { ClaimLine, Role } from '../../domain/claim/codes.ts'
import type { Fen } from '../../domain/money.ts'
import type { Dice } from '../../local/dice.ts'

/** What makes one claim's life differ from another's. */
export interface ClaimTraits {
  readonly line: Extract<ClaimLine, 'medical' | 'household-property'>
  readonly claimedFen: Fen
  /** Who files and answers for the claimant: an online channel, or a clerk at a counter. */
  readonly filer: Extract<Role, 'integrator' | 'intake-clerk'>
  /** Sent back once for documents. */
  readonly isReturned: boolean
  readonly isSurveyed: boolean
  /** So much money that a reviewer decides how it goes on. */
  readonly isComplex: boolean
  readonly isRefused: boolean
  readonly approver: Extract<Role, 'approver' | 'supervisor' | 'branch-head'>
}

/** The shortest life there is: a small medical claim, filed online, complete, paid. */
export const plainTraits: ClaimTraits = {
  line: 'medical',
  claimedFen: 286_000,
  filer: 'integrator',
  isReturned: false,
  isSurveyed: false,
  isComplex: false,
  isRefused: false,
  approver: 'approver',
}

/**
 * One claim of the mix that Chinese insurers report: 11 % returned once, 65 % surveyed, 78 % online, 0.3 % refused, 2,707
 * yuan in the mean. Amounts are log-normal, for most claims are small and a few need a supervisor or the branch head.
 */
export function realisticTraits(dice: Dice): ClaimTraits {
  const chance = (perMille: number): boolean => dice.below(1_000) < perMille
  const isSurveyed = chance(650)
  const claimedFen = amountOf(dice)
  return {
    // Property is looked at on the spot; a medical claim up to 20,000 yuan is decided by its papers.
    line: isSurveyed || claimedFen > simpleUpToFen ? 'household-property' : 'medical',
    claimedFen,
    filer: chance(780) ? 'integrator' : 'intake-clerk',
    isReturned: chance(110),
    isSurveyed: isSurveyed || claimedFen > simpleUpToFen,
    isComplex: claimedFen > complexAboveFen,
    isRefused: chance(3),
    approver: approverOf(claimedFen),
  }
}

const simpleUpToFen = 2_000_000
const complexAboveFen = 10_000_000

/** Above what is never paid out because of the deductible, and below what the branch head may still approve. */
const least: Fen = 30_000
const most: Fen = 40_000_000
/** Mean and spread of the logarithm, in yuan, of what comes on top of the least amount: exp(6.661 + 1.5²/2) = 2,407. */
const logMean = 6.661
const logSpread = 1.5

function amountOf(dice: Dice): Fen {
  const yuan = Math.exp(logMean + logSpread * standardNormal(dice))
  return Math.min(most, least + Math.round(yuan * 100))
}

/** Box and Muller's transform of two even throws. */
function standardNormal(dice: Dice): number {
  const even = (): number => (dice.below(1_000_000) + 1) / 1_000_001
  return Math.sqrt(-2 * Math.log(even())) * Math.cos(2 * Math.PI * even())
}

function approverOf(claimedFen: Fen): ClaimTraits['approver'] {
  if (claimedFen > complexAboveFen) return 'branch-head'
  return claimedFen > simpleUpToFen ? 'supervisor' : 'approver'
}
