import { prepaymentReasons, recoveryCauses } from '../../domain/claim/codes.ts'
import type { ClaimCommand, ClaimCommandType, CommandOf } from '../../domain/claim/commands.ts'
import { openAdvance } from '../../domain/claim/prepaid.ts'
import { isRecovering } from '../../domain/claim/recovery.ts'
import type { Claim } from '../../domain/claim/state.ts'
import type { Dice } from '../../local/dice.ts'
import * as example from '../example-claims.ts'

/** Steps of advances and recoveries that may be taken nearly anywhere, and lead on nowhere by themselves. */
export const idleAdvances = [
  'RequestPrepayment',
  'AnswerAdvance',
  'OpenRecovery',
  'RecordRecoveryReceipt',
  'WriteOffRecovery',
] as const satisfies readonly ClaimCommandType[]

/** What may be asked nearly anywhere, and is asked only where there is something to ask it of. */
export const pointless: { readonly [T in ClaimCommandType]?: (claim: Claim) => boolean } = {
  DecidePrepayment: (claim) => openAdvance(claim)?.state !== 'requested',
  AnswerAdvance: ({ advanceAwaited }) => advanceAwaited?.afterDays !== 55,
  RecordRecoveryReceipt: (claim) => !isRecovering(claim),
  WriteOffRecovery: (claim) => !isRecovering(claim),
}

type AdvanceCommand = (typeof idleAdvances)[number] | 'DecidePrepayment'

/** What might be asked about money in advance, or money that should come back. `amounts` are those at the edges of the ladder. */
export const likelyAdvances = (
  amounts: readonly number[],
): { readonly [T in AdvanceCommand]: (claim: Claim, dice: Dice) => ClaimCommand } => ({
  RequestPrepayment: (claim, dice) => ({
    type: 'RequestPrepayment',
    why: dice.pick(prepaymentReasons),
    amountFen: dice.pick([50_000, 100_000, 250_000, ...amounts]),
    evidence: claim.documents.slice(0, dice.pick([1, 1, 0])).map(({ documentId }) => documentId),
    payee: payeeOf(claim),
  }),
  DecidePrepayment: (claim, dice) => ({
    type: 'DecidePrepayment',
    n: openAdvance(claim)?.n ?? 1,
    ...(dice.below(6) === 0 ? { verdict: 'return', reasonTextId: 'txt_why' } : { verdict: 'approve' }),
    ...(dice.below(4) === 0 ? { amountFen: 40_000 } : {}),
  }),
  AnswerAdvance: (_claim, dice) => ({
    type: 'AnswerAdvance',
    answer: dice.pick(['nothing-provable', 'refuse'] as const),
    reasonTextId: 'txt_why',
  }),
  OpenRecovery: ({ documents }, dice) => ({
    type: 'OpenRecovery',
    cause: dice.pick(recoveryCauses),
    amountFen: dice.pick([1, 10_000, 100_000, 250_000, ...amounts]),
    against: { relation: dice.pick(['family', 'other'] as const), intentional: dice.below(2) === 0 },
    evidence: documents.slice(0, 1).map(({ documentId }) => documentId),
    reasonTextId: 'txt_why',
  }),
  RecordRecoveryReceipt: (claim, dice) => ({
    type: 'RecordRecoveryReceipt',
    n: openRecoveryN(claim),
    amountFen: dice.pick([1, 5_000, 10_000, 50_000, 100_000, 250_000]),
    reference: 'ref_in',
  }),
  WriteOffRecovery: (claim) => ({ type: 'WriteOffRecovery', n: openRecoveryN(claim), reasonTextId: 'txt_why' }),
})

/** As the payee of a final sum would be named, without a share. */
function payeeOf(claim: Claim): CommandOf<'RequestPrepayment'>['payee'] {
  const [named] = example.payeesFor(claim, 'pty_advance').payees
  const { share: _share, ...payee } = named ?? { share: 0, payeeId: 'pty_advance', accountHolderIsPayee: true }
  return payee
}

const openRecoveryN = ({ recoveries = [] }: Claim): number => recoveries.find(({ state }) => state === 'open')?.n ?? 1
