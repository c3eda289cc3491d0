import { documentKinds, relinkReasons, reopenReasons, roles, surveyManners } from '../../domain/claim/codes.ts'
import { commandTable, possibleCommands, rolesIn } from '../../domain/claim/command-table.ts'
import type { Actor, ClaimCommand, ClaimCommandType, ClaimReceipt } from '../../domain/claim/commands.ts'
import type { Request } from '../../domain/claim/decide.ts'
import { deadlines } from '../../domain/claim/deadlines.ts'
import { tellingNotices } from '../../domain/claim/notice.ts'
import type { Claim } from '../../domain/claim/state.ts'
import type { Instant } from '../../domain/time.ts'
import { DAY, HOUR, MINUTE } from '../../domain/time.ts'
import { contextAt, person } from '../claim-people.ts'
import * as example from '../example-claims.ts'
import { likelyPayeeCommand, screened, screeningReceipts } from './payee-walks.ts'
import type { Dice } from '../../local/dice.ts'
import { likelyReturn, likelyVote } from './motion-walks.ts'
import { likelyAmong, likelyInDispute, usualPerson } from './dispute-walks.ts'
import { eventTold, idleEmergencies, likelyEmergencies } from './emergency-walks.ts'
import { fraudScored, holdCommands } from './hold-walks.ts'
import { idleAdvances, likelyAdvances, pointless } from './advance-walks.ts'
import { bent } from './bent-input.ts'
import { bankReceipt, bankReceipts, isPointless, likelyPaymentCommand } from './payment-walks.ts'
import { noticeReceipt, noticeReceipts } from './notice-walks.ts'
import { invoiceReceipt, invoiceReceipts, likelyOfAmounts, measured } from './amount-walks.ts'

/** One step of a random claim: somebody asks, something is learned, or time goes by. */
export type Step =
  | { readonly kind: 'ask'; readonly command: ClaimCommand; readonly actor: Actor }
  | { readonly kind: 'learn'; readonly receipt: ClaimReceipt }
  | { readonly kind: 'wait'; readonly until: Instant }

/** What a claim like this might well live next: people do their work, messages arrive, deadlines come near. */
export function likelyStep(claim: Claim, now: Instant, dice: Dice): Step {
  const receipts = likelyReceipts(claim, dice)
  const lot = dice.below(100)
  if (lot < 20) return { kind: 'wait', until: likelyWait(claim, now, dice) }
  if (lot < 55 && receipts.length > 0) return { kind: 'learn', receipt: dice.pick(receipts) }
  const sensible = possibleCommands(claim.stage.status).filter(
    (command) => !isPointless(claim, command) && pointless[command]?.(claim) !== true,
  )
  const type = dice.pick(weighed(likelyAmong(claim, sensible, dice)))
  return { kind: 'ask', ...likelyRequest(claim, type, dice) }
}

/** The command as somebody means it who knows his work, by one whose task it is there. */
export const likelyRequest = (claim: Claim, type: ClaimCommandType, dice: Dice): Request => ({
  command: likelyCommand[type](claim, dice),
  actor: likelyActor(claim, type, dice),
})

/** What nobody should ask: any command by anybody, with a field bent out of shape. */
export function hostileStep(claim: Claim, now: Instant, dice: Dice): Step {
  const lot = dice.below(10)
  if (lot === 0) return { kind: 'wait', until: now + dice.pick([-DAY, 0, 1, DAY]) }
  if (lot < 4) return { kind: 'learn', receipt: bent(dice.pick(anyReceipts(claim, dice)), dice) }
  const type = dice.pick(Object.keys(commandTable) as ClaimCommandType[])
  return { kind: 'ask', ...hostileRequest(claim, type, dice) }
}

export const hostileRequest = (claim: Claim, type: ClaimCommandType, dice: Dice): Request => ({
  command: bent(likelyCommand[type](claim, dice), dice),
  actor: anyActor(type, dice),
})

