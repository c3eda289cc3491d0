import { expect, test } from 'vitest'

import * as advance from './advance-doors.ts'
import type { CommandDoor } from './command-door.ts'
import { settingAside } from './set-aside.ts'

const account = { number: '6222 0200 0000 0001', holderName: '张 三', bankCode: '102290000000' }
const receiver = { name: '张三', account }

const meanings: readonly { door: CommandDoor; body: object; command: object; n?: number }[] = [
  {
    door: advance.prepayment,
    body: {
      action: 'request',
      why: 'unfinished-treatment',
      amountFen: '800000',
      evidence: ['doc-1'],
      payee: receiver,
      text: '仍在住院',
    },
    command: {
      type: 'RequestPrepayment',
      why: 'unfinished-treatment',
      amountFen: 800_000,
      evidence: ['doc-1'],
      payee: { payeeId: expect.any(String), accountHolderIsPayee: true },
      textId: expect.any(String),
    },
  },
  {
    door: advance.prepayment,
    body: { action: 'nothing-provable', reason: '无票据' },
    command: { type: 'AnswerAdvance', answer: 'nothing-provable', reasonTextId: expect.any(String) },
  },
  {
    door: advance.prepayment,
    body: { action: 'start-refusal', reason: '不属于保险责任' },
    command: { type: 'AnswerAdvance', answer: 'refuse', reasonTextId: expect.any(String) },
  },
  {
    door: advance.prepaymentApproval,
    n: 2,
    body: { verdict: 'approve', amountFen: '700000' },
    command: { type: 'DecidePrepayment', n: 2, verdict: 'approve', amountFen: 700_000 },
  },
  {
    door: advance.prepaymentApproval,
    n: 2,
    body: { verdict: 'return', reason: '票据与病历不符' },
    command: { type: 'DecidePrepayment', n: 2, verdict: 'return', reasonTextId: expect.any(String) },
  },
  {
    door: advance.recovery,
    body: {
      cause: 'subrogation',
      amountFen: '5',
      against: { relation: 'other', intentional: false },
      evidence: ['doc-1'],
      reason: '对方全责',
    },
    command: {
      type: 'OpenRecovery',
      cause: 'subrogation',
      amountFen: 5,
      against: { relation: 'other', intentional: false },
      evidence: ['doc-1'],
      reasonTextId: expect.any(String),
    },
  },
  {
    door: advance.recoveryReceipt,
    n: 1,
    body: { amountFen: '5', reference: 'IN-1' },
    command: { type: 'RecordRecoveryReceipt', n: 1, amountFen: 5, reference: 'IN-1' },
  },
  {
    door: advance.recoveryWriteOff,
    n: 1,
    body: { reason: '下落不明' },
    command: { type: 'WriteOffRecovery', n: 1, reasonTextId: expect.any(String) },
  },
]

test.each(meanings)('$door.path means $command.type', ({ door, body, command, n = 0 }) => {
  expect(commandOf(door, body, n)).toEqual(command)
})

test('every door of advances has a test of what it means', () => {
  expect(new Set(meanings.map(({ door }) => door))).toEqual(new Set(Object.values(advance)))
})

test('no word and no name of a body is in its command', () => {
  const words = ['仍在住院', '无票据', '不属于保险责任', '票据与病历不符', '对方全责', '下落不明', '张三', '6222']
  const commands = meanings.map(({ door, body }) => JSON.stringify(commandOf(door, body)))
  expect(words.filter((word) => commands.some((command) => command.includes(word)))).toEqual([])
})

function commandOf({ body: schema, commandOf: mean }: CommandDoor, body: object, n = 0): object {
  const aside = settingAside({ commandId: 'a'.repeat(64), bodyHash: 'b'.repeat(64) }, () => 'pty_policy')
  return mean(schema.parse(body), { aside, now: 0, n })
}
