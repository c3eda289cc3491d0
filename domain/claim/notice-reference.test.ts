import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { noticeReference, parseNoticeReference } from './notice-reference.ts'

const claimId = 'clm_01937f6e-5b8a-7c3d-9e2f-1a2b3c4d5e6f'

test('a notice is named by its claim and number', () => {
  expect(noticeReference({ claimId, n: 7 })).toBe(`${claimId}-7`)
})

test('every reference leads back to its notice', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.boolean(), fc.nat({ max: 999_999_999 }), (uuid, hyphens, n) => {
      const place = { claimId: `clm_${hyphens ? uuid : uuid.replaceAll('-', '')}`, n }
      expect(parseNoticeReference(noticeReference(place))).toEqual(place)
    }),
  )
})

test.each(['', 'clm_1', 'clm_1-', 'clm_1-01', 'clm_1-x', 'other-1', `${claimId}-1 `, `${claimId}-1234567890`])(
  'a stranger’s reference %j leads nowhere',
  (reference) => {
    expect(parseNoticeReference(reference)).toBeNull()
  },
)