/** Steps that lead on come up more often than those that may be taken at any time. */
const idle: ReadonlySet<ClaimCommandType> = new Set<ClaimCommandType>([
  'AssignClaim',
  'DeclareInterest',
  'ChangeContacts',
  'RecordDelivery',
  'SuspectDuplicate',
  'WithdrawClaim',
  'CancelClaim',
  'RelinkPolicy',
  'StartCheck',
  'RaiseDispute',
  'FileLitigation',
  'RecordCourtDate',
  'ProposeConcession',
  'RaiseHold',
  'RecordNonDisclosure',
  ...idleAdvances,
  'UnfreezePayees',
  'NoteRescue',
  'SetReserve',
  'RegisterInvoice',
  ...idleEmergencies,
])

const weighed = (types: readonly ClaimCommandType[]): readonly ClaimCommandType[] =>
  types.flatMap((type) => Array.from({ length: idle.has(type) ? 1 : 5 }, () => type))

const cast = ['one', 'two', 'three']

/** Few people with many tasks, so that duties meet. */
function likelyActor({ stage }: Claim, type: ClaimCommandType, dice: Dice): Actor {
  const role = dice.pick(rolesIn(type, stage.status))
  return person(role, dice.below(4) === 0 ? `per_${dice.pick(cast)}` : usualPerson(type, role, dice))
}

function anyActor(type: ClaimCommandType, dice: Dice): Actor {
  const role = dice.pick(dice.below(2) === 0 ? roles : commandTable[type].roles)
  const id = dice.pick(['per_claimant', 'per_insured', `per_${role}`, ...cast.map((name) => `per_${name}`)])
  return { ...person(role, id), authorityLevel: dice.pick([-1, 0, 1, 2, 3, 4, 5, 6, 1.5]) }
}

/** Just before, at and after the next deadline, or some time that has nothing to do with it. */
function likelyWait(claim: Claim, now: Instant, dice: Dice): Instant {
  const next = deadlines(claim, contextAt(now)).find(({ at }) => at > now)?.at ?? now + DAY
  return dice.pick([next - 1, next, next, next + 1, now + MINUTE, now + HOUR, now + 3 * DAY])
}

const amounts = [0, 1, 1_999_999, 2_000_000, 2_000_001, 10_000_000, 10_000_001, 50_000_001, 500_000_001]

