import type { Fen } from '../money.ts'
import { isFen, showFen, sumFen, wholeShare } from '../money.ts'
import { ruleBook } from '../rules.ts'
import type { ServicePolicy } from '../service-policy.ts'
import { beneficiaryFault } from './beneficiary-rules.ts'
import { isCompulsoryMotor, subjectOf } from './clock-subjects.ts'
import type { DocumentKind } from './codes.ts'
import type { CommandOf } from './commands.ts'
import type { Outcome } from './decision.ts'
import { refuse } from './decision.ts'
import { isLiability, liabilityFault, ofVictim } from './liability.ts'
import type { AdvancePayee, NamedPayee, PassesTo, Receiver } from './payee-commands.ts'
import { kindOf, proves } from './payee-proofs.ts'
import { deathFault, rightFault } from './payee-rights.ts'
import { isNotGivenUp } from './payment-region.ts'
import type { Beside } from './reimbursement.ts'
import { leftOnProofs, reimbursementOf } from './reimbursement.ts'
import type { Claim, Payee, Reimbursement } from './state.ts'

/** What a list of payees is judged by besides the claim. */
export interface PayeeCase {
  /** Those who stay, and whose shares count towards the whole. */
  readonly kept: readonly Payee[]
  /** What is shared out now, and each payee's part of it, in the order of the list. */
  readonly owedFen: Fen
  readonly amounts: readonly Fen[]
  readonly policy: Pick<ServicePolicy, 'aml'>
}

type PayeeList = CommandOf<'FreezePayees'>

/** Whether the list adds up: each payee once, whole shares, the fen that remain to one of them. */
export function listFault(claim: Claim, { payees, roundingTo }: PayeeList, kept: readonly Payee[]): Outcome | null {
  const ids = [...kept.map(({ payeeId }) => payeeId), ...payees.map(({ payeeId }) => payeeId)]
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index) - kept.length
  if (twice >= 0) return refuse(claim, 'PAYEE_LISTED_TWICE', 'a payee is listed twice', { field: `/payees/${twice}` })
  const total = [...kept, ...payees].reduce((sum, { share }) => sum + share, 0)
  const whole = total === wholeShare && payees.every(({ share }) => Number.isInteger(share) && share > 0)
  if (!whole || payees.length === 0)
    return refuse(claim, 'SHARES_NOT_WHOLE', 'shares are above zero and sum to 100.00 %', { field: '/payees' })
  if (payees.some(({ payeeId }) => payeeId === roundingTo)) return null
  return refuse(claim, 'ROUNDING_PAYEE_UNKNOWN', 'the fen that remain go to one of the payees: name which', {
    field: '/roundingTo',
  })
}

/**
 * Why one of these may not be paid, or null: account holder (accident measures 17(6), internet measures 40), minors, the
 * order of beneficiaries, third parties of liability lines, identification from a case total on (AML law art. 31).
 */
export function payeeFault(claim: Claim, command: PayeeList, given: PayeeCase): Outcome | null {
  return (
    first(command.payees, (payee, index) => proofFault(claim, payee, `/payees/${index}`)) ??
    first(command.payees, (payee, index) =>
      standingFault(claim, payee, {
        at: `/payees/${index}`,
        amountFen: given.amounts[index] ?? 0,
        beside: reimbursedBeside(claim, command.payees.slice(0, index), given.amounts),
      }),
    ) ??
    beneficiaryFault(claim, command, given.kept) ??
    identityFault(claim, command.payees, given)
  )
}

/** As {@link payeeFault}, of who is paid in advance: nobody's share is known yet, and beneficiaries are named with the final sum. */
export function advancePayeeFault(claim: Claim, payee: AdvancePayee, advance: Advancing): Outcome | null {
  const at = '/payee'
  const named = { ...payee, share: wholeShare }
  return (
    proofFault(claim, named, at) ??
    standingFault(claim, named, { at, amountFen: advance.amountFen, beside: [] }) ??
    unidentified(claim, named, { ...advance, at })
  )
}

/** What is missing of the proof that somebody comes after a payee (#75), and of his identity, or null. */
export function succession(
  claim: Claim,
  { as, evidence, identityDocumentId }: PassesTo,
  sum: Advancing,
): Outcome | null {
  const at = '/passesTo'
  const unknown = evidence.findIndex((id) => kindOf(claim, id) === null)
  if (unknown >= 0) {
    const field = `${at}/evidence/${unknown}`
    return refuse(claim, 'EVIDENCE_UNKNOWN', 'evidence is a document on this file', { field })
  }
  const kind = as === 'heir' ? 'relationship-proof' : receiverProof.assignee
  if (!proves(claim, evidence, [kind])) {
    const message = `that it passes to an ${as} is proven by a document of the kind ${kind}`
    return refuse(claim, 'EVIDENCE_MISSING', message, { field: `${at}/evidence` })
  }
  const fault = as === 'heir' && ruleBook(claim.rules).payees === 'entitled' ? deathFault(claim, at) : null
  if (fault !== null) return fault
  // Whoever comes after him never claimed himself: a document of his own identifies him.
  const named = identityDocumentId === undefined ? {} : { identityDocumentId }
  return unidentified(claim, { as: 'heir', ...named }, { ...sum, at })
}

