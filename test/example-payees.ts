import { entitlements } from '../domain/claim/beneficiaries.ts'
import { isDeathBenefit } from '../domain/claim/beneficiary-rules.ts'
import type { DocumentKind } from '../domain/claim/codes.ts'
import type { ClaimReceipt, CommandOf } from '../domain/claim/commands.ts'
import { isLiability } from '../domain/claim/liability.ts'
import type { HadBefore, NamedBeneficiary, NamedPayee } from '../domain/claim/payee-commands.ts'
import { isToBeNetted, overpaidStill } from '../domain/claim/prepaid.ts'
import type { Claim, Payee } from '../domain/claim/state.ts'

type Freeze = CommandOf<'FreezePayees'>

/** In the insured's name; equal shares but for the first, who takes what is left of 100.00 % and the fen that remain. */
export function freezePayees(...payeeIds: readonly string[]): Freeze {
  const equal = Math.floor(10_000 / payeeIds.length)
  const payees = payeeIds.map((payeeId, index) => ({
    payeeId,
    share: index === 0 ? 10_000 - equal * (payeeIds.length - 1) : equal,
    accountHolderIsPayee: true,
    namedOnFile: 'insured' as const,
  }))
  return { type: 'FreezePayees', payees, roundingTo: payeeIds[0] ?? '' }
}

/**
 * As {@link freezePayees}, as the claim wants it: each by a right there is and by what is on file for it, identified, the rest of
 * a thawed list, and what went out before counted against the first.
 */
export function payeesFor(claim: Claim, ...payeeIds: readonly string[]): Freeze {
  const plain = freezePayees(...payeeIds)
  const kept = claim.stage.status === 'paying' ? claim.payees : []
  const { payees, beneficiaries } = isDeathBenefit(claim)
    ? onDeath(claim, plain, kept)
    : { payees: restOf(plain.payees, kept), beneficiaries: undefined }
  const identity = onFile(claim, 'identity')[0]
  const known = identity === undefined ? {} : { identityDocumentId: identity }
  return {
    ...plain,
    payees: payees.map((payee) => ({ ...payee, ...rightOn(claim, payee), ...receiverOn(claim, known), ...known })),
    ...(beneficiaries === undefined ? {} : { beneficiaries }),
    ...hadBy(claim, plain.roundingTo),
  }
}

const shareOf = (payees: readonly Pick<Payee, 'share'>[]): number => payees.reduce((sum, { share }) => sum + share, 0)

/** One alone takes what those who stay leave. */
const restOf = (payees: readonly NamedPayee[], kept: readonly Payee[]): readonly NamedPayee[] =>
  payees.length === 1 ? payees.map((payee) => ({ ...payee, share: payee.share - shareOf(kept) })) : payees

/** Everybody lives: those the policy names, or else one for each payee, with the shares of those who stay. */
function onDeath(
  { policy }: Claim,
  { payees, roundingTo }: Freeze,
  kept: readonly Payee[],
): { readonly payees: readonly NamedPayee[]; readonly beneficiaries: readonly NamedBeneficiary[] } {
  const designated = policy.known === 'found' ? (policy.beneficiaries ?? []) : []
  const alive = { fate: 'alive', evidence: [] } as const
  const rest = restOf(payees, kept).map((payee) => ({ ...payee, through: `psn_${payee.payeeId}` }))
  if (designated.length === 0) {
    const named = [...kept, ...rest].map(({ through = '', share }) => ({ beneficiaryId: through, share, ...alive }))
    return { payees: rest, beneficiaries: named }
  }
  const beneficiaries = designated.map((one) => ({ ...one, ...alive }))
  const open = entitlements(beneficiaries).filter(({ through }) => !kept.some((payee) => payee.through === through))
  const taking = open.map(({ through, share }, index) => ({
    ...(payees[0] ?? { accountHolderIsPayee: true }),
    payeeId: index === 0 ? roundingTo : `${roundingTo}_${index}`,
    through,
    share,
  }))
  return { payees: taking, beneficiaries }
}

const onFile = ({ documents }: Claim, ...kinds: readonly DocumentKind[]): readonly string[] =>
  documents.filter(({ kind }) => kinds.includes(kind)).map(({ documentId }) => documentId)

/** By what right somebody is paid on this claim, with what is on file for it. */
function rightOn(claim: Claim, { through }: NamedPayee): Partial<NamedPayee> {
  if (isDeathBenefit(claim)) return through === undefined ? {} : { as: 'beneficiary' }
  if (isLiability(claim)) {
    const evidence = onFile(claim, 'third-party-statement', 'liability-document', 'traffic-report', 'accident-proof')
    return { as: 'third-party', evidence }
  }
  return whyChanged(claim) === 'claimant-died' ? { as: 'heir', evidence: onFile(claim, 'relationship-proof') } : {}
}

const whyChanged = ({ thaw: open, changeTold }: Claim) => open?.reason ?? changeTold

/** Who takes it for him, where the payees were thawed for that. */
function receiverOn(claim: Claim, known: { readonly identityDocumentId?: string }): Partial<NamedPayee> {
  const reason = whyChanged(claim)
  if (reason === 'guardian-appointed' && claim.thaw) {
    return { receiver: { as: 'guardian', evidence: onFile(claim, 'relationship-proof'), ...known } }
  }
  if (reason === 'claim-assigned') {
    return { receiver: { as: 'assignee', evidence: onFile(claim, 'assignment-deed'), ...known } }
  }
  return {}
}

/** All that went out before counts against one. */
function hadBy(claim: Claim, payeeId: string): { readonly had?: readonly HadBefore[] } {
  if (claim.thaw) return {}
  const advances = (claim.prepayments ?? []).filter((advance) => isToBeNetted(claim, advance))
  const had = [
    ...advances.map(({ n }) => ({ what: 'advance', n, payeeId }) as const),
    ...overpaidStill(claim).map(({ n }) => ({ what: 'overpaid', n, payeeId }) as const),
  ]
  return had.length === 0 ? {} : { had }
}

/** #75: payees change; what shows it is on file. */
export const thaw: CommandOf<'UnfreezePayees'> = {
  type: 'UnfreezePayees',
  reason: 'payee-changed',
  documents: ['doc_claim-form'],
}

/** Before the payment is sent its payee is found on a list. */
export const hit = (n = 1, match = 'list_1'): ClaimReceipt => ({
  type: 'PayeeScreened',
  n,
  screeningId: 'scr_1',
  matches: [match],
})