const likelyCommand: { readonly [T in ClaimCommandType]: (claim: Claim, dice: Dice) => ClaimCommand } = {
  ...likelyInDispute,
  ReportClaim: () => example.reportClaim(),
  FileClaim: (claim, dice) => ({
    ...example.fileClaim({ claimedFen: dice.pick([null, 250_000, ...amounts]) }, dice.pick([0, 0, HOUR, 3 * DAY])),
    documents: freshDocuments(claim, dice),
  }),
  SuspectDuplicate: () => ({ type: 'SuspectDuplicate', otherClaimId: example.otherClaimId }),
  ResolveDuplicate: (_claim, dice) => ({
    type: 'ResolveDuplicate',
    outcome: dice.pick(['same', 'joined', 'cleared', 'cleared', 'cleared'] as const),
  }),
  StartCheck: () => ({ type: 'StartCheck' }),
  AcceptClaim: ({ documents, policyId }) => {
    const proof = documents.find(({ kind }) => kind === 'diagnosis' || kind === 'medical-record')
    if (proof === undefined) return { type: 'AcceptClaim' }
    const compared = { policyId, isListed: true, claimedBefore: false }
    return { type: 'AcceptClaim', diagnosis: { ...example.firstDiagnosis, documentId: proof.documentId, compared } }
  },
  RequestDocuments: (_claim, dice) => ({
    type: 'RequestDocuments',
    items: [dice.pick(documentKinds.slice(0, 9)), dice.pick(documentKinds.slice(9))].map((kind) => ({
      kind,
      reasonTextId: 'txt_why',
      decidableWithout: dice.below(2) === 0,
    })),
    ...(dice.below(12) === 0 ? { reasonTextId: 'txt_new' } : {}),
  }),
  ProposeDenial: (claim, dice) => ({ type: 'ProposeDenial', ...likelyRefusal(claim, dice) }),
  SupplyDocuments: (claim, dice) => ({
    type: 'SupplyDocuments',
    documents: freshDocuments(claim, dice),
    ageMs: dice.pick([0, 0, 0, MINUTE, DAY]),
  }),
  ReviveClaim: () => ({ type: 'ReviveClaim' }),
  TriageClaim: (_claim, dice) => ({ type: 'TriageClaim', lane: 'complex', needsSurvey: dice.below(2) === 0 }),
  ReportSurvey: (_claim, dice) => ({
    type: 'ReportSurvey',
    evidence: ['scene-photos', 'object-state', 'itemised-bills', 'hospital-contact', 'claimant-statement'],
    ...(dice.below(3) === 0 ? { how: dice.pick(surveyManners) } : {}),
  }),
  RecordReview: (_claim, dice) => ({
    type: 'RecordReview',
    parts: [dice.pick(['preliminary', 'detailed', 'risk'] as const)],
  }),
  ProposeComplexity: () => ({ type: 'ProposeComplexity', reasonTextId: 'txt_why' }),
  ConfirmComplexity: () => ({ type: 'ConfirmComplexity' }),
  FixLiability: ({ review }) => ({
    type: 'FixLiability',
    parts: (['preliminary', 'detailed', 'risk'] as const).filter((part) => review[part] === undefined),
  }),
  ProposeRefusal: (claim, dice) => ({ type: 'ProposeRefusal', ...likelyRefusal(claim, dice) }),
  ...likelyOfAmounts,
  AssessLoss: (claim, dice) => {
    const claimedFen = dice.pick([250_000, 260_000, ...amounts])
    return measured(claim, example.assessLoss(claimedFen, dice.pick([0, 0, 1, Math.min(claimedFen, 10_000)])), dice)
  },
  ApproveProposal: () => ({ type: 'ApproveProposal' }),
  ReturnProposal: likelyReturn,
  VoteProposal: likelyVote,
  AgreeOffer: (_claim, dice) => ({ type: 'AgreeOffer', identityChecked: true, ageMs: dice.pick([0, 0, 0, MINUTE]) }),
  ...likelyPaymentCommand,
  GiveFeedback: (_claim, dice) => ({ type: 'GiveFeedback', score: 1 + dice.below(10) }),
  AnswerFeedback: () => ({ type: 'AnswerFeedback', textId: 'txt_answer' }),
  WithdrawClaim: () => ({ type: 'WithdrawClaim', identityChecked: true, reasonTextId: 'txt_why' }),
  CancelClaim: () => ({ type: 'CancelClaim', because: 'test' }),
  RelinkPolicy: (_claim, dice) => ({
    type: 'RelinkPolicy',
    policyId: dice.pick(['pty_policy', 'pty_right', 'pty_renewed']),
    because: dice.pick(relinkReasons),
  }),
  ReopenClaim: (_claim, dice) => ({
    type: 'ReopenClaim',
    reason: dice.pick(reopenReasons),
    noteTextId: 'txt_why',
    to: dice.pick(['received', 'assessing'] as const),
  }),
  AssignClaim: (_claim, dice) => ({
    type: 'AssignClaim',
    how: dice.pick(['take', 'give', 'return'] as const),
    toPersonId: `per_${dice.pick(cast)}`,
    toRole: 'reviewer',
  }),
  DeclareInterest: (_claim, dice) => ({ type: 'DeclareInterest', personId: `per_relative_${dice.pick(cast)}` }),
  ChangeContacts: (_claim, dice) => ({
    type: 'ChangeContacts',
    preferredChannels: [dice.pick(['app', 'sms', 'email', 'post'] as const)],
    contactId: 'pty_contact',
  }),
  RecordDelivery: ({ notices, noticesOrdered }, dice) => ({
    type: 'RecordDelivery',
    n: dice.pick([1, noticesOrdered, tellingNotices(notices).at(-1)?.n ?? 1]),
    reference: 'ref_slip',
    ageMs: dice.pick([0, 0, MINUTE, DAY]),
  }),
  AcknowledgeEscalation: ({ escalationsRaised }, dice) => ({
    type: 'AcknowledgeEscalation',
    n: dice.pick([1, Math.max(1, escalationsRaised)]),
  }),
  ...holdCommands,
  ...likelyAdvances(amounts),
  ...likelyPayeeCommand,
  ...likelyEmergencies,
}

