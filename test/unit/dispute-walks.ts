import type { ClaimCommand, ClaimCommandType } from '../../domain/claim/commands.ts'
import { blockOf } from '../../domain/claim/action-blocks.ts'
import { disputeBlocks } from '../../domain/claim/dispute-actions.ts'
import type { DisputeCommand } from '../../domain/claim/dispute-commands.ts'
import type { Role } from '../../domain/claim/codes.ts'
import type { Claim } from '../../domain/claim/state.ts'
import { DAY, MINUTE } from '../../domain/time.ts'
import type { Dice } from '../../local/dice.ts'

type Likely = {
  readonly [T in DisputeCommand['type'] | 'ProposeConcession']: (claim: Claim, dice: Dice) => ClaimCommand
}

const objection = (dice: Dice) =>
  ({
    identityChecked: true,
    reasonTextId: 'txt_objection',
    ...(dice.below(2) === 0 ? { claimedFen: 300_000 } : {}),
    ...(dice.below(4) === 0 ? { ageMs: dice.pick([0, MINUTE, DAY]) } : {}),
  }) as const

/** What the sides of a dispute well might do next. */
export const likelyInDispute: Likely = {
  ProposeConcession: (_claim, dice) => ({
    type: 'ProposeConcession',
    kind: dice.pick(['ex-gratia', 'compromise'] as const),
    payFen: dice.pick([0, 1, 1_999_999, 2_000_000, 2_000_001, 10_000_000, 50_000_001, 500_000_001]),
    reasonTextId: 'txt_why',
  }),
  DisagreeOffer: (_claim, dice) => ({ type: 'DisagreeOffer', ...objection(dice) }),
  RaiseDispute: (_claim, dice) => ({ type: 'RaiseDispute', ...objection(dice) }),
  InvestigateDispute: () => ({ type: 'InvestigateDispute', answerTextId: 'txt_answer' }),
  AppointAssessor: (_claim, dice) => ({
    type: 'AppointAssessor',
    appointedBy: dice.pick(['insurer', 'claimant', 'both'] as const),
    assessorId: 'assessor-1',
  }),
  RecordAppraisal: () => ({ type: 'RecordAppraisal', textId: 'txt_findings', assessedFen: 270_000 }),
  EvaluateDispute: (_claim, dice) => ({
    type: 'EvaluateDispute',
    findingTextId: 'txt_finding',
    ...dice.pick([
      { outcome: 'uphold' },
      { outcome: 'change' },
      { outcome: 'compromise', payFen: 50_000 },
      { outcome: 'ex-gratia', payFen: 10_000 },
    ] as const),
  }),
  DecideDispute: (_claim, dice) => ({
    type: 'DecideDispute',
    ...(dice.below(6) === 0 ? { verdict: 'return', questionTextId: 'txt_why' } : { verdict: 'approve' }),
  }),
  StartMediation: () => ({ type: 'StartMediation', mediatorId: 'mediator-1' }),
  EndMediation: (_claim, dice) => ({
    type: 'EndMediation',
    textId: 'txt_note',
    ...(dice.below(2) === 0 ? { outcome: 'failed' } : { outcome: 'agreed', payFen: 60_000 }),
  }),
  AdjudicateDispute: (_claim, dice) => ({
    type: 'AdjudicateDispute',
    outcome: dice.pick(['uphold', 'change'] as const),
    rulingTextId: 'txt_ruling',
  }),
  FileLitigation: (_claim, dice) => ({
    type: 'FileLitigation',
    forum: dice.pick(['court', 'arbitration'] as const),
    caseTextId: 'txt_case',
  }),
  RecordCourtDate: (_claim, dice) => ({
    type: 'RecordCourtDate',
    on: '2026-12-01',
    what: dice.pick(['answer', 'evidence', 'hearing', 'appeal', 'performance'] as const),
  }),
  RecordJudgment: (_claim, dice) => ({
    type: 'RecordJudgment',
    payFen: dice.pick([0, 0, 40_000]),
    rulingTextId: 'txt_ruling',
    ...(dice.below(2) === 0 ? { payBy: '2027-01-31' } : {}),
  }),
}

/** A dispute has many commands, and where it stands few of them make sense; those are left out mostly. */
export function likelyAmong(claim: Claim, types: readonly ClaimCommandType[], dice: Dice): readonly ClaimCommandType[] {
  const blocks: Readonly<Partial<Record<ClaimCommandType, (claim: Claim) => unknown>>> = {
    ...disputeBlocks,
    VoteProposal: (asked) => blockOf(asked, 'VoteProposal'),
    ReturnProposal: (asked) => blockOf(asked, 'ReturnProposal'),
    CountersignProposal: (asked) => blockOf(asked, 'CountersignProposal'),
  }
  return types.filter((type) => {
    const block = blocks[type]
    return block === undefined || block(claim) === null || dice.below(20) === 0
  })
}

/** Who decided judges no dispute about it, in whichever life of the claim, and no member votes twice: there are others. */
export const usualPerson = (type: ClaimCommandType, role: Role, dice: Dice): string =>
  type === 'DecideDispute' || type === 'AdjudicateDispute' || type === 'VoteProposal'
    ? `per_judge-${dice.below(4)}`
    : `per_${role}`
