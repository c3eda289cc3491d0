import type { ClaimReceipt, CommandOf } from '../domain/claim/commands.ts'
import { isLiability } from '../domain/claim/liability.ts'
import type { Claim } from '../domain/claim/state.ts'

/** Equal shares but for the first, who takes what is left of 100.00 % and the fen that remain. */
export function freezePayees(...payeeIds: readonly string[]): CommandOf<'FreezePayees'> {
  const equal = Math.floor(10_000 / payeeIds.length)
  const payees = payeeIds.map((payeeId, index) => ({
    payeeId,
    share: index === 0 ? 10_000 - equal * (payeeIds.length - 1) : equal,
    accountHolderIsPayee: true,
  }))
  return { type: 'FreezePayees', payees, roundingTo: payeeIds[0] ?? '' }
}

/** As {@link freezePayees}, as the claim wants it: third parties of a liability line, identified, and the rest of a thawed list. */
export function payeesFor(claim: Claim, ...payeeIds: readonly string[]): CommandOf<'FreezePayees'> {
  const { payees, roundingTo } = freezePayees(...payeeIds)
  const kept = claim.stage.status === 'paying' ? claim.payees.reduce((sum, { share }) => sum + share, 0) : 0
  const identity = claim.documents.find(({ kind }) => kind === 'identity')?.documentId
  const named = payees.map((payee) => ({
    ...payee,
    share: payees.length === 1 ? payee.share - kept : payee.share,
    ...(isLiability(claim) ? { as: 'third-party' as const } : {}),
    ...(identity === undefined ? {} : { identityDocumentId: identity }),
  }))
  return { type: 'FreezePayees', payees: named, roundingTo }
}

/** #75: the claimant died; what shows it is on file. */
export const thaw: CommandOf<'UnfreezePayees'> = {
  type: 'UnfreezePayees',
  reason: 'claimant-died',
  documents: ['doc_claim-form'],
}

/** Before the payment is sent its payee is found on a list. */
export const hit = (n = 1, match = 'list_1'): ClaimReceipt => ({
  type: 'PayeeScreened',
  n,
  screeningId: 'scr_1',
  matches: [match],
})