/** What is missing of the proof that somebody takes an advance for its payee, and of his identity, or null. */
export function receivingFault(claim: Claim, receiver: Receiver, policy: Pick<ServicePolicy, 'aml'>): Outcome | null {
  const fault = proofFault(claim, { payeeId: '', share: wholeShare, accountHolderIsPayee: false, receiver }, '')
  if (fault !== null || !takesIdentity(claim, 0, policy)) return fault
  if (kindOf(claim, receiver.identityDocumentId) === 'identity') return null
  return refuse(claim, 'PAYEE_UNIDENTIFIED', identityMessage(policy), { field: '/receiver/identityDocumentId' })
}

/** From a case total on, with what is advanced now, whoever gets the advance is identified first (AML law art. 31), or null. */
export function unidentified(
  claim: Claim,
  payee: Pick<NamedPayee, 'as' | 'identityDocumentId' | 'receiver'>,
  { at, amountFen, policy }: Advancing & { readonly at: string },
): Outcome | null {
  if (!takesIdentity(claim, amountFen, policy)) return null
  const field = missingIdentity(claim, payee)
  return field === null
    ? null
    : refuse(claim, 'PAYEE_UNIDENTIFIED', identityMessage(policy), { field: `${at}${field}` })
}

interface Advancing {
  readonly amountFen: Fen
  readonly policy: Pick<ServicePolicy, 'aml'>
}

function first(
  payees: readonly NamedPayee[],
  judge: (payee: NamedPayee, index: number) => Outcome | null,
): Outcome | null {
  for (const [index, payee] of payees.entries()) {
    const fault = judge(payee, index)
    if (fault !== null) return fault
  }
  return null
}

/** Whatever a payee rests on is a document of this file; an account of another is his who is proven to take it for him. */
function proofFault(claim: Claim, payee: NamedPayee, at: string): Outcome | null {
  const { receiver, evidence = [], identityDocumentId, accountHolderIsPayee } = payee
  const named = [
    ...evidence.map((id, index) => ({ id, field: `${at}/evidence/${index}` })),
    ...(receiver?.evidence ?? []).map((id, index) => ({ id, field: `${at}/receiver/evidence/${index}` })),
    ...proofOf(identityDocumentId, `${at}/identityDocumentId`),
    ...proofOf(receiver?.identityDocumentId, `${at}/receiver/identityDocumentId`),
  ]
  const unknown = named.find(({ id }) => kindOf(claim, id) === null)
  if (unknown !== undefined)
    return refuse(claim, 'EVIDENCE_UNKNOWN', 'evidence is a document on this file', { field: unknown.field })
  const ofAge = ageFault(claim, payee, at)
  if (ofAge !== null) return ofAge
  if (receiver !== undefined) return receiverFault(claim, receiver, at)
  if (accountHolderIsPayee) return null
  const message = 'the account holder is not the payee (accident measures 17(6)): money goes to the payee’s own account'
  return refuse(claim, 'ACCOUNT_OF_ANOTHER', message, { field: `${at}/account/holderName` })
}

/**
 * A minor is paid through his guardian, and minority is nobody's word alone: what is said of his age agrees with the birth date on file,
 * where there is one.
 */
function ageFault(claim: Claim, { minor = false, ageOnFile, receiver }: NamedPayee, at: string): Outcome | null {
  const isKnown = ageOnFile !== undefined && ruleBook(claim.rules).decisions === 'shown'
  if (isKnown && minor !== (ageOnFile === 'minor')) {
    const message = minor
      ? 'by the birth date on file the payee is of age: he is paid himself'
      : 'by the birth date on file the payee is a minor: say so, and name his guardian with the proof of it'
    return refuse(claim, 'AGE_DISAGREES', message, { field: `${at}/minor` })
  }
  if (!minor || receiver?.as === 'guardian') return null
  const message = 'a minor is paid through his guardian: name the guardian with the proof of it'
  return refuse(claim, 'GUARDIAN_MISSING', message, { field: `${at}/receiver` })
}

const proofOf = (id: string | undefined, field: string) => (id === undefined ? [] : [{ id, field }])

/** What proves that somebody takes the money for the payee. */
const receiverProof: Readonly<Record<Receiver['as'], DocumentKind>> = {
  guardian: 'relationship-proof',
  mandatary: 'mandate',
  assignee: 'assignment-deed',
}

function receiverFault(claim: Claim, receiver: Receiver, at: string): Outcome | null {
  const kind = receiverProof[receiver.as]
  if (proves(claim, receiver.evidence, [kind])) return null
  const message = `an account of the ${receiver.as} takes a document of the kind ${kind} that proves it`
  return refuse(claim, 'EVIDENCE_MISSING', message, { field: `${at}/receiver/evidence` })
}

