import type { Fen } from '../money.ts'
import { sumFen } from '../money.ts'
import type { NamedPayee } from './payee-commands.ts'
import { kindOf } from './payee-proofs.ts'
import { isNotGivenUp } from './payment-region.ts'
import type { Claim, Reimbursement } from './state.ts'

/** The proofs that the insured paid a third party, and what he says they prove together; null where he names none. */
export function reimbursementOf(
  claim: Claim,
  { evidence = [], upToFen = 0 }: Pick<NamedPayee, 'evidence' | 'upToFen'>,
): Reimbursement | null {
  const proofs = [...new Set(evidence.filter((id) => kindOf(claim, id) === 'payment-proof'))]
  return proofs.length === 0 ? null : { proofs, upToFen }
}

/** Somebody else on the same list who is paid on proofs. */
export interface Beside {
  readonly reimburses: Reimbursement
  readonly amountFen: Fen
}

/**
 * What may still be paid on these proofs: each proves one sum, once. What was paid on them before counts, in advance too, and
 * so does what is paid beside; and they prove no more than they were said to prove when they were first used.
 */
export function leftOnProofs(claim: Claim, asked: Reimbursement, beside: readonly Beside[]): Fen {
  const paid = claim.payments.filter(isNotGivenUp).flatMap(({ reimburses, amountFen }) => {
    return reimburses === undefined ? [] : [{ reimburses, amountFen }]
  })
  const isOnSame = ({ reimburses }: Beside): boolean => reimburses.proofs.some((id) => asked.proofs.includes(id))
  const onSame = [...paid, ...beside].filter(isOnSame)
  const usedFen = sumFen(onSame.map(({ amountFen }) => amountFen))
  const said = onSame.filter(({ reimburses }) => asked.proofs.every((id) => reimburses.proofs.includes(id)))
  const provenFen = Math.min(asked.upToFen, ...said.map(({ reimburses }) => reimburses.upToFen))
  return Math.max(0, provenFen - usedFen)
}
