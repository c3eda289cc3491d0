import type { ClaimCommand, ClaimReceipt } from '../../domain/claim/commands.ts'
import type { Claim } from '../../domain/claim/state.ts'
import { DAY, HOUR } from '../../domain/time.ts'
import type { Dice } from '../../local/dice.ts'

type HoldCommand =
  | 'RaiseHold'
  | 'ConfirmHold'
  | 'ReleaseHold'
  | 'ProveFraud'
  | 'CountersignProposal'
  | 'RecordNonDisclosure'
  | 'ServeRescission'

const firstDocument = ({ documents }: Claim): string[] => documents.slice(0, 1).map(({ documentId }) => documentId)

/** What a suspicion brings people to do. */
export const holdCommands: { readonly [T in HoldCommand]: (claim: Claim, dice: Dice) => ClaimCommand } = {
  RaiseHold: (_claim, dice) => ({
    type: 'RaiseHold',
    amountFen: dice.pick([0, 1, 100_000, 250_000, 10_000_000]),
    reasonTextId: 'txt_why',
  }),
  ConfirmHold: () => ({ type: 'ConfirmHold' }),
  ReleaseHold: () => ({ type: 'ReleaseHold', reportTextId: 'txt_report' }),
  ProveFraud: (claim, dice) => ({
    type: 'ProveFraud',
    ...(dice.below(2) === 0
      ? ({ extent: 'whole' } as const)
      : ({ extent: 'part', falseFen: dice.pick([1, 50_000, 10_000_000]) } as const)),
    clause: '27',
    evidence: firstDocument(claim),
    reasonTextId: 'txt_why',
    ...(dice.below(2) === 0 ? { policeReference: 'JJ-1' } : {}),
  }),
  CountersignProposal: (_claim, dice) =>
    dice.below(4) === 0
      ? { type: 'CountersignProposal', verdict: 'object', questionTextId: 'txt_why' }
      : { type: 'CountersignProposal', verdict: 'agree' },
  RecordNonDisclosure: (claim, dice) => ({
    type: 'RecordNonDisclosure',
    evidence: firstDocument(claim),
    ageMs: dice.pick([0, HOUR, 10 * DAY, 40 * DAY]),
  }),
  ServeRescission: (_claim, dice) => ({
    type: 'ServeRescission',
    reference: 'ems_1',
    ageMs: dice.pick([0, 0, HOUR, 6 * DAY]),
  }),
}

/** What the fraud score may answer, asked or not. */
export const fraudScored = (dice: Dice): ClaimReceipt => ({
  type: 'FraudScored',
  hardRules: dice.below(3) === 0 ? ['watch-list'] : [],
  signals: [
    { code: 'young-policy', points: dice.pick([0, 30]) },
    { code: 'frequent-claimant', points: dice.pick([0, 40]) },
  ],
})
