import { expect, test } from 'vitest'

import type { ClaimCommand } from '../../domain/claim/commands.ts'
import { HOUR } from '../../domain/time.ts'
import { amountMeanings } from '../../test/amount-meanings.ts'
import { diagnosisMeanings } from '../../test/diagnosis-meanings.ts'
import { emergencyMeanings } from '../../test/emergency-meanings.ts'
import { holdMeanings } from '../../test/hold-meanings.ts'
import { payeeMeanings } from '../../test/payee-meanings.ts'
import { allDoors } from './all-doors.ts'
import * as advance from './advance-doors.ts'
import { assignment, interest } from './assignment-doors.ts'
import type { CommandDoor } from './command-door.ts'
import { approval } from './decision-doors.ts'
import * as disputes from './dispute-doors.ts'
import { acknowledgement } from './escalation-doors.ts'
import { feedback } from './feedback-doors.ts'
import * as frontDesk from './front-desk-doors.ts'
import * as middle from './middle-doors.ts'
import { settingAside } from './set-aside.ts'
import * as settling from './settlement-doors.ts'

const sha256 = 'c'.repeat(64)
const document = {
  documentId: 'doc-1',
  kind: 'medical-invoice',
  sha256,
  sizeBytes: 9,
  location: 'oss://1',
  fileName: 'a.pdf',
}
const kept = { documentId: 'doc-1', kind: 'medical-invoice', sha256, sizeBytes: 9 }
const account = { number: '6222 0200 0000 0001', holderName: '张 三', bankCode: '102290000000' }
const payee = { name: '张三', account, share: '100.00' }
const refusal = { ground: 'exclusion', clause: '第八条(3)', evidence: ['doc-1'], reason: '酒后驾驶' }
const exclusion = { ground: 'exclusion', clause: '第八条(3)', evidence: ['doc-1'], explainedDocumentId: 'doc-2' }
const now = Date.parse('2026-11-22T12:00:00+08:00')

