import { expect, test } from 'vitest'

import type { ClaimCommand } from '../../domain/claim/commands.ts'
import { settingAside } from './set-aside.ts'
import { payees } from './settlement-doors.ts'

const account = { number: '6222 0200 0000 0001', holderName: '张 三', bankCode: '102290000000' }
const payee = { name: '张三', account, share: '100.00' }

test('who takes the money, by what right and for whom is in the command, and the numbers of nobody', () => {
  const identityNumber = '990000198907010019'
  const receiver = { as: 'guardian', evidence: ['doc-1'], identityNumber, identityDocumentId: 'doc-2' }
  const rights = { as: 'beneficiary', through: 'psn-1', minor: true, evidence: ['doc-3'], identityDocumentId: 'doc-4' }
  const beneficiaries = [{ beneficiaryId: 'psn-1', order: 1, share: '100.00', fate: 'alive' }]
  const body = { payees: [{ ...payee, ...rights, receiver, upToFen: '5' }], beneficiaries }
  const command = commandOf(body)
  expect(command).toMatchObject({
    payees: [{ ...rights, upToFen: 5, receiver: { as: 'guardian', evidence: ['doc-1'], identityDocumentId: 'doc-2' } }],
    beneficiaries: [{ beneficiaryId: 'psn-1', order: 1, share: 10_000, fate: 'alive' }],
  })
  expect(JSON.stringify(command)).not.toContain(identityNumber)
})

test.each([
  { holderName: '张 三', own: true },
  { holderName: '张三丰', own: false },
])('an account in the name of $holderName is the payee’s own: $own', ({ holderName, own }) => {
  const command = commandOf({ payees: [{ ...payee, account: { ...account, holderName } }] })
  expect(command).toMatchObject({ payees: [{ share: 10_000, accountHolderIsPayee: own }] })
})

test('the rounding goes to the payee whose place in the list it names', () => {
  const other = { ...payee, account: { ...account, number: '6222020000000002' } }
  const body = {
    payees: [
      { ...payee, share: '33.34' },
      { ...other, share: '66.66' },
    ],
    roundingTo: 1,
  }
  const command = commandOf(body)
  if (command.type !== 'FreezePayees') throw new Error('another command')
  expect(command.payees.map(({ share }) => share)).toEqual([3_334, 6_666])
  expect(command.roundingTo).toBe(command.payees[1]?.payeeId)
})

test('who had money before is the payee at that place in the list, or none of them', () => {
  const had = [
    { what: 'advance', n: 1, payee: 0 },
    { what: 'overpaid', n: 2 },
  ]
  const command = commandOf({ payees: [{ ...payee, share: '100' }], had })
  if (command.type !== 'FreezePayees') throw new Error('another command')
  expect(command.had).toEqual([
    { what: 'advance', n: 1, payeeId: command.payees[0]?.payeeId },
    { what: 'overpaid', n: 2 },
  ])
})

function commandOf(body: object): ClaimCommand {
  const aside = settingAside({ commandId: 'a'.repeat(64), bodyHash: 'b'.repeat(64) }, () => 'pty_policy')
  return payees.commandOf(payees.body.parse(body), { aside, now: 0, n: 0 })
}
