import { expect, test } from 'vitest'

import { problemsPage } from './documentation.ts'
import { problemCatalogue } from './problem-catalogue.ts'

test('docs/problems.md is the catalogue (npx vitest run api/documentation --update writes it)', async () => {
  await expect(problemsPage()).toMatchFileSnapshot('../docs/problems.md')
})

test('every problem has a status of its kind, and what may be repeated says so', () => {
  for (const [code, { status, remedy, retryable }] of Object.entries(problemCatalogue)) {
    expect(status, code).toBeGreaterThanOrEqual(400)
    expect(remedy, code).toMatch(/\.$/)
    if (status === 503) expect(retryable, code).toBe(true)
  }
})
