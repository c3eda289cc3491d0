import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { openDatabase } from '../../db/connect.ts'
import type { Database } from '../../db/database.ts'
import type { PartyDetails } from '../../db/parties.ts'
import { storeParties } from '../../db/parties.ts'
import { recordEvents } from '../../db/recording.ts'
import { person } from '../../test/claim-people.ts'
import type { TestDatabase } from '../../test/database.ts'
import { createTestDatabase } from '../../test/database.ts'
import { requestAdvance } from '../../test/example-advances.ts'
import { freeze, payee } from '../../test/payee-claims.ts'
import { takeIn, testVault } from '../../test/take-in.ts'
import type { ClaimFact } from '../../domain/claim/events.ts'
import { fold } from '../../domain/claim/evolve.ts'
import { summarise } from '../../domain/claim/summary.ts'
import { withNames } from './told-names.ts'

let testDatabase: TestDatabase
let api: Database
let worker: Database
beforeAll(async () => {
  testDatabase = await createTestDatabase()
  api = openDatabase(testDatabase.apiUrl, { max: 5, applicationName: 'names-api' })
  worker = openDatabase(testDatabase.workerUrl, { max: 5, applicationName: 'names-worker' })
})
afterAll(async () => {
  await Promise.all([api.close(), worker.close()])
  await testDatabase.drop()
})

const accountOf = (holderName: string, number: string) => ({ number, holderName, bankCode: '102290000000' })
const claimant = { partyId: 'pty_c', kind: 'claimant', personId: 'per_claimant', details: { name: '周示例' } } as const
const insured = { partyId: 'pty_i', kind: 'insured', personId: 'per_insured', details: { name: '吴示例' } } as const

/** A party of the request itself: sealed with it, and not stored yet. */
const named = (partyId: string, details: PartyDetails) => ({
  actor: person('payment-clerk'),
  day: '2026-03-02',
  named: [{ partyId, kind: 'payee' as const, details }],
})

const plain = freeze([{ payeeId: 'pty_a', share: 10_000, accountHolderIsPayee: true }])

async function payeesTold(claimId: string, details: PartyDetails) {
  const told = await withNames({ db: api, vault: testVault }, claimId, plain, named('pty_a', details))
  return told.type === 'FreezePayees' ? told.payees[0] : undefined
}

describe('whose name it is', () => {
  test('the insured’s and the claimant’s are known from what is sealed, in whatever width they are written', async () => {
    const { claimId } = await takeIn(api, { parties: [claimant, insured] })
    expect(await payeesTold(claimId, { name: '吴 示例' })).toMatchObject({ namedOnFile: 'insured' })
    expect(await payeesTold(claimId, { name: '周示例' })).toMatchObject({ namedOnFile: 'claimant' })
    expect(await payeesTold(claimId, { name: '郑示例' })).not.toHaveProperty('namedOnFile')
  })

  test('where the insured asks himself the claimant’s name is his', async () => {
    const { claimId } = await takeIn(api, { parties: [claimant] })
    expect(await payeesTold(claimId, { name: '周示例' })).toMatchObject({ namedOnFile: 'insured' })
  })

  test('of an advance it is told as well', async () => {
    const { claimId } = await takeIn(api, { parties: [claimant] })
    const asked = requestAdvance(1_000, { payee: { payeeId: 'pty_a', accountHolderIsPayee: true } })
    const told = (name: string) => withNames({ db: api, vault: testVault }, claimId, asked, named('pty_a', { name }))
    expect(await told('周示例')).toMatchObject({ payee: { payeeId: 'pty_a', namedOnFile: 'insured' } })
    expect(await told('郑示例')).toEqual(asked)
  })
})

