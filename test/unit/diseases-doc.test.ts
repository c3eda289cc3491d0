import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { diseases } from '../../domain/claim/diseases.ts'

test('the contract of the policy system names every disease by its code', () => {
  const contract = readFileSync('docs/contracts/policy-system.md', 'utf8')
  expect(diseases.filter((disease) => !contract.includes(`\`${disease}\``))).toEqual([])
  expect(new Set(diseases).size).toBe(diseases.length)
})