function likelyRefusal({ documents }: Claim, dice: Dice): typeof example.notCovered {
  const evidence = documents.slice(0, 1).map(({ documentId }) => documentId)
  const ground = dice.pick(['not-covered', 'not-covered', 'false-material', 'no-policy', 'non-disclosure'] as const)
  const due = dice.below(6) === 0 ? { stillDueFen: dice.pick([0, 1, 120_000]) } : {}
  return { ...example.notCovered, evidence, ground, ...due }
}

/** What was asked for, when something was; ids never seen before. */
function freshDocuments({ stage, version }: Claim, dice: Dice): ReturnType<typeof example.document>[] {
  const asking = stage.status === 'dormant' ? stage.from : stage
  const asked = asking.status === 'awaiting-documents' ? asking.request.items.map(({ kind }) => kind) : []
  const kinds = asked.length > 0 && dice.below(3) > 0 ? asked : [dice.pick(documentKinds)]
  return kinds.map((kind, index) => example.document(kind, `doc_${version}_${index}`))
}

/** Answers that something outside owes the claim. */
function likelyReceipts(claim: Claim, dice: Dice): readonly ClaimReceipt[] {
  const { policyId, policy, notices, payments, handover } = claim
  const found = {
    ...example.plainPolicy,
    fixedBenefit: dice.below(3) === 0,
    line: dice.pick(['medical', 'medical', 'motor-compulsory', 'critical-illness', 'life', 'liability'] as const),
    group: dice.below(4) === 0,
    effectiveFrom: '2020-01-01',
    contractPeriods: dice.pick([{}, { determinationDays: 20, paymentDays: 5 }, { determinationDays: 60 }]),
  }
  const asked = dice.below(4) === 0 ? null : found
  return [
    ...(policy.known === 'pending' ? [{ type: 'PolicyAnswered', policyId, policy: asked } as const] : []),
    ...notices.flatMap((notice) => noticeReceipts(notice, dice)),
    ...payments.flatMap((payment) => bankReceipts(payment, dice)),
    ...payments.flatMap((payment) => screeningReceipts(payment, dice)),
    ...invoiceReceipts(claim, dice),
    ...(handover?.done === false ? [{ type: 'HandoverDone', toClaimId: handover.toClaimId } as const] : []),
    ...(dice.below(40) === 0 ? [{ type: 'DuplicateFound', otherClaimId: 'clm_found' } as const] : []),
    ...(dice.below(40) === 0 ? [copy(claim, dice)] : []),
    ...(dice.below(40) === 0 ? [fraudScored(dice)] : []),
    ...(dice.below(12) === 0 ? [eventTold(dice)] : []),
  ]
}

const anyReceipts = (claim: Claim, dice: Dice): readonly ClaimReceipt[] => [
  ...likelyReceipts(claim, dice),
  ...claim.notices.slice(-2).map(({ n }) => noticeReceipt(n, dice)),
  ...claim.payments.slice(-2).map(({ n }) => bankReceipt(n, dice)),
  { type: 'NoticeSentOut', n: 1, messageId: 'msg_x' },
  { type: 'HandoverDone', toClaimId: 'clm_x' },
  { type: 'DuplicateFound', otherClaimId: claim.claimId },
  { type: 'PolicyAnswered', policyId: 'pty_policy', policy: null },
  fraudScored(dice),
  eventTold(dice),
  noticeReceipt(99, dice),
  bankReceipt(99, dice),
  screened(99),
  screened(claim.payments.at(-1)?.n ?? 1),
  invoiceReceipt('inv_none', dice),
  copy(claim, dice),
]

const copy = ({ version, lastAt }: Claim, dice: Dice): ClaimReceipt => ({
  type: 'AbsorbCopy',
  copyClaimId: 'clm_copy',
  receivedAt: lastAt - dice.pick([0, HOUR, 3 * DAY, 40 * DAY]),
  ...(dice.below(2) === 0 ? { claimants: [dice.pick(['per_joined', 'per_claimant'])] } : {}),
  documents: [{ ...example.document('photos', `doc_copy_${version}`), receivedAt: lastAt - dice.pick([0, 3 * DAY]) }],
})