describe('whether he is a minor', () => {
  const child = '310101201503021234'
  const grown = '31010119880229123X'

  test('is read in the number that is named with him, whatever the claimant of his name is', async () => {
    const { claimId } = await takeIn(api, {
      parties: [{ ...claimant, details: { name: '周示例', identityNumber: grown } }],
    })
    expect(await payeesTold(claimId, { name: '周示例', identityNumber: child })).toMatchObject({ ageOnFile: 'minor' })
    expect(await payeesTold(claimId, { name: '郑示例', identityNumber: grown })).toMatchObject({ ageOnFile: 'adult' })
  })

  test('is read in the sealed number of the insured or the claimant whose name he has', async () => {
    const { claimId } = await takeIn(api, {
      parties: [claimant, { ...insured, details: { name: '吴示例', identityNumber: child } }],
    })
    expect(await payeesTold(claimId, { name: '吴示例' })).toMatchObject({ ageOnFile: 'minor' })
    expect(await payeesTold(claimId, { name: '周示例' })).not.toHaveProperty('ageOnFile')
    const asked = requestAdvance(1_000, { payee: { payeeId: 'pty_a', accountHolderIsPayee: true } })
    const told = await withNames({ db: api, vault: testVault }, claimId, asked, named('pty_a', { name: '吴示例' }))
    expect(told).toMatchObject({ payee: { ageOnFile: 'minor' } })
  })

  test('is not known of a passport, nor where namesakes differ', async () => {
    const { claimId } = await takeIn(api, {
      parties: [
        { ...claimant, details: { name: '吴示例', identityNumber: grown } },
        { ...insured, details: { name: '吴示例', identityNumber: child } },
      ],
    })
    expect(await payeesTold(claimId, { name: '吴示例' })).not.toHaveProperty('ageOnFile')
    expect(await payeesTold(claimId, { name: '吴示例', identityNumber: 'G12345678' })).not.toHaveProperty('ageOnFile')
  })
})

test('who had an advance is known by his name with his account or identity number, and not by a name many share', async () => {
  const claimId = await advancedTo({
    name: '吴示例',
    identityNumber: '990001',
    account: accountOf('吴示例', '6222-01'),
  })
  const same = { sameAs: ['pty_had'] }
  expect(await payeesTold(claimId, { name: '吴示例', account: accountOf('吴示例', '622201') })).toMatchObject(same)
  expect(await payeesTold(claimId, { name: '吴示例', identityNumber: '990001' })).toMatchObject(same)
  const others = [
    { name: '吴示例', account: accountOf('吴示例', '622202') },
    { name: '郑示例', account: accountOf('郑示例', '622201') },
  ]
  for (const other of others) expect(await payeesTold(claimId, other)).not.toHaveProperty('sameAs')
})

test('what is told are words about names: no name is in a command', async () => {
  const claimId = await advancedTo({ name: '吴示例', account: accountOf('吴示例', '622201') })
  const told = await payeesTold(claimId, { name: '吴示例', account: accountOf('吴示例', '622201') })
  expect(JSON.stringify(told)).not.toMatch(/吴示例|622201/)
  expect(told).toEqual({ ...payee({ payeeId: 'pty_a' }), sameAs: ['pty_had'] })
})

/** A claim of 吴示例 that has advanced something to him, on this account. */
async function advancedTo(details: PartyDetails): Promise<string> {
  const { claimId, events, calendar, policy } = await takeIn(api, { parties: [claimant, insured] })
  await storeParties(api, testVault, claimId, [{ partyId: 'pty_had', kind: 'payee', details }])
  const before = fold(null, events)
  const fact = {
    type: 'PrepaymentRequested',
    prepayment: {
      n: 1,
      why: 'big-loss',
      amountFen: 1,
      evidence: [],
      payeeId: 'pty_had',
      state: 'requested',
      requestedBy: 'per_assessor',
      requestedAt: before.lastAt,
      requiredLevel: 1,
    },
  } as const satisfies ClaimFact
  const event = { ...fact, at: before.lastAt, by: person('assessor') }
  const after = fold(before, [event])
  const summary = summarise(after, { now: after.lastAt, calendar, policy })
  await recordEvents(api, { claimId, from: events.length, events: [event], summary, clocks: after.clocks, answers: [] })
  return claimId
}
