import { expect, test } from 'vitest'
import { contextAt, monday } from '../../test/claim-people.ts'
import * as example from '../../test/example-claims.ts'
import { endOfDay, HOUR } from '../time.ts'
import { claimLines, documentKinds } from './codes.ts'
import { missingDocuments, requiredDocuments } from './document-checklist.ts'
import { previewClaim } from './preview.ts'

const none = { injury: 'none', thirdParty: false, hospitalised: false } as const

test('a preview says lane, survey, clocks from now and what is missing, as the claim would have them', () => {
  const preview = previewClaim(
    {
      line: 'medical',
      eventDate: '2026-03-01',
      facts: none,
      claimedFen: 250_000,
      documents: [{ kind: 'identity' }],
      policy: example.plainPolicy,
      branch: '110101',
    },
    contextAt(monday),
  )
  expect(preview).toMatchObject({ lane: 'small', needsSurvey: false, because: ['small medical claim'] })
  expect(preview.clocks.map(({ id, dueTarget }) => [id, dueTarget])).toEqual([
    ['C01', monday + 24 * HOUR],
    ['C02', monday + 48 * HOUR],
    ['C03', endOfDay('2026-03-16')],
    ['C05', endOfDay('2026-03-09')],
    ['C06', endOfDay('2026-04-01')],
    ['C11', endOfDay('2026-05-01')],
  ])
  expect(preview.missing.map(({ kind }) => kind)).toEqual(['claim-form', 'medical-record', 'medical-invoice'])
})

test('what the insurer promises to these customers is previewed, what it promises to some channels is not', () => {
  const context = contextAt(monday)
  const promises = [
    { clock: 'C01', length: 8, lines: ['medical'] },
    { clock: 'C02', length: 12, channels: ['app'] },
  ] as const
  const about = {
    line: 'medical',
    eventDate: '2026-03-01',
    facts: none,
    claimedFen: null,
    documents: [],
    policy: example.plainPolicy,
    branch: '110101',
  } as const
  const { clocks } = previewClaim(about, { ...context, policy: { ...context.policy, promises } })
  expect(clocks.map(({ id, length }) => [id, length])).toEqual([
    ['C01', 8],
    ['C02', 48],
    ['C03', 10],
    ['C05', 5],
    ['C06', 30],
    ['C11', 60],
  ])
})

test('the period of a contract is previewed where it is shorter, a longer one only where compliance lets it bind', () => {
  const context = contextAt(monday)
  const lengthUnder = (determinationDays: number, longerContractPeriods: boolean): number | undefined => {
    const policy = { ...example.plainPolicy, contractPeriods: { determinationDays } }
    const about = {
      line: 'medical',
      eventDate: '2026-03-01',
      facts: none,
      claimedFen: null,
      documents: [],
      policy,
      branch: '110101',
    } as const
    const { clocks } = previewClaim(about, { ...context, policy: { ...context.policy, longerContractPeriods } })
    return clocks.find(({ id }) => id === 'C06')?.length
  }
  expect([lengthUnder(20, false), lengthUnder(60, false), lengthUnder(60, true)]).toEqual([20, 30, 60])
})

test('the policy’s line is previewed, where the policy is known', () => {
  const loss = { line: 'medical', eventDate: '2026-03-01', facts: none } as const
  const about = { ...loss, claimedFen: null, documents: [], branch: '110101' } as const
  expect(previewClaim({ ...about, policy: { ...example.plainPolicy, line: 'life' } }, contextAt(monday)).lane).toBe(
    'complex',
  )
  expect(previewClaim({ ...about, policy: { known: 'pending' } }, contextAt(monday)).lane).toBe('standard')
})

test('every line with every fact has one list, each document once, form and identity always among them', () => {
  for (const line of claimLines) {
    for (const injury of ['none', 'injury', 'death'] as const) {
      for (const thirdParty of [true, false]) {
        const kinds = requiredDocuments(line, { injury, thirdParty, hospitalised: false }).map(({ kind }) => kind)
        expect(kinds).toEqual([...new Set(kinds)])
        expect(kinds.slice(0, 2)).toEqual(['claim-form', 'identity'])
        expect(kinds.length).toBeGreaterThan(2)
        expect(kinds.every((kind) => documentKinds.includes(kind))).toBe(true)
      }
    }
  }
})

test('a death needs its certificate, a third party both his word and the liability document', () => {
  const kindsOf = (facts: Parameters<typeof requiredDocuments>[1]) =>
    requiredDocuments('life', facts).map(({ kind }) => kind)
  expect(kindsOf({ ...none, injury: 'death' })).toEqual(
    expect.arrayContaining(['death-certificate', 'relationship-proof']),
  )
  expect(kindsOf({ ...none, thirdParty: true })).toEqual(
    expect.arrayContaining(['third-party-statement', 'liability-document']),
  )
})

test('nothing is missing once everything is here', () => {
  for (const line of claimLines) {
    const here = requiredDocuments(line, none)
    expect(missingDocuments(line, none, here)).toEqual([])
    expect(missingDocuments(line, none, here.slice(1))).toEqual([here[0]])
  }
})
