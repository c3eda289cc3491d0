import { validatorCompiler } from 'fastify-type-provider-zod'
import { expect, test } from 'vitest'

import type { SchemaFault } from '../field-faults.ts'
import { fieldFaults } from '../field-faults.ts'
import type { CommandDoor } from './command-door.ts'
import * as doors from './dispute-doors.ts'
import { settingAside } from './set-aside.ts'
import { settlement } from './settlement-doors.ts'

const text = expect.any(String) as string
const finding = { type: 'EvaluateDispute', findingTextId: text }

const meanings: readonly { door: CommandDoor; body: object; command: object }[] = [
  {
    door: settlement,
    body: { action: 'disagree', identityChecked: true, reason: '护理费未计入', claimedFen: '320000' },
    command: { type: 'DisagreeOffer', identityChecked: true, reasonTextId: text, claimedFen: 320_000 },
  },
  {
    door: doors.dispute,
    body: { identityChecked: true, reason: '护理费未计入' },
    command: { type: 'RaiseDispute', identityChecked: true, reasonTextId: text },
  },
  {
    door: doors.investigation,
    body: { answer: '正在核查护理费' },
    command: { type: 'InvestigateDispute', answerTextId: text },
  },
  {
    door: doors.appraisal,
    body: { action: 'appoint', appointedBy: 'both', assessorId: 'assessor-1' },
    command: { type: 'AppointAssessor', appointedBy: 'both', assessorId: 'assessor-1' },
  },
  {
    door: doors.appraisal,
    body: { action: 'report', findings: '护理费合理', assessedFen: '410000' },
    command: { type: 'RecordAppraisal', textId: text, assessedFen: 410_000 },
  },
  {
    door: doors.evaluation,
    body: { outcome: 'change', findings: '护理费应计' },
    command: { ...finding, outcome: 'change' },
  },
  {
    door: doors.evaluation,
    body: { outcome: 'compromise', payFen: '50000', findings: '护理费各半' },
    command: { ...finding, outcome: 'compromise', payFen: 50_000 },
  },
  { door: doors.resolution, body: { verdict: 'approve' }, command: { type: 'DecideDispute', verdict: 'approve' } },
  {
    door: doors.resolution,
    body: { verdict: 'return', question: '护理费依据？' },
    command: { type: 'DecideDispute', verdict: 'return', questionTextId: text },
  },
  {
    door: doors.mediation,
    body: { action: 'start', bothAgreed: true, mediatorId: 'mediator-1' },
    command: { type: 'StartMediation', mediatorId: 'mediator-1' },
  },
  {
    door: doors.mediation,
    body: { action: 'agree', payFen: '60000', agreement: '调解书：护理费' },
    command: { type: 'EndMediation', outcome: 'agreed', payFen: 60_000, textId: text },
  },
  {
    door: doors.mediation,
    body: { action: 'fail', note: '护理费差距过大' },
    command: { type: 'EndMediation', outcome: 'failed', textId: text },
  },
  {
    door: doors.adjudication,
    body: { outcome: 'uphold', ruling: '护理费不予支持' },
    command: { type: 'AdjudicateDispute', outcome: 'uphold', rulingTextId: text },
  },
  {
    door: doors.litigation,
    body: { action: 'file', forum: 'court', caseNumber: '(2026)沪0115民初1号' },
    command: { type: 'FileLitigation', forum: 'court', caseTextId: text },
  },
  {
    door: doors.litigation,
    body: { action: 'date', on: '2026-12-15', what: 'hearing' },
    command: { type: 'RecordCourtDate', on: '2026-12-15', what: 'hearing' },
  },
  {
    door: doors.litigation,
    body: { action: 'judgment', payFen: '0', ruling: '驳回护理费请求' },
    command: { type: 'RecordJudgment', payFen: 0, rulingTextId: text },
  },
  {
    door: doors.litigation,
    body: { action: 'judgment', payFen: '80000', payBy: '2027-01-10', ruling: '支付护理费' },
    command: { type: 'RecordJudgment', payFen: 80_000, payBy: '2027-01-10', rulingTextId: text },
  },
]

test.each(meanings)('$door.path means $command.type, and none of its words is in the command', (meaning) => {
  const { door, body, command } = meaning
  const aside = settingAside({ commandId: 'a'.repeat(64), bodyHash: 'b'.repeat(64) }, () => 'pty_policy')
  const meant = door.commandOf(door.body.parse(body), { aside, now: 0, n: 0 })
  expect(meant).toEqual(command)
  expect(JSON.stringify(meant)).not.toMatch(/\p{Script=Han}/u)
})

test.each([
  { door: doors.dispute, body: { identityChecked: true }, pointer: '#/reason' },
  { door: doors.dispute, body: { identityChecked: true, reason: 'x', claimedFen: '-1' }, pointer: '#/claimedFen' },
  { door: doors.evaluation, body: { outcome: 'compromise', findings: 'x' }, pointer: '#/payFen' },
  { door: doors.evaluation, body: { outcome: 'uphold', findings: 'x', payFen: '1' }, pointer: '#/payFen' },
  {
    door: doors.mediation,
    body: { action: 'start', bothAgreed: false, mediatorId: 'mediator-1' },
    pointer: '#/bothAgreed',
  },
  { door: doors.resolution, body: { verdict: 'return' }, pointer: '#/question' },
  { door: doors.litigation, body: { action: 'date', on: '2026-02-30', what: 'hearing' }, pointer: '#/on' },
  { door: doors.litigation, body: { action: 'judgment', payFen: '1', payBy: 'soon', ruling: 'x' }, pointer: '#/payBy' },
])('$door.path names $pointer as the field at fault', ({ door, body, pointer }) => {
  const compiled = validatorCompiler({ schema: door.body, method: 'POST', url: '/', httpPart: 'body' })
  const { error = [] } = compiled(body) as unknown as { readonly error?: readonly SchemaFault[] }
  expect([...new Set(fieldFaults('body', error, body).map((fault) => fault.pointer))]).toEqual([pointer])
})

test('every door of a dispute has a test of what it means', () => {
  const tested = new Set(meanings.map(({ door }) => door.path))
  const paths = Object.values(doors).flatMap((door) => (typeof door === 'object' ? [door.path] : []))
  expect(paths.filter((path) => !tested.has(path))).toEqual([])
})