interface Standing {
  readonly at: string
  readonly amountFen: Fen
  /** Who is named before him on the same list. */
  readonly beside: readonly Beside[]
}

/** By what right: heirs prove it, a provider has the insured’s authorisation, liability lines have rules of their own. */
function standingFault(claim: Claim, payee: NamedPayee, { at, amountFen, beside }: Standing): Outcome | null {
  const { as, evidence = [], upToFen } = payee
  if (upToFen !== undefined && !isFen(upToFen))
    return refuse(claim, 'AMOUNT_NOT_FEN', 'an amount is a whole number of fen', { field: `${at}/upToFen` })
  if (as === 'heir' && !proves(claim, evidence, ['relationship-proof'])) {
    const message = 'an heir is proven by a document of the kind relationship-proof (Insurance Law 42)'
    return refuse(claim, 'EVIDENCE_MISSING', message, { field: `${at}/evidence` })
  }
  if (as === 'provider') return providerFault(claim, payee, at)
  const isEntitled = ruleBook(claim.rules).payees === 'entitled'
  const fault = isEntitled ? rightFault(claim, payee, at) : null
  if (fault !== null || !isLiability(claim)) return fault
  return liabilityFault(claim, payee, { at, amountFen, provenFen: provenFen(claim, payee, isEntitled ? beside : null) })
}

/** What the insured may be paid on his proofs; before version 2, where nothing is said of others, on each proof again and again. */
function provenFen(claim: Claim, payee: NamedPayee, beside: readonly Beside[] | null): Fen {
  const asked = reimbursementOf(claim, payee)
  if (asked === null) return 0
  return beside === null ? asked.upToFen : leftOnProofs(claim, asked, beside)
}

const reimbursedBeside = (claim: Claim, named: readonly NamedPayee[], amounts: readonly Fen[]): readonly Beside[] =>
  named.flatMap((payee, index) => {
    const reimburses = reimbursed(claim, payee)
    return reimburses === undefined ? [] : [{ reimburses, amountFen: amounts[index] ?? 0 }]
  })

/** Of a liability line, on which proofs the insured or who comes after him is paid; undefined for everybody else. */
export function reimbursed(claim: Claim, payee: NamedPayee): Reimbursement | undefined {
  const isHis = payee.as === undefined || payee.as === 'insured' || payee.as === 'heir'
  if (ruleBook(claim.rules).payees === 'named' || !isLiability(claim) || !isHis || ofVictim(payee)) return undefined
  return reimbursementOf(claim, payee) ?? undefined
}

/** Direct settlement (直付); the police’s notice stands for the authorisation of rescue costs (CTALI 31). */
function providerFault(claim: Claim, { evidence = [] }: NamedPayee, at: string): Outcome | null {
  const isRescue = isCompulsoryMotor(subjectOf(claim)) && proves(claim, evidence, ['traffic-report'])
  if (isRescue || proves(claim, evidence, ['mandate'])) return null
  const message =
    'a hospital or repairer is paid directly only with the authorisation: name a document of the kind mandate'
  return refuse(claim, 'PROVIDER_UNAUTHORISED', message, { field: `${at}/evidence` })
}

/** From a case total on (paid, pending and this) every payee is identified, and whoever takes the money for him. */
function identityFault(claim: Claim, payees: readonly NamedPayee[], { owedFen, policy }: PayeeCase): Outcome | null {
  if (!takesIdentity(claim, owedFen, policy)) return null
  const message = identityMessage(policy)
  return first(payees, (payee, index) => {
    const field = missingIdentity(claim, payee)
    return field === null ? null : refuse(claim, 'PAYEE_UNIDENTIFIED', message, { field: `/payees/${index}${field}` })
  })
}

/** Paid, in advance too, pending and this together: no threshold is passed in slices. */
function takesIdentity(claim: Claim, moreFen: Fen, { aml }: Pick<ServicePolicy, 'aml'>): boolean {
  const standingFen = sumFen(claim.payments.filter(isNotGivenUp).map(({ amountFen }) => amountFen))
  return aml !== undefined && standingFen + moreFen >= aml.identifyFromFen
}

const identityMessage = ({ aml }: Pick<ServicePolicy, 'aml'>): string =>
  `from a case total of ${showFen(aml?.identifyFromFen ?? 0)} yuan on a document of the kind identity is named for each payee and for who takes the money for him`

function missingIdentity(
  claim: Claim,
  { as, identityDocumentId, receiver }: Pick<NamedPayee, 'as' | 'identityDocumentId' | 'receiver'>,
): string | null {
  // Who claims for himself was identified with his claim; everybody else names his own document.
  const isClaimant = as === undefined || as === 'insured'
  const isKnown =
    identityDocumentId === undefined
      ? isClaimant && claim.documents.some(({ kind }) => kind === 'identity')
      : kindOf(claim, identityDocumentId) === 'identity'
  if (!isKnown) return '/identityDocumentId'
  if (receiver === undefined || kindOf(claim, receiver.identityDocumentId) === 'identity') return null
  return '/receiver/identityDocumentId'
}
