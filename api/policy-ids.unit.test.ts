import { expect, test } from 'vitest'

import { testVault } from '../test/take-in.ts'
import { opaquePolicyId } from './policy-ids.ts'

const idOf = (claimId: string, policyNo: string): string => opaquePolicyId(testVault, claimId, policyNo)

test('one number has one id in its claim', () => {
  expect(idOf('clm_1', 'P-MED-1')).toMatch(/^pty_[0-9a-f]{32}$/)
  expect(idOf('clm_1', 'P-MED-1')).toBe(idOf('clm_1', 'P-MED-1'))
})

test('another claim has another id for it, so that nobody sees whose policies are the same', () => {
  expect(idOf('clm_2', 'P-MED-1')).not.toBe(idOf('clm_1', 'P-MED-1'))
})

test('a slip in the spelling has an id of its own, so that it can be put right', () => {
  expect(idOf('clm_1', 'p-med-1')).not.toBe(idOf('clm_1', 'P-MED-1'))
})
