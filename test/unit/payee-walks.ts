import type { ClaimCommand, ClaimCommandType, ClaimReceipt } from '../../domain/claim/commands.ts'
import { payeeChangeReasons } from '../../domain/claim/payee-state.ts'
import { heldPayments } from '../../domain/claim/screening.ts'
import type { Claim, Payment } from '../../domain/claim/state.ts'
import { HOUR } from '../../domain/time.ts'
import type { Dice } from '../../local/dice.ts'
import * as example from '../example-claims.ts'

type PayeeCommandType = Extract<
  ClaimCommandType,
  'FreezePayees' | 'UnfreezePayees' | 'DecideScreening' | 'RecordObjection' | 'AnswerObjection' | 'NoteRescue'
>

/** Who is paid, and what stands in the way: the part of the walks that is about payees. */
export const likelyPayeeCommand: { readonly [T in PayeeCommandType]: (claim: Claim, dice: Dice) => ClaimCommand } = {
  FreezePayees: likelyPayees,
  UnfreezePayees: ({ documents, payees, thaw }, dice) => {
    // Whoever knows how it is done gives the reason that he has a document for, as a rule; and all for one reason.
    const [certificate, deed, relation] = (['death-certificate', 'assignment-deed', 'relationship-proof'] as const).map(
      (kind) => documents.find((document) => document.kind === kind),
    )
    const shown = [
      { reason: 'payee-changed', document: documents.at(-1) },
      ...(certificate && relation ? [{ reason: 'claimant-died', document: certificate } as const] : []),
      ...(deed ? [{ reason: 'claim-assigned', document: deed } as const] : []),
      ...(relation ? [{ reason: 'guardian-appointed', document: relation } as const] : []),
    ] as const
    const { reason, document } = dice.pick(shown)
    const documentIds = document === undefined ? [] : [document.documentId]
    return {
      type: 'UnfreezePayees',
      reason: dice.below(4) === 0 ? dice.pick(payeeChangeReasons) : (thaw?.reason ?? reason),
      documents: documentIds,
      ...(dice.below(2) === 0 ? {} : { payeeIds: payees.slice(0, 1).map(({ payeeId }) => payeeId) }),
    }
  },
  DecideScreening: (claim, dice) => ({
    type: 'DecideScreening',
    n: heldPayments(claim)[0]?.n ?? 1,
    verdict: dice.pick(['release', 'uphold'] as const),
    reasonTextId: 'txt_why',
  }),
  RecordObjection: (_claim, dice) => ({ type: 'RecordObjection', textId: 'txt_why', ageMs: dice.pick([0, HOUR]) }),
  AnswerObjection: () => ({ type: 'AnswerObjection', textId: 'txt_answer' }),
  NoteRescue: ({ documents }, dice) => ({
    type: 'NoteRescue',
    documentId: documents.find(({ kind }) => kind === 'traffic-report')?.documentId ?? 'doc_none',
    costFen: dice.pick([0, 1, 100_000]),
    ageMs: dice.pick([0, HOUR]),
  }),
}

/** A third party where the line pays one, an identity document where one is on file, the rest of a thawed list. */
function likelyPayees(claim: Claim, dice: Dice): ClaimCommand {
  const ids = claim.thaw ? [`pty_${claim.version}`] : ['pty_a', 'pty_b', 'pty_c'].slice(dice.below(3))
  return example.payeesFor(claim, ...ids)
}

export const screened = (n: number): ClaimReceipt => ({
  type: 'PayeeScreened',
  n,
  screeningId: 'scr_1',
  matches: ['list_1'],
})

/** Somebody on a list is rare. */
export const screeningReceipts = ({ n, state }: Payment, dice: Dice): readonly ClaimReceipt[] =>
  state === 'approved' && dice.below(6) === 0 ? [screened(n)] : []
