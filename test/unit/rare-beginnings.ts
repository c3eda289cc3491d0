import type { ClaimCommandType } from '../../domain/claim/commands.ts'
import { DAY } from '../../domain/time.ts'
import type { Scene } from '../claim-story.ts'
import { given } from '../claim-story.ts'
import { awaitingCommittee } from '../committee-claims.ts'
import * as disputes from '../dispute-examples.ts'
import { hardship, spoken, storm, told } from '../emergency-claims.ts'
import { escalated } from '../escalated-claim.ts'
import * as advances from '../example-advances.ts'
import * as example from '../example-claims.ts'
import { held, holdProposed, proven, raise, serve, undisclosed, youngPolicy } from '../held-claims.ts'
import * as motions from '../motion-examples.ts'
import { agreedOnDeath, held as onAList, thawedInPart, toldByPolice } from '../payee-claims.ts'
import * as payments from '../payment-examples.ts'
import { beginnings } from './claim-lives.ts'

const invoice = { type: 'RegisterInvoice', invoiceId: 'inv_a', amountFen: 20_000 } as const
const dead = {
  report: { line: 'accident', facts: { injury: 'death', thirdParty: false, hospitalised: false } },
  policy: { line: 'accident' },
} as const
const liability = { report: { line: 'liability' }, policy: { line: 'liability' } } as const
const direct = { ...liability, report: { ...liability.report, capacity: 'third-party' } } as const
const insuredMany = { policy: { ...dead.policy, beneficiaries: [{ beneficiaryId: 'psn_1' }] } } as const

