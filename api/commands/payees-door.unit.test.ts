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

function commandOf(body: object): ClaimCommand {
  const aside = settingAside({ commandId: 'a'.repeat(64), bodyHash: 'b'.repeat(64) }, () => 'pty_policy')
  return payees.commandOf(payees.body.parse(body), { aside, now: 0, n: 0 })
}