const meanings: readonly { door: CommandDoor; body: object; command: object; n?: number }[] = [
  {
    door: frontDesk.filing,
    body: { claimedFen: '1234500', documents: [document], receivedAt: '2026-11-22T09:00:00+08:00' },
    command: { type: 'FileClaim', claimedFen: 1_234_500, documents: [kept], ageMs: 3 * HOUR },
  },
  { door: frontDesk.acceptance, body: { action: 'start-check' }, command: { type: 'StartCheck' } },
  { door: frontDesk.acceptance, body: { action: 'accept' }, command: { type: 'AcceptClaim' } },
  {
    door: frontDesk.acceptance,
    body: {
      action: 'request-documents',
      items: [{ kind: 'diagnosis', reason: '请补充', decidableWithout: false }],
    },
    command: {
      type: 'RequestDocuments',
      items: [{ kind: 'diagnosis', reasonTextId: expect.any(String), decidableWithout: false }],
    },
  },
  {
    door: frontDesk.acceptance,
    body: { action: 'propose-denial', ...refusal, explainedDocumentId: 'doc-2' },
    command: {
      type: 'ProposeDenial',
      ground: 'exclusion',
      clause: '第八条(3)',
      evidence: ['doc-1'],
      reasonTextId: expect.any(String),
      explainedDocumentId: 'doc-2',
    },
  },
  {
    door: frontDesk.documents,
    body: { documents: [document] },
    command: { type: 'SupplyDocuments', documents: [kept] },
  },
  {
    door: frontDesk.documentRequest,
    body: { items: [{ kind: 'photos', reason: '请补拍', decidableWithout: true }] },
    command: {
      type: 'RequestDocuments',
      items: [{ kind: 'photos', reasonTextId: expect.any(String), decidableWithout: true }],
    },
  },
  {
    door: frontDesk.documentRequest,
    body: { items: [{ kind: 'photos', reason: '请补拍', decidableWithout: true }], reason: '新的事实' },
    command: {
      type: 'RequestDocuments',
      items: [{ kind: 'photos', reasonTextId: expect.any(String), decidableWithout: true }],
      reasonTextId: expect.any(String),
    },
  },
  {
    door: frontDesk.documents,
    body: { documents: [document], receivedAt: '2026-11-22T11:00:00+08:00' },
    command: { type: 'SupplyDocuments', documents: [kept], ageMs: HOUR },
  },
  {
    door: frontDesk.duplicateCheck,
    body: { outcome: 'suspect', otherClaimId: `clm_${'0'.repeat(32)}` },
    command: { type: 'SuspectDuplicate', otherClaimId: `clm_${'0'.repeat(32)}` },
  },
  {
    door: frontDesk.duplicateCheck,
    body: { outcome: 'joined' },
    command: { type: 'ResolveDuplicate', outcome: 'joined' },
  },
  {
    door: frontDesk.withdrawal,
    body: { identityChecked: true, reason: '不再索赔' },
    command: { type: 'WithdrawClaim', identityChecked: true, reasonTextId: expect.any(String) },
  },
  { door: frontDesk.cancellation, body: { because: 'test' }, command: { type: 'CancelClaim', because: 'test' } },
  {
    door: frontDesk.relinking,
    body: { policyNo: 'P-MED-CANARY', because: 'entered-wrongly' },
    command: { type: 'RelinkPolicy', policyId: 'pty_policy', because: 'entered-wrongly' },
  },
  {
    door: frontDesk.reopening,
    body: { reason: 'new-evidence', note: '新鉴定', to: 'assessing' },
    command: { type: 'ReopenClaim', reason: 'new-evidence', noteTextId: expect.any(String), to: 'assessing' },
  },
  { door: frontDesk.revival, body: {}, command: { type: 'ReviveClaim' } },
  {
    door: frontDesk.delivery,
    n: 7,
    body: { reference: 'EMS-1', deliveredAt: '2026-11-22T11:00:00+08:00' },
    command: { type: 'RecordDelivery', n: 7, reference: 'EMS-1', ageMs: HOUR },
  },
  {
    door: frontDesk.delivery,
    n: 7,
    body: { reference: 'EMS-1' },
    command: { type: 'RecordDelivery', n: 7, reference: 'EMS-1', ageMs: 0 },
  },
  { door: middle.triage, body: {}, command: { type: 'TriageClaim' } },
  {
    door: middle.triage,
    body: { lane: 'complex', needsSurvey: false },
    command: { type: 'TriageClaim', lane: 'complex', needsSurvey: false },
  },
  {
    door: middle.surveyReport,
    body: { evidence: ['scene-photos'], text: '进水' },
    command: { type: 'ReportSurvey', evidence: ['scene-photos'], textId: expect.any(String) },
  },
  {
    door: middle.review,
    body: { action: 'record', parts: ['detailed'], text: '属实' },
    command: { type: 'RecordReview', parts: ['detailed'], textId: expect.any(String) },
  },
  { door: middle.review, body: { action: 'fix-liability' }, command: { type: 'FixLiability', parts: [] } },
  {
    door: middle.review,
    body: { action: 'propose-refusal', ...refusal },
    command: {
      type: 'ProposeRefusal',
      ground: 'exclusion',
      clause: '第八条(3)',
      evidence: ['doc-1'],
      reasonTextId: expect.any(String),
    },
  },
  {
    door: middle.review,
    body: { action: 'propose-complex', reason: '多方责任' },
    command: { type: 'ProposeComplexity', reasonTextId: expect.any(String) },
  },
  { door: middle.review, body: { action: 'confirm-complex' }, command: { type: 'ConfirmComplexity' } },
  {
    door: middle.assessment,
    body: {
      items: [{ itemId: 'i-1', claimedFen: '500', notCoveredFen: '100', ...exclusion }],
      text: '酒后驾驶',
    },
    command: {
      type: 'AssessLoss',
      items: [{ itemId: 'i-1', claimedFen: 500, notCoveredFen: 100, ...exclusion }],
      textId: expect.any(String),
    },
  },
  {
    door: middle.review,
    body: { action: 'propose-concession', kind: 'ex-gratia', payFen: '200', reason: '通融给付' },
    command: { type: 'ProposeConcession', kind: 'ex-gratia', payFen: 200, reasonTextId: expect.any(String) },
  },
  { door: approval, body: { action: 'approve' }, command: { type: 'ApproveProposal' } },
  {
    door: approval,
    body: { action: 'return', question: '为什么？' },
    command: { type: 'ReturnProposal', questionTextId: expect.any(String) },
  },
  {
    door: approval,
    body: { action: 'return', question: '为什么？', on: { kind: 'compensation', n: 1 } },
    command: { type: 'ReturnProposal', questionTextId: expect.any(String), on: { kind: 'compensation', n: 1 } },
  },
  {
    door: approval,
    body: { action: 'vote', vote: 'against', reason: '证据不足' },
    command: { type: 'VoteProposal', vote: 'against', reasonTextId: expect.any(String) },
  },
  { door: approval, body: { action: 'vote', vote: 'for' }, command: { type: 'VoteProposal', vote: 'for' } },
  {
    door: settling.settlement,
    body: { action: 'agree', identityChecked: true },
    command: { type: 'AgreeOffer', identityChecked: true },
  },
  {
    door: settling.settlement,
    body: { action: 'agree', identityChecked: true, agreedAt: '2026-11-22T10:00:00+08:00' },
    command: { type: 'AgreeOffer', identityChecked: true, ageMs: 2 * HOUR },
  },
  { door: settling.payments, body: { action: 'submit' }, command: { type: 'SubmitPayments' } },
  {
    door: settling.paymentCheck,
    n: 2,
    body: { verdict: 'return', reason: '户名不符' },
    command: { type: 'CheckPayment', n: 2, verdict: 'return', reasonTextId: expect.any(String) },
  },
  { door: feedback, body: { action: 'give', score: 9 }, command: { type: 'GiveFeedback', score: 9 } },
  {
    door: feedback,
    body: { action: 'answer', answer: '已致歉' },
    command: { type: 'AnswerFeedback', textId: expect.any(String) },
  },
  { door: assignment, body: { how: 'take' }, command: { type: 'AssignClaim', how: 'take' } },
  {
    door: assignment,
    body: { how: 'give', toPersonId: 'per_2', toRole: 'assessor' },
    command: { type: 'AssignClaim', how: 'give', toPersonId: 'per_2', toRole: 'assessor' },
  },
  { door: interest, body: {}, command: { type: 'DeclareInterest' } },
  { door: interest, body: { personId: 'per_2' }, command: { type: 'DeclareInterest', personId: 'per_2' } },
  { door: acknowledgement, n: 3, body: {}, command: { type: 'AcknowledgeEscalation', n: 3 } },
  { door: acknowledgement, n: 3, body: { as: 'compliance' }, command: { type: 'AcknowledgeEscalation', n: 3 } },
  ...diagnosisMeanings,
  ...holdMeanings,
  ...payeeMeanings,
  ...amountMeanings,
  ...emergencyMeanings,
]

