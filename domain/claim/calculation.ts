import type { Fen } from '../money.ts'
import { ratioOf, sumFen, wholeShare } from '../money.ts'
import type { AssessedItem, Assessment, Calculation, PolicyTerms } from './state.ts'

/** What of a policy a calculation rests on. */
export type CalculationTerms = Pick<
  Extract<PolicyTerms, { known: 'found' }>,
  'deductibleFen' | 'payRatioPercent' | 'sumInsuredFen'
>

/**
 * What is payable by the policy's terms, in whole fen. Of each item: claimed, less what is not covered and what the
 * insured bears himself, less wear, less what others pay, at most what the loss has really cost beyond that (Health
 * measures 5) and at most the item's own limit. Of their sum less the deductible the policy's ratio, at most the sum
 * insured. Half a fen is rounded up, for the customer: of each item after its wear, and once after the ratio.
 */
export function calculate(items: readonly AssessedItem[], terms: CalculationTerms): Calculation {
  const lines = items.map(lineOf)
  const { deductibleFen, payRatioPercent, sumInsuredFen: limitFen } = terms
  const base = Math.max(0, sumFen(lines.map(({ countedFen }) => countedFen)) - deductibleFen)
  return {
    claimedFen: sumFen(items.map(({ claimedFen }) => claimedFen)),
    notCoveredFen: sumFen(items.map(({ notCoveredFen }) => notCoveredFen)),
    ...takenOff(lines),
    deductibleFen,
    payRatioPercent,
    limitFen,
    payableFen: Math.min(limitFen, ratioOf(base, payRatioPercent, 100)),
    rounding: 'half-up',
  }
}

/** The calculation done again from what is kept with it: the same fen, whatever has become of the policy since. */
export function recalculated({ items, calculation }: Pick<Assessment, 'items' | 'calculation'>): Calculation {
  const { deductibleFen, payRatioPercent, limitFen: sumInsuredFen } = calculation
  return calculate(items, { deductibleFen, payRatioPercent, sumInsuredFen })
}

const deductions = ['selfPayFen', 'depreciationFen', 'otherCoverFen', 'beyondCostFen', 'beyondItemLimitsFen'] as const

/** What comes off an item, in the order of the terms; what remains counts. */
type Line = Readonly<Record<(typeof deductions)[number] | 'countedFen', Fen>>

function lineOf(item: AssessedItem): Line {
  const { claimedFen, notCoveredFen, selfPayFen = 0, depreciationShare = 0, otherCoverFen = 0 } = item
  const covered = claimedFen - notCoveredFen - selfPayFen
  const worn = ratioOf(covered, wholeShare - depreciationShare, wholeShare)
  const depreciationFen = covered - worn
  const others = Math.min(worn, otherCoverFen)
  const cost = Math.max(0, (item.realCostFen ?? claimedFen) - otherCoverFen)
  const indemnity = Math.min(worn - others, cost)
  const countedFen = Math.min(indemnity, item.limitFen ?? indemnity)
  const beyondCostFen = worn - others - indemnity
  const beyondItemLimitsFen = indemnity - countedFen
  return { selfPayFen, depreciationFen, otherCoverFen: others, beyondCostFen, beyondItemLimitsFen, countedFen }
}

/** The sums of what came off; what came off nowhere is not named. */
function takenOff(lines: readonly Line[]): Partial<Pick<Calculation, (typeof deductions)[number]>> {
  const sums = deductions.map((name) => [name, sumFen(lines.map((line) => line[name]))] as const)
  return Object.fromEntries(sums.filter(([, sum]) => sum > 0))
}
