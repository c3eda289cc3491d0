import { expect, test } from 'vitest'

import { lossReportBody, previewBody } from './loss-report.ts'

test.each([
  ['a report', lossReportBody],
  ['a preview', previewBody],
])('the examples of %s in the documentation pass its own schema', (_what, body) => {
  const { examples = [] } = body.meta() ?? {}
  expect(examples).not.toEqual([])
  for (const example of examples as readonly unknown[]) expect(() => body.parse(example)).not.toThrow()
})
