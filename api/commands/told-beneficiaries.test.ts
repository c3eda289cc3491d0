import { afterAll, beforeAll, expect, test } from 'vitest'

import type { BeneficiaryNames, ComparedName } from '../../activities/gateways/policy-gateway.ts'
import { openDatabase } from '../../db/connect.ts'
import type { Database } from '../../db/database.ts'
import { recordEvents } from '../../db/recording.ts'
import { fold } from '../../domain/claim/evolve.ts'
import type { NamedPayee } from '../../domain/claim/payee-commands.ts'
import { summarise } from '../../domain/claim/summary.ts'
import { system } from '../../domain/claim/unfold.ts'
import type { TestDatabase } from '../../test/database.ts'
import { createTestDatabase } from '../../test/database.ts'
import { requestAdvance } from '../../test/example-advances.ts'
import { plainPolicy } from '../../test/example-claims.ts'
import { freeze } from '../../test/payee-claims.ts'
import { takeIn, testVault } from '../../test/take-in.ts'
import { withBeneficiaries } from './told-beneficiaries.ts'

let testDatabase: TestDatabase
let api: Database
let claimId: string
beforeAll(async () => {
  testDatabase = await createTestDatabase()
  api = openDatabase(testDatabase.apiUrl, { max: 5, applicationName: 'beneficiaries-api' })
  claimId = await lifeClaim()
})
afterAll(async () => {
  await api.close()
  await testDatabase.drop()
})

const wife: NamedPayee = {
  payeeId: 'pty_a',
  share: 10_000,
  accountHolderIsPayee: true,
  as: 'beneficiary',
  through: 'psn-wife',
}
const named = [{ partyId: 'pty_a', kind: 'payee' as const, details: { name: '周示例' } }]

async function told(payee: NamedPayee, beneficiaryNames: BeneficiaryNames) {
  const command = await withBeneficiaries(
    { db: api, vault: testVault, beneficiaryNames },
    claimId,
    freeze([payee]),
    named,
  )
  return command.type === 'FreezePayees' ? command.payees[0] : undefined
}

const saying = (word: ComparedName, asked: unknown[] = []): BeneficiaryNames => ({
  compare: async (ask) => (asked.push(ask), new Map(ask.named.map(({ payeeRef }) => [payeeRef, word]))),
})

test('the policy system is asked about the name under the number of the policy, on the day of the loss', async () => {
  const asked: unknown[] = []
  expect(await told(wife, saying('same', asked))).toEqual({ ...wife, isNamedThere: true })
  const on = expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string
  expect(asked).toEqual([{ policyNo: 'P-LIFE-7', on, named: [{ payeeRef: 'psn-wife', name: '周示例' }] }])
})

test('another name is told, and of what nobody keeps nothing', async () => {
  expect(await told(wife, saying('other'))).toEqual({ ...wife, isNamedThere: false })
  expect(await told(wife, saying('not-kept'))).toEqual(wife)
  expect(JSON.stringify(await told(wife, saying('other')))).not.toContain('示例')
})

test('of an advance it is told as well', async () => {
  const { share: _share, ...payee } = wife
  const asked = requestAdvance(1_000, { payee })
  const names = { db: api, vault: testVault, beneficiaryNames: saying('other') }
  expect(await withBeneficiaries(names, claimId, asked, named)).toMatchObject({ payee: { isNamedThere: false } })
})

test('nobody is asked about an heir, or about whom the policy does not name', async () => {
  const nobody: BeneficiaryNames = { compare: () => Promise.reject(new Error('nobody asks')) }
  const heir: NamedPayee = { ...wife, as: 'heir', through: 'estate' }
  expect(await told(heir, nobody)).toEqual(heir)
  const stranger: NamedPayee = { ...wife, through: 'psn-of-a-paper' }
  expect(await told(stranger, nobody)).toEqual(stranger)
})

test('while the policy system is away nobody is named unasked', async () => {
  const away: BeneficiaryNames = { compare: () => Promise.reject(new Error('down')) }
  await expect(told(wife, away)).rejects.toMatchObject({ code: 'POLICY_SYSTEM_AWAY' })
})

/** A claim under a life policy that names the wife. */
async function lifeClaim(): Promise<string> {
  const input = await takeIn(api, { policyNo: 'P-LIFE-7' })
  const { events, calendar, policy } = input
  const before = fold(null, events)
  const terms = { ...plainPolicy, line: 'life', beneficiaries: [{ beneficiaryId: 'psn-wife' }] } as const
  const event = { type: 'PolicyLookedUp', policy: terms, at: before.lastAt, by: system } as const
  const after = fold(before, [event])
  const summary = summarise(after, { now: after.lastAt, calendar, policy })
  const recording = { claimId: input.claimId, from: events.length, events: [event], summary, clocks: after.clocks }
  await recordEvents(api, { ...recording, answers: [] })
  return input.claimId
}
