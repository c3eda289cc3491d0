import { expect, test } from 'vitest'

import { problemsPage } from './documentation.ts'
import { problemCatalogue } from './problem-catalogue.ts'

test('docs/problems.md is the catalogue (npx vitest run api/documentation --update writes it)', async () => {
  await expect(problemsPage()).toMatchFileSnapshot('../docs/problems.md')
})

test('every problem has a status of its kind, and what may be repeated says so', () => {
  const kinds = Object.entries(problemCatalogue)
  expect(kinds.filter(([, { status }]) => status < 400 || status > 599)).toEqual([])
  expect(kinds.filter(([, { remedy }]) => !remedy.endsWith('.'))).toEqual([])
  expect(kinds.filter(([, { status, retryable }]) => status === 503 && retryable !== true)).toEqual([])
})
