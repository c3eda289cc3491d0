import { expect, test } from 'vitest'

import { isDivision } from '../../domain/emergency/divisions.ts'
import { districts, province } from '../../local/demo/storm/storm-place.ts'
import { stormGroups } from '../../local/demo/storm/storm-groups.ts'

const groups = Object.values(stormGroups)

test('the storm of the demo is over at least 200 claims, some in every status a person leads a claim through', () => {
  expect(groups.reduce((total, { claims }) => total + claims, 0)).toBeGreaterThanOrEqual(200)
  expect(new Set(groups.map(({ stands }) => stands))).toEqual(
    new Set([
      'reported',
      'received',
      'awaiting-documents',
      'dormant',
      'investigating',
      'reviewing',
      'assessing',
      'awaiting-approval',
      'offered',
      'agreed',
      'paying',
      'paid',
      'closed',
    ]),
  )
})

test('it rains on towns of one province', () => {
  expect(districts.filter((district) => !isDivision(district) || !district.startsWith(province))).toEqual([])
})
