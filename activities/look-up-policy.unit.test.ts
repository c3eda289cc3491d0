import { expect, test } from 'vitest'
import type { Policy } from './gateways/policy-gateway.ts'
import { lookUpPolicy } from './look-up-policy.ts'

const policy: Policy = {
  policyNo: 'P-MED-0001',
  line: 'medical',
  product: 'medical-individual',
  group: false,
  status: 'in-force',
  effectiveFrom: '2020-01-01',
  effectiveTo: '2099-12-31',
  sumInsuredFen: 20_000_000,
  deductibleFen: 10_000,
  payRatioPercent: 80,
  fixedBenefit: false,
  insured: [{ personId: 'per_1', relation: 'self' }],
  holderPersonId: 'per_1',
  payees: [{ payeeRef: 'per_1', order: 1, sharePercent: '100.00' }],
  contractPeriods: { paymentDays: 5, determinationDays: 20 },
  branch: '310000',
}
const ask = { claimId: 'clm_1', policyId: 'pty_1', on: '2026-09-01' }

test('the policy is asked for by its number on the day of the event, and told without the number and its persons', async () => {
  const asked: unknown[] = []
  const findPolicy = async (...args: unknown[]) => (asked.push(args), policy)
  const terms = await lookUpPolicy(ask, { policies: { findPolicy }, policyNumberOf: async () => 'P-MED-0001' })
  expect(asked).toEqual([['P-MED-0001', '2026-09-01']])
  expect(terms).toEqual({
    known: 'found',
    inForce: true,
    line: 'medical',
    group: false,
    sumInsuredFen: 20_000_000,
    deductibleFen: 10_000,
    payRatioPercent: 80,
    fixedBenefit: false,
    effectiveFrom: policy.effectiveFrom,
    contractPeriods: { paymentDays: 5, determinationDays: 20 },
    branch: '310000',
  })
})

test('whom a life policy names is kept by opaque ids, ranks and shares, and of other lines nobody', async () => {
  const payees = [
    { payeeRef: 'per_1', order: 1, sharePercent: '50.00' },
    { payeeRef: 'per_2', order: 1, sharePercent: '50.00' },
  ]
  const termsOf = async (line: Policy['line']) => {
    const findPolicy = async () => ({ ...policy, line, payees })
    return lookUpPolicy(ask, { policies: { findPolicy }, policyNumberOf: async () => 'P-1' })
  }
  expect((await termsOf('life'))?.beneficiaries).toEqual([
    { beneficiaryId: 'per_1', order: 1, share: 5_000 },
    { beneficiaryId: 'per_2', order: 1, share: 5_000 },
  ])
  expect(await termsOf('medical')).not.toHaveProperty('beneficiaries')
})

test('which diseases a policy lists is kept of critical illness, where it lists any', async () => {
  const termsOf = async (change: Partial<Policy>) => {
    const findPolicy = async () => ({ ...policy, ...change })
    return lookUpPolicy(ask, { policies: { findPolicy }, policyNumberOf: async () => 'P-1' })
  }
  const diseases = ['malignant-tumour'] as const
  expect(await termsOf({ line: 'critical-illness', diseases })).toMatchObject({ diseases })
  expect(await termsOf({ line: 'critical-illness' })).not.toHaveProperty('diseases')
  expect(await termsOf({ diseases })).not.toHaveProperty('diseases')
})

test.each(['lapsed', 'terminated'] as const)('a %s policy is found, but not in force', async (status) => {
  const findPolicy = async () => ({ ...policy, status })
  const terms = await lookUpPolicy(ask, { policies: { findPolicy }, policyNumberOf: async () => 'P-MED-0001' })
  expect(terms?.inForce).toBe(false)
})

test('an unknown policy, or none named, is null', async () => {
  const policies = { findPolicy: async () => 'unknown' as const }
  expect(await lookUpPolicy(ask, { policies, policyNumberOf: async () => 'P-MED-9999' })).toBeNull()
  expect(await lookUpPolicy(ask, { policies, policyNumberOf: async () => null })).toBeNull()
})
