import { expect, test } from 'vitest'
import { person } from '../../test/claim-people.ts'
import type { Scene } from '../../test/claim-story.ts'
import { given } from '../../test/claim-story.ts'
import { awaitingCommittee, member, voted, voting } from '../../test/committee-claims.ts'
import { emergencyRefusals, told } from '../../test/emergency-claims.ts'
import { escalated } from '../../test/escalated-claim.ts'
import * as advances from '../../test/example-advances.ts'
import * as disputes from '../../test/dispute-examples.ts'
import * as example from '../../test/example-claims.ts'
import { held, proven, raise, release, serve, sign, undisclosed, youngPolicy } from '../../test/held-claims.ts'
import { agreedOnDeath, thawedInPart } from '../../test/payee-claims.ts'
import * as motions from '../../test/motion-examples.ts'
import * as payments from '../../test/payment-examples.ts'
import { commandTable } from './command-table.ts'
import type { CommandOf } from './commands.ts'
import type { NamedPayee } from './payee-commands.ts'
import type { RefusalCode } from './decision.ts'
import { interestedAtMost } from './interest.ts'

/** Judged by the shell, which knows the keys and versions of requests. */
type NotOurs = 'COMMAND_REUSED' | 'STALE_VERSION'

const payee = { payeeId: 'pty_a', share: 10_000, accountHolderIsPayee: true, namedOnFile: 'insured' } as const
type Freezing = CommandOf<'FreezePayees'>
const accept = { type: 'AcceptClaim' } as const
const refusal = { type: 'ProposeRefusal', ...example.notCovered } as const
const invoice = { type: 'RegisterInvoice', invoiceId: 'inv_a', amountFen: 2 } as const
const byInvoice = (claimedFen: number) =>
  ({ type: 'AssessLoss', items: [{ itemId: 'itm', claimedFen, notCoveredFen: 0, invoiceId: 'inv_a' }] }) as const

const rescue = { type: 'NoteRescue', documentId: 'doc_traffic-report', costFen: 1, ageMs: 0 } as const
const liability = { report: { line: 'liability' }, policy: { line: 'liability' } } as const
const dead = {
  report: { line: 'accident', facts: { injury: 'death', thirdParty: false, hospitalised: false } },
  policy: { line: 'accident' },
} as const

const dear = (): Scene =>
  example
    .deliver(given(example.assessing()).when(example.assessLoss(1_000_000)).and({ type: 'ApproveProposal' }), 'result')
    .and({ type: 'AgreeOffer', identityChecked: true })

/** One payee who differs from a plain one, named on an agreed claim. */
const freezing = (change: Partial<NamedPayee>, agreed = given(example.agreed()), more: Partial<Freezing> = {}): Scene =>
  agreed.when({ type: 'FreezePayees', payees: [{ ...payee, ...change }], roundingTo: 'pty_a', ...more })

/** As many colleagues as the list takes have declared themselves. */
function manyInterested(): Scene {
  const scene = given(example.received())
  const interested = Array.from({ length: interestedAtMost }, (_, n) => `per_relative_${n}`)
  return given({ ...scene, claim: { ...scene.standing(), interested } })
}

