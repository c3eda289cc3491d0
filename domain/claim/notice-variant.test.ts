import { expect, test } from 'vitest'

import type { Scene } from '../../test/claim-story.ts'
import * as example from '../../test/example-claims.ts'
import { noticeVariant } from './notice-variant.ts'

const detailed: readonly [string, () => Scene][] = [
  [
    'after a death',
    () => example.received({ report: { facts: { injury: 'death', thirdParty: false, hospitalised: false } } }),
  ],
  ['in a complex case', example.triaged],
  ['of a refusal', () => example.decided('refuse')],
  ['of a denial', () => example.decided('deny')],
  ['of a part that is not paid', () => example.decided('part')],
  ['after a breach', () => example.received({ policy: 'pending' }).passes(example.received().now + 49 * 3_600_000)],
  [
    'once the claim was reopened',
    () => example.closed().when({ type: 'ReopenClaim', reason: 'new-evidence', noteTextId: 'txt', to: 'assessing' }),
  ],
]

test.each(detailed)('a customer is told in detail %s', (_case, story) => {
  expect(noticeVariant(story().standing())).toBe('detailed')
})

test.each([example.reported, example.received, example.reviewing, example.offered, example.paid])(
  'every other customer is told in short: %#',
  (story) => {
    expect(noticeVariant(story().standing())).toBe('short')
  },
)
