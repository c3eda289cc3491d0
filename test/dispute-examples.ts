import type { ClaimCommand, CommandOf } from '../domain/claim/commands.ts'
import type { DisputeFinding } from '../domain/claim/dispute-commands.ts'
import { DAY, HOUR } from '../domain/time.ts'
import { person } from './claim-people.ts'
import type { Scene } from './claim-story.ts'
import { given } from './claim-story.ts'
import * as example from './example-claims.ts'

const objection = { identityChecked: true, reasonTextId: 'txt_objection', claimedFen: 320_000 } as const
export const disagree: CommandOf<'DisagreeOffer'> = { type: 'DisagreeOffer', ...objection }
export const raise: CommandOf<'RaiseDispute'> = { type: 'RaiseDispute', ...objection }
export const investigate: ClaimCommand = { type: 'InvestigateDispute', answerTextId: 'txt_answer' }
export const approve: ClaimCommand = { type: 'DecideDispute', verdict: 'approve' }
export const mediate: ClaimCommand = { type: 'StartMediation', mediatorId: 'mediator-1' }
export const sue: ClaimCommand = { type: 'FileLitigation', forum: 'court', caseTextId: 'txt_case' }

/** Offered by the lowest step: every step above may judge it. */
export const offered = (): Scene =>
  example.deliver(
    example.awaitingApproval().after(HOUR).when({ type: 'ApproveProposal' }, person('approver')),
    'result',
  )

/** #35: what was determined is agreed, the rest is in dispute. */
export const disagreed = (): Scene => offered().after(HOUR).when(disagree)

/** The undisputed sum is paid. */
export function undisputedPaid(): Scene {
  const approved = disagreed()
    .after(HOUR)
    .and(
      example.freezePayees('pty_only'),
      { type: 'SubmitPayments' },
      { type: 'CheckPayment', n: 1, verdict: 'approve' },
    )
  return example.settle(approved)
}

export const investigated = (scene: Scene = undisputedPaid()): Scene => given(scene).after(HOUR).when(investigate)

export const evaluated = (finding: DisputeFinding, scene: Scene = investigated()): Scene =>
  given(scene)
    .after(HOUR)
    .when({ type: 'EvaluateDispute', findingTextId: 'txt_finding', ...finding })

/** A settlement so large that the committee decides. */
export const beyondHeadOffice = (): Scene =>
  evaluated(
    { outcome: 'compromise', payFen: 500_000_000 },
    investigated(
      example
        .paid({ policy: { sumInsuredFen: 10 ** 12 } })
        .after(HOUR)
        .when(raise),
    ),
  )

export const compromise = { outcome: 'compromise', payFen: 50_000 } as const

/** Both sides in mediation since an hour after the answer. */
export const mediating = (scene: Scene = investigated()): Scene =>
  given(example.deliver(scene, 'dispute-answer')).after(HOUR).when(mediate)

export const mediationFailed = (scene: Scene = mediating()): Scene =>
  given(scene)
    .after(3 * DAY)
    .when({ type: 'EndMediation', outcome: 'failed', textId: 'txt_note' })

export const atCourt = (scene: Scene = investigated()): Scene => given(scene).after(HOUR).when(sue)

export const judgment = (payFen: number): CommandOf<'RecordJudgment'> => ({
  type: 'RecordJudgment',
  payFen,
  rulingTextId: 'txt_ruling',
})

export const judged = (payFen: number, scene: Scene = atCourt()): Scene =>
  given(scene).after(DAY).and(judgment(payFen), approve)

/** A refusal in whole, disputed and taken up. */
export const refusalInvestigated = (): Scene => investigated(example.declined().after(HOUR).when(raise))

export const conceded = (kind: 'ex-gratia' | 'compromise', payFen = 200_000): Scene =>
  example.assessing().after(HOUR).when({ type: 'ProposeConcession', kind, payFen, reasonTextId: 'txt_reason' })