/** One story per code; the compiler asks for every one, so that no code is without a way to it. */
const stories: Readonly<Record<Exclude<RefusalCode, NotOurs>, () => Scene>> = {
  WRONG_STATUS: () => given(example.closed()).when(accept),
  ROLE_NOT_ALLOWED: () => given(example.received()).when(accept, person('approver')),
  SEPARATION_OF_DUTIES: () =>
    given(example.awaitingApproval()).when({ type: 'ApproveProposal' }, person('approver', 'per_assessor')),
  OWN_CLAIM: () => given(example.received()).when(accept, person('intake-clerk', 'per_insured')),
  CO_CLAIMANT: () =>
    given(example.received())
      .learns({ type: 'AbsorbCopy', copyClaimId: 'clm_copy', documents: [], claimants: ['per_joined'] })
      .when({ type: 'ChangeContacts', preferredChannels: ['sms'] }, person('claimant', 'per_joined')),
  INTEREST_KNOWN: () =>
    given(example.received())
      .when({ type: 'DeclareInterest', personId: 'per_x' }, person('compliance'))
      .when({ type: 'DeclareInterest' }, person('reviewer', 'per_x')),
  TOO_MANY_INTERESTED: () => manyInterested().when({ type: 'DeclareInterest' }, person('reviewer', 'per_x')),
  AUTHORITY_EXCEEDED: () =>
    given(example.awaitingApproval('refuse')).when({ type: 'ApproveProposal' }, person('approver')),
  DUPLICATE_SUSPECTED: () =>
    given(example.received()).and({ type: 'SuspectDuplicate', otherClaimId: 'clm_other' }).when(accept),
  NO_SUSPICION: () => given(example.received()).when({ type: 'ResolveDuplicate', outcome: 'same' }),
  SAME_CLAIM_ID: () => given(example.received()).when({ type: 'SuspectDuplicate', otherClaimId: example.claimId }),
  NOTHING_REQUESTED: () => given(example.received()).when(example.requestDocuments()),
  ITEM_LISTED_TWICE: () => given(example.received()).when(example.requestDocuments('photos', 'photos')),
  DOCUMENT_KNOWN: () => given(example.received()).when(example.supply('identity')),
  TOO_MANY_DOCUMENTS: () =>
    given(example.received()).when(example.supply(...Array.from({ length: 500 }, () => 'photos' as const))),
  SECOND_REQUEST: () =>
    given(example.awaitingCustomer()).and(example.supply('medical-invoice')).when(example.requestDocuments('photos')),
  GROUND_CONDITION_UNMET: () => given(example.reviewing()).when({ ...refusal, clause: '' }),
  GROUND_FACTS_UNKNOWN: () => given(example.reviewing()).when({ ...refusal, ground: 'waiting-period' }),
  EVIDENCE_UNKNOWN: () => given(example.reviewing()).when({ ...refusal, evidence: ['doc_none'] }),
  EVIDENCE_MISSING: () => given(example.investigating()).when({ type: 'ReportSurvey', evidence: [] }),
  POLICY_UNKNOWN: () =>
    given(example.accepted())
      .and(
        { type: 'TriageClaim', needsSurvey: false },
        { type: 'FixLiability', parts: ['preliminary', 'detailed', 'risk'] },
      )
      .when(example.assessLoss(1)),
  LANE_ONLY_RAISED: () => given(example.triaged()).when({ type: 'TriageClaim', lane: 'small' }),
  REVIEW_INCOMPLETE: () => given(example.reviewing()).when({ type: 'FixLiability', parts: [] }),
  REVIEW_PART_TAKEN: () =>
    given(example.reviewing())
      .and({ type: 'RecordReview', parts: ['risk'] })
      .when({ type: 'RecordReview', parts: ['risk'] }),
  NO_COMPLEXITY_PROPOSED: () => given(example.reviewing()).when({ type: 'ConfirmComplexity' }),
  COMPLEXITY_KNOWN: () =>
    given(example.reviewing())
      .and({ type: 'ProposeComplexity', reasonTextId: 'txt' })
      .when({ type: 'ProposeComplexity', reasonTextId: 'txt' }),
  NOTHING_ASSESSED: () => given(example.assessing()).when({ type: 'AssessLoss', items: [] }),
  ITEM_AMOUNTS: () => given(example.assessing()).when(example.assessLoss(-1)),
  GROUND_MISSING: () =>
    given(example.assessing()).when({
      type: 'AssessLoss',
      items: [{ itemId: 'itm', claimedFen: 2, notCoveredFen: 1 }],
    }),
  CLAUSE_MISSING: () =>
    given(example.assessing()).when({
      type: 'AssessLoss',
      items: [{ itemId: 'itm', claimedFen: 2, notCoveredFen: 1, ground: 'not-covered' }],
    }),
  NOTHING_PAYABLE: () => given(example.assessing()).when(example.assessLoss(0)),
  IDENTITY_UNCHECKED: () => given(example.offered()).when({ type: 'AgreeOffer', identityChecked: false }),
  SHARES_NOT_WHOLE: () => given(example.agreed()).when({ type: 'FreezePayees', payees: [], roundingTo: 'pty_a' }),
  PAYEE_LISTED_TWICE: () =>
    given(example.agreed()).when({ type: 'FreezePayees', payees: [payee, payee], roundingTo: 'pty_a' }),
  ROUNDING_PAYEE_UNKNOWN: () =>
    given(example.agreed()).when({ type: 'FreezePayees', payees: [payee], roundingTo: 'pty_b' }),
  ACCOUNT_OF_ANOTHER: () =>
    given(example.agreed()).when({
      type: 'FreezePayees',
      payees: [{ ...payee, accountHolderIsPayee: false }],
      roundingTo: 'pty_a',
    }),
  PAYMENT_UNKNOWN_NUMBER: () => given(example.paying()).when({ type: 'CheckPayment', n: 9, verdict: 'approve' }),
  PAYMENT_NOT_SUBMITTED: () => given(example.paying()).when({ type: 'CheckPayment', n: 1, verdict: 'approve' }),
  PAYMENT_OPEN: () => given(payments.paidInPart()).when({ type: 'GiveFeedback', score: 9 }),
  ACCOUNT_NOT_ASKED: () => given(example.paying()).when(payments.newAccount()),
  COMPENSATION_UNKNOWN: () => given(example.paid()).when({ type: 'ApproveCompensation', n: 1 }),
  REASON_MISSING: () =>
    given(example.paying()).and({ type: 'SubmitPayments' }).when({ type: 'CheckPayment', n: 1, verdict: 'return' }),
  SAME_POLICY: () => given(example.received()).when({ ...example.relink, policyId: 'pty_policy' }),
  TOO_MANY_RELINKS: () =>
    given(example.received())
      .and(...Array.from({ length: 10 }, (_, n) => ({ ...example.relink, policyId: `pty_${n}` })))
      .when(example.relink),
  ALREADY_PAID: () =>
    given(example.closed())
      .and({ type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt', to: 'received' })
      .when(example.relink),
  SCORE_RANGE: () => given(example.paid()).when({ type: 'GiveFeedback', score: 11 }),
  NOT_A_TEST: () => given(example.received()).when({ type: 'CancelClaim', because: 'test' }),
  NEVER_ASSESSED: () =>
    given(example.denied()).when({ type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt', to: 'assessing' }),
  NOTICE_UNKNOWN: () => given(example.received()).when({ type: 'RecordDelivery', n: 9, reference: 'RA1', ageMs: 0 }),
  NOTICE_SETTLED: () =>
    given(example.awaitingCustomer()).when({ type: 'RecordDelivery', n: 2, reference: 'RA1', ageMs: 0 }),
  BEFORE_THE_ACT: () => given(example.received()).when({ type: 'RecordDelivery', n: 1, reference: 'RA1', ageMs: 1e9 }),
  IN_THE_FUTURE: () => given(example.received()).when({ type: 'RecordDelivery', n: 1, reference: 'RA1', ageMs: -1 }),
  ASSIGNEE_MISSING: () => given(example.received()).when({ type: 'AssignClaim', how: 'give' }),
  ASSIGNEE_ROLE: () =>
    given(example.received()).when({ type: 'AssignClaim', how: 'give', toPersonId: 'per_x', toRole: 'claimant' }),
  NOT_OWNER: () => given(example.received()).when({ type: 'AssignClaim', how: 'return' }, person('reviewer')),
  CHANNEL_MISSING: () => given(example.received()).when({ type: 'ChangeContacts', preferredChannels: [] }),
  AMOUNT_NOT_FEN: () => given(example.reported()).when(example.fileClaim({ claimedFen: -1 })),
  TOO_LATE_TO_DENY: () =>
    given(example.received({ policy: 'pending' }))
      .at(example.received().clock('C02').dueTarget)
      .when({ ...refusal, type: 'ProposeDenial' }),
  ESCALATION_UNKNOWN: () => given(escalated()).when({ type: 'AcknowledgeEscalation', n: 2 }),
  ESCALATION_CLEARED: () =>
    given(escalated()).and({ type: 'AcknowledgeEscalation', n: 1 }).when({ type: 'AcknowledgeEscalation', n: 1 }),
  ESCALATION_NOT_TOLD: () => given(escalated()).when({ type: 'AcknowledgeEscalation', n: 1 }, person('compliance')),
  PREPAYMENT_UNKNOWN: () => given(example.reviewing()).when(advances.approveAdvance()),
  PREPAYMENT_OPEN: () => advances.advanceAsked().when(advances.requestAdvance()),
  PREPAYMENT_AMOUNT: () => given(example.reviewing()).when(advances.requestAdvance(0)),
  ...emergencyRefusals,
  TOO_MANY_PREPAYMENTS: advances.advancesAtMost,
  ADVANCE_NOT_DUE: () =>
    given(example.reviewing()).when({ type: 'AnswerAdvance', answer: 'refuse', reasonTextId: 'txt' }),
  ADVANCE_IN_FLIGHT: () => advances.agreedOn(advances.advanceSent(), 250_000).when(example.freezePayees('pty_a')),
  ADVANCE_PAID: () =>
    advances
      .advancePaid()
      .and({ type: 'SuspectDuplicate', otherClaimId: 'clm_other' })
      .when({ type: 'ResolveDuplicate', outcome: 'same' }),
  RECOVERY_UNKNOWN: () => given(example.closed()).when(advances.receive(1)),
  RECOVERY_AMOUNT: () => advances.overpaid().when(advances.receive(0)),
  RECOVERY_NOT_ALLOWED: () => given(example.closed()).when(advances.subrogate()),
  TOO_MANY_RECOVERIES: advances.recoveriesAtMost,
  DOUBLE_VOTE: () => voted(awaitingCommittee(), 'for').when(voting('for'), member(0)),
  BEFORE_COMMITTEE: () => given(motions.reserveBrought()).when(motions.reserveBeyond),
  NOTHING_BROUGHT: () =>
    given(example.reviewing()).when(motions.votingOn({ kind: 'reserve', reserveFen: 1 }), member(0)),
  COMMITTEE_NOT_NEEDED: () => given(example.awaitingApproval()).when(voting('for')),
  PAYEES_FROZEN: () => given(example.paying()).when(example.freezePayees('pty_x')),
  PAYEE_UNKNOWN: () => given(example.paying()).when({ ...example.thaw, payeeIds: ['pty_x'] }),
  PAYMENT_UNDER_WAY: () => given(example.paymentApproved()).learns(example.bankSays('never-seen')).when(example.thaw),
  GUARDIAN_MISSING: () => freezing({ minor: true }),
  AGE_DISAGREES: () => freezing({ ageOnFile: 'minor' }),
  PROVIDER_UNAUTHORISED: () => freezing({ as: 'provider' }),
  PAYEE_NOT_ON_FILE: () => freezing({ as: 'insured', namedOnFile: 'claimant' }),
  STANDING_NOT_POSSIBLE: () => freezing({ as: 'third-party' }),
  EARLIER_MONEY_UNCLEAR: () => freezing({}, given(example.agreed()), { had: [{ what: 'advance', n: 1 }] }),
  THAW_ONE_BY_ONE: () =>
    thawedInPart().when({ ...example.thaw, reason: 'guardian-appointed', documents: ['doc_relationship-proof'] }),
  PAYEE_UNIDENTIFIED: () =>
    freezing({ as: 'provider', evidence: ['doc_mandate'] }, dear().when(example.supply('mandate'))),
  BENEFICIARIES_MISSING: () => freezing({ as: 'beneficiary' }, agreedOnDeath(dead)),
  DESIGNATION_UNCLEAR: () => freezing({}, given(example.agreed()), { beneficiaries: [] }),
  BENEFICIARY_SHARES: () => freezing({ as: 'beneficiary' }, agreedOnDeath(dead), { beneficiaries: [] }),
  LIABILITY_THIRD_PARTY_UNPAID: () => freezing({}, given(example.agreed(liability))),
  LIABILITY_NOT_ESTABLISHED: () =>
    freezing(
      { as: 'third-party', namedOnFile: 'claimant' },
      given(example.agreed({ ...liability, report: { ...liability.report, capacity: 'third-party' } })),
    ),
  PAYMENT_NOT_HELD: () =>
    given(example.paying()).when({ type: 'DecideScreening', n: 1, verdict: 'release', reasonTextId: 'txt' }),
  NO_MEASURE: () => given(example.paying()).when({ type: 'RecordObjection', textId: 'txt', ageMs: 0 }),
  OBJECTION_OPEN: () =>
    given(example.paymentApproved())
      .learns(example.hit())
      .and({ type: 'RecordObjection', textId: 'txt', ageMs: 0 })
      .when({ type: 'RecordObjection', textId: 'txt', ageMs: 0 }),
  NO_OBJECTION: () => given(example.paying()).when({ type: 'AnswerObjection', textId: 'txt' }),
  RESCUE_NOT_COVERED: () => given(example.received()).when(rescue),
  RESCUE_NOTED: () =>
    given(example.received({ report: { line: 'motor-compulsory' }, policy: { line: 'motor-compulsory' } }))
      .and(example.supply('traffic-report'), rescue)
      .when(rescue),
  FIXED_BENEFIT: () =>
    given(example.assessing({ policy: { fixedBenefit: true } })).when({
      type: 'AssessLoss',
      items: [{ itemId: 'itm', claimedFen: 2, notCoveredFen: 0, realCostFen: 1 }],
    }),
  RESERVE_BELOW_PAID: () =>
    given(example.paid())
      .and({ type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt', to: 'assessing' })
      .when({ type: 'SetReserve', reserveFen: 1, reasonTextId: 'txt' }),
  SAME_RESERVE: () => given(example.reviewing()).when({ type: 'SetReserve', reserveFen: 250_000, reasonTextId: 'txt' }),
  INVOICE_KNOWN: () => given(example.reviewing()).and(invoice).when(invoice),
  TOO_MANY_INVOICES: () =>
    given(example.reviewing())
      .and(...Array.from({ length: 100 }, (_, n) => ({ ...invoice, invoiceId: `inv_${n}` })))
      .when(invoice),
  INVOICE_UNKNOWN: () => given(example.assessing()).when(byInvoice(1)),
  INVOICE_NOT_VERIFIED: () => given(example.assessing()).and(invoice).when(byInvoice(1)),
  INVOICE_EXCEEDED: () =>
    given(example.assessing())
      .and(invoice)
      .learns({ type: 'InvoiceChecked', invoiceId: 'inv_a', outcome: 'genuine' })
      .when(byInvoice(3)),
  NO_DISPUTE: () => given(example.closed()).when(disputes.investigate),
  DISPUTE_OPEN: () => given(example.closed()).and(disputes.raise).when(disputes.raise),
  DISPUTE_STATE: () => given(example.closed()).and(disputes.raise).when(disputes.mediate),
  DISPUTE_FULL: () => {
    const date = { type: 'RecordCourtDate', on: '2026-06-01', what: 'hearing' } as const
    return disputes
      .atCourt()
      .and(...Array.from({ length: 50 }, () => date))
      .when(date)
  },
  SETTLEMENT_AMOUNT: () =>
    given(disputes.investigated()).when({
      type: 'EvaluateDispute',
      findingTextId: 'txt',
      outcome: 'compromise',
      payFen: 0,
    }),
  SURVEY_MANNER: () =>
    given(example.investigating()).when({ type: 'ReportSurvey', evidence: ['scene-photos'], how: 'remote' }),
  LIMIT_LIFTED: () =>
    given(example.assessing())
      .learns(told())
      .when({
        type: 'AssessLoss',
        items: [{ itemId: 'itm_1', claimedFen: 2, notCoveredFen: 1, ...example.cut, cutBy: 'hospital' }],
        textId: 'txt_reason',
      }),
  SURVEY_UNDECIDED: () => given(example.accepted()).when({ type: 'TriageClaim', lane: 'complex' }),
  HELD: () => given(example.awaitingApproval()).and(raise(1)).when({ type: 'ApproveProposal' }),
  HOLD_AMOUNT: () => held(100).when(raise(100)),
  HOLD_NOT_PROPOSED: () => given(example.paying()).when({ type: 'ConfirmHold' }),
  NO_HOLD: () => given(example.reviewing()).when(release),
  COUNTERSIGNATURE_MISSING: () => proven().when({ type: 'ApproveProposal' }),
  NOTHING_TO_COUNTERSIGN: () => given(example.awaitingApproval()).when(sign),
  NON_DISCLOSURE_KNOWN: () => given(example.received()).and(undisclosed).when(undisclosed),
  NO_NON_DISCLOSURE: () => given(example.received()).when(serve),
  RESCISSION_SERVED: () => given(example.received(youngPolicy)).and(undisclosed, serve).when(serve),
  GROUND_LOST: () =>
    given(example.received({ policy: { effectiveFrom: '2020-01-01' } }))
      .and(undisclosed)
      .when(serve),
}

test.each(Object.entries(stories))('%s: a no changes nothing and says what is possible instead', (code, story) => {
  const scene = story().isRefused(code as RefusalCode)
  const status = scene.standing().stage.status
  expect(scene.latest).toEqual([])
  expect(scene.refusal?.status).toBe(status)
  expect(scene.refusal?.possible.every((command) => commandTable[command].statuses.includes(status))).toBe(true)
  expect(scene.refusal?.message).toMatch(/^[\w ’',:()%.\d/-]+$/)
})
