import { expect } from 'vitest'

import type { CommandDoor } from '../api/commands/command-door.ts'
import * as payeeDoors from '../api/commands/payee-doors.ts'
import * as settling from '../api/commands/settlement-doors.ts'
import { HOUR } from '../domain/time.ts'

const account = { number: '6222 0200 0000 0001', holderName: '张 三', bankCode: '102290000000' }

interface Meaning {
  readonly door: CommandDoor
  readonly body: object
  readonly command: object
  readonly n?: number
}

/** What the bodies of the doors to payees and to payments in trouble mean, read at 12:00 on 2026-11-22. */
export const payeeMeanings: readonly Meaning[] = [
  {
    door: settling.newAccount,
    n: 3,
    body: { name: '张三', account, identityChecked: true },
    command: {
      type: 'NameNewAccount',
      n: 3,
      accountId: expect.stringMatching(/^pty_/),
      accountHolderIsPayee: true,
      identityChecked: true,
    },
  },
  {
    door: settling.newAccount,
    n: 3,
    body: {
      name: '张小示',
      identityNumber: '990000201507010019',
      account,
      identityChecked: true,
      receiver: { as: 'guardian', evidence: ['doc-1'], identityNumber: '990000198907010019' },
    },
    command: {
      type: 'NameNewAccount',
      n: 3,
      accountId: expect.stringMatching(/^pty_/),
      accountHolderIsPayee: false,
      identityChecked: true,
      receiver: { as: 'guardian', evidence: ['doc-1'] },
    },
  },
  {
    door: settling.contactTry,
    n: 3,
    body: { outcome: 'unreachable', note: '电话无人接听' },
    command: { type: 'RecordContactTry', n: 3, outcome: 'unreachable', textId: expect.any(String) },
  },
  {
    door: settling.compensation,
    n: 1,
    body: { action: 'approve' },
    command: { type: 'ApproveCompensation', n: 1 },
  },
  {
    door: payeeDoors.thaw,
    body: { reason: 'claimant-died', documents: ['doc-1'] },
    command: { type: 'UnfreezePayees', reason: 'claimant-died', documents: ['doc-1'] },
  },
  {
    door: payeeDoors.thaw,
    body: { reason: 'claim-assigned', documents: ['doc-1'], payeeIds: ['pty_1'] },
    command: { type: 'UnfreezePayees', reason: 'claim-assigned', documents: ['doc-1'], payeeIds: ['pty_1'] },
  },
  {
    door: payeeDoors.screening,
    n: 2,
    body: { verdict: 'release', reason: '同名不同人' },
    command: { type: 'DecideScreening', n: 2, verdict: 'release', reasonTextId: expect.any(String) },
  },
  {
    door: payeeDoors.objection,
    body: { action: 'record', text: '迟迟未到账', receivedAt: '2026-11-22T11:00:00+08:00' },
    command: { type: 'RecordObjection', textId: expect.any(String), ageMs: HOUR },
  },
  {
    door: payeeDoors.objection,
    body: { action: 'answer', answer: '正在办理' },
    command: { type: 'AnswerObjection', textId: expect.any(String) },
  },
  {
    door: payeeDoors.rescueNotice,
    body: { documentId: 'doc-1', costFen: '1800000' },
    command: { type: 'NoteRescue', documentId: 'doc-1', costFen: 1_800_000, ageMs: 0 },
  },
]
