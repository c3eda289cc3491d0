import type { Role } from '../../domain/claim/codes.ts'
import { rolesIn } from '../../domain/claim/command-table.ts'
import type { ClaimCommand, ClaimCommandType } from '../../domain/claim/commands.ts'
import type { Claim } from '../../domain/claim/state.ts'
import type { Dice } from '../../local/dice.ts'
import { person } from '../claim-people.ts'
import * as example from '../example-claims.ts'
import type { Step } from './claim-walks.ts'

/** Now and then somebody does the same thing more often than a claim has room for; mostly nobody does. */
export function flood(claim: Claim, dice: Dice, type?: ClaimCommandType): readonly Step[] {
  const chosen = floods.find(({ of }) => of === type)
  if (chosen === undefined || dice.below(2) > 0 || rolesIn(chosen.of, claim.stage.status).length === 0) return []
  return Array.from({ length: chosen.times }, (_, index) => chosen.nth(index, claim)).flatMap((commands) =>
    commands.map((command): Step => ({ kind: 'ask', command, actor: person(whose(claim, command)) })),
  )
}

const whose = ({ stage }: Claim, { type }: ClaimCommand): Role => {
  const [first = 'supervisor', ...others] = rolesIn(type, stage.status)
  return type === 'DeclareInterest' || type === 'WriteOffRecovery' || type === 'DecidePrepayment'
    ? (others.find((role) => role === 'supervisor' || role === 'head-office') ?? first)
    : first
}

interface Flood {
  /** It floods where this may be asked. */
  readonly of: ClaimCommandType
  readonly times: number
  readonly nth: (n: number, claim: Claim) => readonly ClaimCommand[]
}

const floods: readonly Flood[] = [
  {
    of: 'SupplyDocuments',
    times: 1,
    nth: () => [
      {
        type: 'SupplyDocuments',
        documents: Array.from({ length: 500 }, (_, n) => example.document('photos', `doc_flood_${n}`)),
      },
    ],
  },
  {
    of: 'DeclareInterest',
    times: 53,
    // The first is declared twice.
    nth: (n) => [{ type: 'DeclareInterest', personId: `per_flood_${Math.max(0, n - 1)}` }],
  },
  {
    of: 'RegisterInvoice',
    times: 101,
    nth: (n) => [{ type: 'RegisterInvoice', invoiceId: `inv_flood_${n}`, amountFen: 1 }],
  },
  {
    of: 'RelinkPolicy',
    times: 11,
    nth: (n) => [{ type: 'RelinkPolicy', policyId: `pty_flood_${n}`, because: 'named-wrongly' }],
  },
  { of: 'RecordCourtDate', times: 51, nth: () => [{ type: 'RecordCourtDate', on: '2026-06-01', what: 'hearing' }] },
  {
    of: 'RequestPrepayment',
    times: 21,
    nth: (n, { prepayments = [], documents }) => [
      {
        type: 'RequestPrepayment',
        why: 'unfinished-treatment',
        amountFen: 1,
        evidence: documents.slice(0, 1).map(({ documentId }) => documentId),
        payee: { payeeId: 'pty_flood', accountHolderIsPayee: true, namedOnFile: 'insured' },
      },
      { type: 'DecidePrepayment', n: prepayments.length + n + 1, verdict: 'return', reasonTextId: 'txt_why' },
    ],
  },
  {
    of: 'OpenRecovery',
    times: 21,
    nth: (_n, { documents }) => [
      {
        type: 'OpenRecovery',
        cause: 'subrogation',
        amountFen: 1,
        against: { relation: 'other', intentional: false },
        evidence: documents.slice(0, 1).map(({ documentId }) => documentId),
        reasonTextId: 'txt_why',
      },
    ],
  },
]
