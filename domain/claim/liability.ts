import type { Fen } from '../money.ts'
import { showFen } from '../money.ts'
import { subjectOf } from './clock-subjects.ts'
import type { NamedPayee } from './payee-commands.ts'
import type { Outcome } from './decision.ts'
import { refuse } from './decision.ts'
import type { Claim } from './state.ts'

/** Lines that pay for harm to others: the injured third party is the payee (责任保险, Insurance Law 65). */
export const isLiability = (claim: Pick<Claim, 'policy' | 'report'>): boolean => {
  const { line } = subjectOf(claim)
  return line === 'liability' || line === 'motor-compulsory'
}

interface LiabilityCase {
  /** Place of the payee in what was asked, a JSON pointer. */
  readonly at: string
  readonly amountFen: Fen
  /** A document on file shows that the insured paid the third party. */
  readonly isPaidProven: boolean
}

/**
 * Insurance Law 65, interpretation IV art. 20: the third party is paid. The insured is paid only what he is proven to have
 * paid the third party, else the insurer owes it a second time. The third party who claims himself does so once the
 * liability is established (65(2), interpretation IV art. 14).
 */
export function liabilityFault(
  claim: Claim,
  { as, upToFen }: NamedPayee,
  { at, amountFen, isPaidProven }: LiabilityCase,
): Outcome | null {
  if (as === 'third-party' || as === 'heir') return directClaimFault(claim, at)
  const paidFen = isPaidProven ? (upToFen ?? 0) : 0
  if (amountFen <= paidFen) return null
  const message =
    paidFen === 0
      ? 'the injured third party is the payee: the insured is paid against proof that he paid, a document of the kind payment-proof'
      : `the insured is paid at most the ${showFen(paidFen)} yuan he is proven to have paid the third party`
  return refuse(claim, 'LIABILITY_THIRD_PARTY_UNPAID', message, { field: paidFen === 0 ? `${at}/as` : `${at}/upToFen` })
}

/** Victims of compulsory motor report for themselves (CTALI 27); elsewhere a document establishes the liability first. */
function directClaimFault(claim: Claim, at: string): Outcome | null {
  const { report, documents, surveyReport } = claim
  if (report.capacity !== 'third-party' || subjectOf(claim).line !== 'liability') return null
  const isEstablished =
    documents.some(({ kind }) => kind === 'liability-document') || surveyReport?.evidence.includes('liability-document')
  if (isEstablished === true) return null
  const message =
    'a third party claims directly once the liability is established: register a document of the kind liability-document'
  return refuse(claim, 'LIABILITY_NOT_ESTABLISHED', message, { field: `${at}/as` })
}