test.each(meanings)('$door.path means $command.type', ({ door, body, command, n = 0 }) => {
  expect(commandOf(door, body, n)).toEqual(command)
})

/** In dispute-doors.unit.test.ts. */
const disputesTested = Object.values(disputes).flatMap((door) => (typeof door === 'object' ? [{ door }] : []))

test('every door has a test of what it means', () => {
  const tested = new Set([...meanings, ...disputesTested].map(({ door }) => door.path))
  for (const { path } of Object.values(advance)) tested.add(path)
  expect(allDoors.map(({ path }) => path).filter((path) => !tested.has(path))).toEqual(['/payees'])
})

test('no word and no name of a body is in its command', () => {
  const words = [
    '请补充',
    '酒后驾驶',
    '不再索赔',
    '新鉴定',
    '进水',
    '属实',
    '多方责任',
    '为什么',
    '证据不足',
    '已致歉',
    '同名不同人',
    '迟迟未到账',
    '正在办理',
    '通融',
    '张三',
    'a.pdf',
    'P-MED-CANARY',
    '发票连号',
    '票据真实',
    '并未发生',
    '笔录何在',
    '二次手术',
    '9012345678',
    '990000201507010019',
    '990000198907010019',
    '345678"',
    '灾区边界',
    '与暴雨无关',
    '低保家庭',
    '客户在安置点',
  ]
  const commands = [...meanings, { door: settling.payees, body: { payees: [payee] } }].map(({ door, body }) =>
    JSON.stringify(commandOf(door, body, 1)),
  )
  expect(words.filter((word) => commands.some((command) => command.includes(word)))).toEqual([])
})

function commandOf({ body: schema, commandOf: mean }: CommandDoor, body: object, n = 0): ClaimCommand {
  const aside = settingAside({ commandId: 'a'.repeat(64), bodyHash: 'b'.repeat(64) }, () => 'pty_policy')
  return mean(schema.parse(body), { aside, now, n })
}
