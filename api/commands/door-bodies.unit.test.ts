import { validatorCompiler } from 'fastify-type-provider-zod'
import { expect, test } from 'vitest'

import type { SchemaFault } from '../field-faults.ts'
import { fieldFaults } from '../field-faults.ts'
import { allDoors } from './all-doors.ts'
import * as advance from './advance-doors.ts'
import { assignment } from './assignment-doors.ts'
import type { CommandDoor } from './command-door.ts'
import { approval } from './decision-doors.ts'
import * as emergency from './emergency-doors.ts'
import { feedback } from './feedback-doors.ts'
import * as frontDesk from './front-desk-doors.ts'
import * as middle from './middle-doors.ts'
import * as settling from './settlement-doors.ts'

const sha256 = 'c'.repeat(64)
const document = { documentId: 'doc-1', kind: 'photos', sha256, sizeBytes: 9, location: 'oss://1', fileName: 'a.pdf' }
const account = { number: '6222020000000001', holderName: '张三', bankCode: '102290000000' }
const payee = { name: '张三', account, share: '100.00' }
const request = {
  why: 'big-loss',
  amountFen: '500',
  evidence: ['doc-1'],
  payee: { name: '张三', account },
}
const refusal = { ground: 'exclusion', clause: '第八条(3)', evidence: ['doc-1'], reason: '酒后驾驶' }

test.each([
  { door: frontDesk.filing, body: { documents: 'none' }, pointer: '#/documents' },
  { door: frontDesk.filing, body: { documents: [], claimedFen: 12.5 }, pointer: '#/claimedFen' },
  { door: frontDesk.filing, body: { documents: [], claimedFen: '-1' }, pointer: '#/claimedFen' },
  { door: frontDesk.filing, body: { documents: [], claimedFen: '0.5' }, pointer: '#/claimedFen' },
  { door: frontDesk.filing, body: { documents: [], approvedFen: '1' }, pointer: '#/approvedFen' },
  { door: frontDesk.documents, body: { documents: [] }, pointer: '#/documents' },
  {
    door: frontDesk.documents,
    body: { documents: [{ ...document, sizeBytes: '9' }] },
    pointer: '#/documents/0/sizeBytes',
  },
  { door: frontDesk.acceptance, body: { action: 'approve' }, pointer: '#/action' },
  { door: frontDesk.acceptance, body: { action: 'accept', by: 'me' }, pointer: '#/by' },
  {
    door: frontDesk.acceptance,
    body: { action: 'propose-denial', ...refusal, clause: '张三酒后' },
    pointer: '#/clause',
  },
  {
    door: frontDesk.documentRequest,
    body: { items: [{ kind: 'photos', reason: ' ', decidableWithout: true }] },
    pointer: '#/items/0/reason',
  },
  { door: frontDesk.duplicateCheck, body: { outcome: 'suspect' }, pointer: '#/otherClaimId' },
  { door: frontDesk.withdrawal, body: { identityChecked: 'yes', reason: 'x' }, pointer: '#/identityChecked' },
  { door: frontDesk.cancellation, body: { because: 'duplicate' }, pointer: '#/because' },
  { door: frontDesk.relinking, body: { policyNo: ' ', because: 'renumbered' }, pointer: '#/policyNo' },
  { door: frontDesk.relinking, body: { policyNo: 'P-1', because: 'whim' }, pointer: '#/because' },
  { door: frontDesk.reopening, body: { reason: 'new-evidence', note: 'x', to: 'paid' }, pointer: '#/to' },
  { door: frontDesk.delivery, body: { reference: 'r', deliveredAt: '2026-11-22' }, pointer: '#/deliveredAt' },
  { door: middle.triage, body: { lane: 'fast' }, pointer: '#/lane' },
  { door: emergency.emergency, body: { action: 'join', reason: 'x' }, pointer: '#/eventId' },
  { door: emergency.greenChannel, body: { because: [], reason: 'x' }, pointer: '#/because' },
  { door: emergency.greenChannel, body: { because: ['rich'], reason: 'x' }, pointer: '#/because/0' },
  { door: emergency.firstContact, body: { how: 'sms' }, pointer: '#/how' },
  { door: middle.surveyReport, body: { evidence: ['rumour'] }, pointer: '#/evidence/0' },
  { door: middle.review, body: { action: 'record', parts: [] }, pointer: '#/parts' },
  {
    door: middle.review,
    body: { action: 'record', diagnosis: { disease: 'a cold', documentId: 'doc-9', isFirst: true } },
    pointer: '#/diagnosis/disease',
  },
  {
    door: middle.assessment,
    body: { items: [{ itemId: 'i', claimedFen: 500, notCoveredFen: '0' }] },
    pointer: '#/items/0/claimedFen',
  },
  { door: approval, body: { action: 'return' }, pointer: '#/question' },
  { door: settling.payees, body: { payees: [{ ...payee, share: '33.333' }] }, pointer: '#/payees/0/share' },
  { door: settling.payees, body: { payees: [{ ...payee, share: '100.01' }] }, pointer: '#/payees/0/share' },
  { door: settling.payees, body: { payees: [payee, payee] }, pointer: '#/payees' },
  {
    door: settling.payees,
    body: { payees: [payee], had: [{ what: 'gift', n: 1 }] },
    pointer: '#/had/0/what',
  },
  { door: settling.paymentCheck, body: { verdict: 'maybe' }, pointer: '#/verdict' },
  { door: advance.prepayment, body: { action: 'request', ...request, amountFen: 5 }, pointer: '#/amountFen' },
  { door: advance.prepayment, body: { action: 'request', ...request, why: 'whim' }, pointer: '#/why' },
  { door: advance.prepayment, body: { action: 'nothing-provable', reason: ' ' }, pointer: '#/reason' },
  { door: advance.prepaymentApproval, body: { verdict: 'maybe' }, pointer: '#/verdict' },
  { door: advance.recovery, body: { cause: 'whim', amountFen: '5', reason: 'x' }, pointer: '#/cause' },
  { door: advance.recoveryReceipt, body: { amountFen: '-5', reference: 'IN-1' }, pointer: '#/amountFen' },
  { door: advance.recoveryWriteOff, body: {}, pointer: '#/reason' },
  { door: settling.contactTry, body: { outcome: 'moved' }, pointer: '#/outcome' },
  { door: feedback, body: { action: 'give', score: 11 }, pointer: '#/score' },
  { door: assignment, body: { how: 'give', toPersonId: '张三' }, pointer: '#/toPersonId' },
  { door: assignment, body: { how: 'give', toPersonId: 'per_2', toRole: 'claimant' }, pointer: '#/toRole' },
  {
    door: middle.assessment,
    body: { items: [{ itemId: 'i', claimedFen: '5', notCoveredFen: '5', ground: 'not-covered', clause: '张三酒后' }] },
    pointer: '#/items/0/clause',
  },
])('$door.path names $pointer as the field at fault', ({ door, body, pointer }) => {
  expect([...new Set(faultsOf(door, body).map((fault) => fault.pointer))]).toEqual([pointer])
})

test.each(allDoors)('the examples of $path in the documentation pass its own schema', ({ body }) => {
  const { examples = [] } = body.meta() ?? {}
  expect(examples).not.toEqual([])
  for (const example of examples as readonly unknown[]) expect(() => body.parse(example)).not.toThrow()
})

function faultsOf({ body: schema }: CommandDoor, body: object) {
  const compiled = validatorCompiler({ schema, method: 'POST', url: '/', httpPart: 'body' })
  const { error = [] } = compiled(body) as unknown as { readonly error?: readonly SchemaFault[] }
  return fieldFaults('body', error, body)
}
