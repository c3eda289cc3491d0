import type { Fen } from '../money.ts'
import { showFen } from '../money.ts'
import { ruleBook } from '../rules.ts'
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
  /** What the insured may still be paid on the documents that show what he has paid the third party. */
  readonly provenFen: Fen
}

/** By the victim's own right, or that of a victim who has died. */
export const ofVictim = ({ as, through }: Pick<NamedPayee, 'as' | 'through'>): boolean =>
  as === 'third-party' || (as === 'heir' && through === 'third-party')

/** Before version 2 every heir stood for the victim, the insured's own too. */
const isOfVictim = (claim: Claim, payee: NamedPayee): boolean =>
  ofVictim(payee) || (payee.as === 'heir' && ruleBook(claim.rules).payees === 'named')

/**
 * Insurance Law 65, interpretation IV art. 20: the third party is paid, or who comes after him. The insured, and who comes
 * after the insured, is paid only what is proven to have been paid the third party, else the insurer owes it a second time,
 * and what is proven is paid once. The third party who claims himself does so once the
 * liability is established (65(2), interpretation IV art. 14).
 */
export function liabilityFault(
  claim: Claim,
  payee: NamedPayee,
  { at, amountFen, provenFen }: LiabilityCase,
): Outcome | null {
  if (isOfVictim(claim, payee)) return directClaimFault(claim, at)
  if (amountFen <= provenFen) return null
  const message =
    provenFen === 0
      ? 'the injured third party is the payee: the insured is paid against proof that he paid, a document of the kind payment-proof, each sum once'
      : `the insured is paid at most the ${showFen(provenFen)} yuan he is proven to have paid the third party and has not had`
  return refuse(claim, 'LIABILITY_THIRD_PARTY_UNPAID', message, {
    field: provenFen === 0 ? `${at}/as` : `${at}/upToFen`,
  })
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
