import type { AuthorityLevel, LadderStep } from '../authority.ts'
import { mayDecide, requiredLevel } from '../authority.ts'
import type { Fen } from '../money.ts'
import { isFen, sumFen } from '../money.ts'
import { settledFen } from './assessment.ts'
import type { Actor } from './commands.ts'
import type { Outcome } from './decision.ts'
import { refuse } from './decision.ts'
import type { Claim, ProposalKind } from './state.ts'

/** Steps below which nobody may take a decision of this kind, whatever its amount: paying what is not owed is head office's. */
const leastStep: Readonly<Partial<Record<ProposalKind, AuthorityLevel>>> = { 'ex-gratia': 4 }

interface Payable {
  readonly kind: ProposalKind
  readonly payFen: Fen
}

/** The lowest step that may decide to pay this much in this way; the whole case counts. */
export function levelOf(claim: Claim, { kind, payFen }: Payable, ladder: readonly LadderStep[]): AuthorityLevel {
  const byAmount = requiredLevel(ladder, { payFen: settledFen(claim) + payFen, refuseFen: null })
  return Math.max(byAmount, leastStep[kind] ?? 1) as AuthorityLevel
}

/** Whether a person of this step may decide things of this kind at all. */
export const mayDecideKind = (kind: ProposalKind, level: number): boolean => level >= (leastStep[kind] ?? 1)

/** The step of the ladder by which this person may decide to pay, or null. A5 is a committee: no person holds it. */
export function stepFor(
  claim: Claim,
  { kind, payFen }: Payable,
  { actor, ladder }: { readonly actor: Actor; readonly ladder: readonly LadderStep[] },
): LadderStep | null {
  const { authorityLevel } = actor
  const need = { payFen: settledFen(claim) + payFen, refuseFen: null }
  const may = authorityLevel < 5 && mayDecideKind(kind, authorityLevel) && mayDecide(ladder, authorityLevel, need)
  return may ? (ladder.find(({ level }) => level === authorityLevel) ?? null) : null
}

/** What is wrong with an amount that is paid without saying that it is owed, or null: the policy still bounds it. */
export function concessionFault(claim: Claim, payFen: Fen): Outcome | null {
  if (claim.policy.known !== 'found')
    return refuse(claim, 'POLICY_UNKNOWN', 'the terms of the policy are not known: nobody can say what it bounds')
  return amountFault(claim, payFen)
}

/** As {@link concessionFault}, of an amount somebody else has set: it is above zero and no more than the policy has left. */
export function amountFault(claim: Claim, payFen: Fen): Outcome | null {
  const left = roomFen(claim)
  if (isFen(payFen) && payFen > 0 && payFen <= left) return null
  const message = 'the amount is whole fen, above zero, and at most what the sum insured has left'
  return refuse(claim, 'SETTLEMENT_AMOUNT', message, { field: '/payFen' })
}

/** What the sum insured has left beside all that was paid, is being paid, or was agreed. */
function roomFen({ policy, payments, stage }: Claim): Fen {
  if (policy.known !== 'found') return Number.MAX_SAFE_INTEGER
  const sent = payments.filter(({ state }) => state !== 'rejected').map(({ amountFen }) => amountFen)
  const agreed = stage.status === 'agreed' ? stage.determination.payFen : 0
  return policy.sumInsuredFen - sumFen(sent) - agreed
}

/** Whether a decision of this kind refuses something. A concession does not: it is a decision of its own. */
export const refuses = (kind: ProposalKind): boolean => kind === 'part' || kind === 'refuse' || kind === 'deny'