const reopen = { type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt', to: 'assessing' } as const

const objected = (): Scene => onAList().and({ type: 'RecordObjection', textId: 'txt', ageMs: 0 })
const suspect = { type: 'SuspectDuplicate', otherClaimId: example.otherClaimId } as const
const genuine = { type: 'InvoiceChecked', invoiceId: 'inv_a', outcome: 'genuine' } as const
const oldPolicy = { policy: { effectiveFrom: '2020-01-01' } } as const

/** An agreement above what is paid without identification, part of which a hospital may be paid directly. */
const dear = (): Scene =>
  advances.agreedAfter(given(example.assessing()).when(example.assessLoss(1_000_000))).when(example.supply('mandate'))

/** Where a life begins, and what is asked there first: chance alone would lead away before. */
export interface Beginning {
  readonly scene: Scene
  readonly first: readonly ClaimCommandType[]
  /** What is done here over and over until there is no more room for it. */
  readonly flooded?: ClaimCommandType
}

type Rare = readonly [name: string, scene: Scene, ...first: readonly ClaimCommandType[]]

const often = (type: ClaimCommandType): readonly ClaimCommandType[] =>
  Array.from({ length: manyWays.get(type) ?? 6 }, () => type)

/** What can be asked wrongly in many ways, each with a refusal of its own. */
const manyWays: ReadonlyMap<ClaimCommandType, number> = new Map<ClaimCommandType, number>([
  ['FreezePayees', 25],
  ['AssessLoss', 15],
])

/** What is asked first in the plain example of a status, and in the stories that stand beside them. */
const firstIn: Readonly<Record<string, readonly ClaimCommandType[]>> = {
  received: ['SuspectDuplicate', 'RecordDelivery', 'AssignClaim', 'ChangeContacts', 'AssignClaim'],
  dormant: ['ReviveClaim'],
  investigating: ['ReportSurvey', 'ReportSurvey'],
  offered: ['AgreeOffer', 'DisagreeOffer'],
  feedback: ['AnswerFeedback'],
  paying: ['UnfreezePayees', 'SubmitPayments'],
  accepted: often('TriageClaim'),
  triaged: often('TriageClaim'),
  reviewing: [...often('RecordReview'), 'ProposeRefusal', 'ProposeRefusal', 'ProposeRefusal'],
  assessing: [...often('AssessLoss'), 'ProposeConcession'],
  'awaiting-approval': ['ReturnProposal', 'ApproveProposal'],
  agreed: often('FreezePayees'),
  paid: often('GiveFeedback'),
  closed: often('OpenRecovery'),
  'day 55 of the law': ['AnswerAdvance'],
  overpaid: ['RecordRecoveryReceipt', 'WriteOffRecovery'],
  'owed by who is liable': ['RecordRecoveryReceipt', 'OpenRecovery', 'WriteOffRecovery'],
}

const rare: readonly Rare[] = [
  ['in a storm', given(example.received()).learns(told()), ...often('RequestDocuments'), 'LeaveEvent'],
  ['assessed in a storm', given(example.assessing()).learns(told()), ...often('AssessLoss')],
  ['of an exercise, submitted', exercised(), ...often('CheckPayment')],
  ['asked to join an event', example.received(), ...often('JoinEvent'), 'LeaveEvent'],
  ['in hardship', given(example.received()).and(hardship), 'GrantGreenChannel'],
  ['spoken with', given(example.received()).and(spoken), 'RecordContact'],
  ['reserve for the committee', given(motions.reserveBrought()), 'SetReserve', ...often('VoteProposal')],
  ['advance for the committee', given(motions.advanceBeyond()), ...often('VoteProposal')],
  [
    'write-off for the committee',
    given(motions.lostBeyond()).when(motions.writeOff),
    'WriteOffRecovery',
    ...often('VoteProposal'),
  ],
  ['a test', example.received({ report: { isTest: true } }), 'CancelClaim'],
  ['joined', given(example.received()).learns(copyOf('per_joined')), ...often('ChangeContacts')],
  ['suspected', given(example.received()).and(suspect), 'AcceptClaim', 'ResolveDuplicate'],
  ['about to be accepted without anybody', lateForDenial(), 'ProposeDenial'],
  ['escalated', given(escalated()), ...often('AcknowledgeEscalation')],
  [
    'said to be complex',
    given(example.reviewing()).and({ type: 'ProposeComplexity', reasonTextId: 'txt' }),
    'ProposeComplexity',
    'ConfirmComplexity',
  ],
  ['for the committee', given(awaitingCommittee()), ...often('VoteProposal')],
  ['paid in part', payments.paidInPart(), 'GiveFeedback', ...often('NameNewAccount')],
  ['closed with money held', payments.closedOutstanding(), 'NameNewAccount'],
  ['account rejected', given(payments.accountRejected()), 'RecordContactTry', 'NameNewAccount', 'CheckPayment'],
  ['submitted', given(example.paying()).and(payments.submit), 'CheckPayment', 'FreezePayees', 'CheckPayment'],
  ['paid late', given(payments.paidLate(3)), 'ApproveCompensation'],
  ['advance on its way, agreed', advances.agreedOn(advances.advanceSent(), 250_000), 'FreezePayees'],
  ['advance paid, suspected', suspectedWithAdvance(), ...often('ResolveDuplicate')],
  ['on a list', onAList(), 'RecordObjection', 'RecordObjection', 'AnswerObjection', 'DecideScreening'],
  ['objected', objected(), 'AnswerObjection'],
  ['dear', dear(), ...often('FreezePayees')],
  ['thawed in part', thawedInPart(), ...often('UnfreezePayees')],
  ['advance paid, agreed', advances.agreedOn(advances.advancePaid(), 250_000), ...often('FreezePayees')],
  ['death, nobody said', agreedOnDeath(dead), ...often('FreezePayees')],
  ['death, many named', agreedOnDeath({ ...dead, ...insuredMany }), ...often('FreezePayees')],
  ['liability', given(example.agreed(liability)), ...often('FreezePayees')],
  ['liability, claimed directly', given(example.agreed(direct)), ...often('FreezePayees')],
  ['told by the police', toldByPolice(), ...often('NoteRescue')],
  ['fixed benefit', given(example.assessing({ policy: { fixedBenefit: true } })), ...often('AssessLoss')],
  ['invoice unchecked', given(example.assessing()).and(invoice), 'RegisterInvoice', ...often('AssessLoss')],
  ['invoice genuine', given(example.assessing()).and(invoice).learns(genuine), ...often('AssessLoss')],
  ['paid and reopened', given(example.paid()).and(reopen), ...often('SetReserve')],
  ['in dispute', given(disputes.investigated()), 'AppointAssessor', 'RecordAppraisal', ...often('EvaluateDispute')],
  ['in mediation', given(disputes.mediating()), 'EndMediation'],
  ['mediation failed', given(disputes.mediationFailed()), ...often('AdjudicateDispute')],
  ['at court', given(disputes.atCourt()), 'RecordCourtDate'],
  ['settlement for the committee', given(disputes.beyondHeadOffice()), ...often('VoteProposal')],
  ['held', held(), 'ReleaseHold', 'ProveFraud'],
  ['hold proposed', holdProposed(), ...often('ConfirmHold')],
  ['held in approval', given(example.awaitingApproval()).and(raise(1)), ...often('ApproveProposal')],
  ['fraud proven', proven(), 'VoteProposal', 'ApproveProposal', 'CountersignProposal', ...often('VoteProposal')],
  ['not disclosed', given(example.received(youngPolicy)).and(undisclosed), 'ServeRescission', 'ServeRescission'],
  ['rescinded', given(example.received(youngPolicy)).and(undisclosed, serve), 'ServeRescission'],
  ['too late to rescind', given(example.received(oldPolicy)).and(undisclosed), 'ServeRescission'],
]

const floodedIn: Readonly<Record<string, ClaimCommandType>> = {
  received: 'RelinkPolicy',
  reviewing: 'RequestPrepayment',
  triaged: 'RegisterInvoice',
  accepted: 'SupplyDocuments',
  closed: 'DeclareInterest',
  'at court': 'RecordCourtDate',
  'owed by who is liable': 'OpenRecovery',
}

/** Where generated lives begin: everywhere, and where chance would come too rarely for what is asked only there. */
export const rareBeginnings: ReadonlyMap<string, Beginning> = new Map<string, Beginning>([
  ...[...beginnings].map(([name, scene]) => [name, begun(name, scene, firstIn[name] ?? [])] as const),
  ...rare.map(([name, scene, ...first]) => [name, begun(name, scene, first)] as const),
])

function begun(name: string, scene: Scene, first: readonly ClaimCommandType[]): Beginning {
  const flooded = floodedIn[name]
  return { scene, first, ...(flooded === undefined ? {} : { flooded }) }
}

function copyOf(joined: string) {
  return { type: 'AbsorbCopy', copyClaimId: 'clm_copy', documents: [], claimants: [joined] } as const
}

function exercised(): Scene {
  return given(example.paying({ report: { isTest: true } }))
    .and(payments.submit)
    .learns(told(storm({ drill: true })))
}

function lateForDenial(): Scene {
  const scene = example.received({ policy: 'pending' })
  return scene.passes(scene.clock('C02').dueTarget)
}

function suspectedWithAdvance(): Scene {
  return advances.advancePaid().after(DAY).and(suspect)
}
