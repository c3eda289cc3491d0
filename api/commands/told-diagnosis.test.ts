import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { openDatabase } from '../../db/connect.ts'
import type { Database } from '../../db/database.ts'
import { claimedIllnessBefore } from '../../db/earlier-illness.ts'
import type { Party } from '../../db/parties.ts'
import { recordEvents } from '../../db/recording.ts'
import type { Disease, ListableDisease } from '../../domain/claim/diseases.ts'
import { fold } from '../../domain/claim/evolve.ts'
import type { ClaimSummary } from '../../domain/claim/summary.ts'
import { summarise } from '../../domain/claim/summary.ts'
import { system } from '../../domain/claim/unfold.ts'
import type { TestDatabase } from '../../test/database.ts'
import { createTestDatabase } from '../../test/database.ts'
import { plainPolicy } from '../../test/example-claims.ts'
import { takeIn } from '../../test/take-in.ts'
import type { ClaimInput } from '../../workflows/claim-contract.ts'
import { withDiagnosis } from './told-diagnosis.ts'

let testDatabase: TestDatabase
let api: Database
beforeAll(async () => {
  testDatabase = await createTestDatabase()
  api = openDatabase(testDatabase.apiUrl, { max: 5, applicationName: 'diagnosis-api' })
})
afterAll(async () => {
  await api.close()
  await testDatabase.drop()
})

const personOf = (kind: 'claimant' | 'insured', identityNumber: string): Party => ({
  partyId: `pty_${kind}`,
  kind,
  personId: `per_${kind}`,
  details: { name: '周示例', identityNumber },
})
const illness = { line: 'critical-illness' } as const
const day = 86_400_000

/** A claim reported so many days before the next one, as its row says. */
async function claimOf(parties: readonly Party[], listedAs: Partial<ClaimSummary>, daysBefore = 1): Promise<string> {
  const reportedAt = Date.now() - daysBefore * day
  return (await takeIn(api, { parties, listedAs: { reportedAt, ...listedAs } })).claimId
}

const later = (parties: readonly Party[]): Promise<ClaimInput> => takeIn(api, { parties, listedAs: illness })

describe('an earlier claim for a critical illness is found by the blind index of the insured’s number', () => {
  test('whoever asked for him', async () => {
    await claimOf([personOf('claimant', '990001')], illness)
    const { claimId } = await later([personOf('claimant', '990009'), personOf('insured', '990001')])
    expect(await claimedIllnessBefore(api, claimId)).toBe(true)
  })

  test('and not by the number of who asks for somebody else, now or then', async () => {
    await claimOf([personOf('claimant', '990002'), personOf('insured', '990003')], illness)
    const { claimId } = await later([personOf('claimant', '990002')])
    expect(await claimedIllnessBefore(api, claimId)).toBe(false)
    const other = await later([personOf('claimant', '990003'), personOf('insured', '990004')])
    expect(await claimedIllnessBefore(api, other.claimId)).toBe(false)
  })

  test.each([
    ['of another line', '990011', { line: 'medical' }],
    ['that was cancelled', '990012', { ...illness, status: 'cancelled' }],
    ['that was withdrawn', '990013', { ...illness, status: 'withdrawn' }],
    ['that came later', '990014', { ...illness, reportedAt: Date.now() + day }],
  ] as const)('and no claim %s counts', async (_which, identityNumber, listedAs) => {
    const insured = personOf('claimant', identityNumber)
    await claimOf([insured], listedAs)
    const { claimId } = await later([insured])
    expect(await claimedIllnessBefore(api, claimId)).toBe(false)
  })
})

describe('a claim is told words about a disease, and never which', () => {
  const diagnosis = { documentId: 'doc_1', diseaseTextId: 'txt_1', isFirst: true }
  const sealed = (disease: Disease) => [{ textId: 'txt_1', field: '/diagnosis/disease', text: disease }]
  const told = async (claimId: string, disease: Disease) => {
    const command = await withDiagnosis({ db: api }, claimId, { type: 'AcceptClaim', diagnosis }, sealed(disease))
    return command.type === 'AcceptClaim' ? command.diagnosis : undefined
  }

  test('whether the policy lists it, and whether he has claimed for one before', async () => {
    const insured = personOf('claimant', '990020')
    const first = await under(await later([insured]))
    expect(await told(first.claimId, 'blindness')).toEqual({
      ...diagnosis,
      compared: { policyId: first.policyId, isListed: true, claimedBefore: false },
    })
    const second = await under(await later([insured]), ['malignant-tumour'])
    const compared = { policyId: second.policyId, isListed: false, claimedBefore: true }
    expect(await told(second.claimId, 'blindness')).toEqual({ ...diagnosis, compared })
    expect(await told(second.claimId, 'malignant-tumour')).toMatchObject({ compared: { isListed: true } })
    expect(JSON.stringify(await told(second.claimId, 'malignant-tumour'))).not.toContain('tumour')
  })

  test('nothing while the policy is not known, and nothing of a command without a diagnosis', async () => {
    const { claimId } = await later([personOf('claimant', '990021')])
    expect(await told(claimId, 'blindness')).toEqual(diagnosis)
    const plain = { type: 'AcceptClaim' } as const
    expect(await withDiagnosis({ db: api }, claimId, plain, [])).toEqual(plain)
  })
})

/** The policy system has answered: a policy for critical illness that lists these diseases. */
async function under({ claimId, events, calendar, policy }: ClaimInput, diseases?: readonly ListableDisease[]) {
  const before = fold(null, events)
  const terms = { ...plainPolicy, ...illness, ...(diseases === undefined ? {} : { diseases }) }
  const event = { type: 'PolicyLookedUp', policy: terms, at: before.lastAt, by: system } as const
  const after = fold(before, [event])
  const summary = summarise(after, { now: after.lastAt, calendar, policy })
  await recordEvents(api, { claimId, from: events.length, events: [event], summary, clocks: after.clocks, answers: [] })
  return after
}
