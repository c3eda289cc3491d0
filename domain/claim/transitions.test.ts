import { expect, test } from 'vitest'
import { exampleOf } from '../../test/example-claims.ts'
import type { ClaimStatus } from './state.ts'

test.each(Object.entries(exampleOf))('the example of %s stands there', (status, example) => {
  expect(example().standing().stage.status).toBe(status as ClaimStatus)
})
