import { isDeathBenefit } from './beneficiary-rules.ts'
import type { DocumentKind } from './codes.ts'
import type { Outcome } from './decision.ts'
import { refuse } from './decision.ts'
import { isLiability, ofVictim } from './liability.ts'
import type { NamedPayee } from './payee-commands.ts'
import { proves } from './payee-proofs.ts'
import type { PayeeStanding } from './payee-state.ts'
import type { Claim } from './state.ts'

/**
 * Why nobody is paid on this claim by the right the payee names, or null: the insured and the claimant are those of this file,
 * a death benefit is a beneficiary's, who has the name the policy names, or an heir's (Insurance Law 42), a third party was harmed on a line that pays for it (65),
 * and an heir comes after somebody who has died. `at` is the place of the payee in what was asked, a JSON pointer.
 */
export const rightFault = (claim: Claim, payee: NamedPayee, at: string): Outcome | null =>
  judges[payee.as ?? 'himself'](claim, payee, at)

type Judge = (claim: Claim, payee: NamedPayee, at: string) => Outcome | null

function ofHimself(claim: Claim, { as, namedOnFile }: NamedPayee, at: string): Outcome | null {
  if (isDeathBenefit(claim)) {
    const message = 'a death benefit is paid to a beneficiary or an heir, each by the right named in through'
    return impossible(claim, at, message)
  }
  if (namedOnFile === 'insured') return null
  // An agent, a hospital or a third party who filed is paid by a right of his own, and of liability it is the insured who has paid.
  const isClaimants = as === undefined && claim.report.capacity === undefined && !isLiability(claim)
  if (isClaimants && namedOnFile === 'claimant') return null
  const message = 'this is not the name of the insured on this claim: say in as by what right somebody else is paid'
  return refuse(claim, 'PAYEE_NOT_ON_FILE', message, { field: `${at}/name` })
}

function ofBeneficiary(claim: Claim, { isNamedThere }: NamedPayee, at: string): Outcome | null {
  if (!isDeathBenefit(claim)) {
    return impossible(claim, at, 'beneficiaries are paid of a death benefit, and of nothing else')
  }
  if (isNamedThere !== false) return null
  const message =
    'this is not the name of the beneficiary the policy names: name him, or whoever comes after him as an heir'
  return refuse(claim, 'PAYEE_NOT_ON_FILE', message, { field: `${at}/name` })
}

function ofThirdParty(claim: Claim, payee: NamedPayee, at: string): Outcome | null {
  if (!isLiability(claim)) return impossible(claim, at, 'a third party is paid on liability lines (Insurance Law 65)')
  const isHisClaim = claim.report.capacity === 'third-party' && payee.namedOnFile === 'claimant'
  return isHisClaim ? null : victimFault(claim, payee, at)
}

function ofHeir(claim: Claim, payee: NamedPayee, at: string): Outcome | null {
  if (isDeathBenefit(claim)) return null
  const isVictims = isLiability(claim) && ofVictim(payee)
  return (isVictims ? victimFault(claim, payee, at) : null) ?? deathFault(claim, at)
}

const judges: Readonly<Record<PayeeStanding | 'himself', Judge>> = {
  himself: ofHimself,
  insured: ofHimself,
  beneficiary: ofBeneficiary,
  heir: ofHeir,
  'third-party': ofThirdParty,
  provider: () => null,
}

function impossible(claim: Claim, at: string, message: string): Outcome {
  return refuse(claim, 'STANDING_NOT_POSSIBLE', message, { field: `${at}/as` })
}

/** What shows that somebody was harmed by the insured, and who. */
const victimProofs: readonly DocumentKind[] = [
  'third-party-statement',
  'liability-document',
  'traffic-report',
  'accident-proof',
]

function victimFault(claim: Claim, { evidence = [] }: NamedPayee, at: string): Outcome | null {
  if (proves(claim, evidence, victimProofs)) return null
  const message = `whom the insured has harmed is shown by a document of one of the kinds ${victimProofs.join(', ')}`
  return refuse(claim, 'EVIDENCE_MISSING', message, { field: `${at}/evidence` })
}

/** Of an event that killed nobody somebody has died since: his heirs show it, or the government has listed him. */
export function deathFault(claim: Claim, at: string): Outcome | null {
  const { documents, report } = claim
  const isKnown =
    report.facts.injury === 'death' ||
    documents.some(({ kind }) => kind === 'death-certificate' || kind === 'government-list')
  if (isKnown) return null
  const message = 'an heir is paid when a document of the kind death-certificate is on file'
  return refuse(claim, 'EVIDENCE_MISSING', message, { field: `${at}/evidence` })
}
