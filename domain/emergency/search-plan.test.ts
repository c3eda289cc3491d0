import { expect, test } from 'vitest'

import type { EventScope } from './event-word.ts'
import type { ListedPolicy } from './search-plan.ts'
import { isInSearch, sourcesLeft, widestZones } from './search-plan.ts'

const scope: EventScope = { zones: ['4101'], from: '2026-07-17', to: '2026-07-23', causes: ['flood'], lines: ['motor'] }
const policy: ListedPolicy = {
  policyNo: 'P-1',
  line: 'motor',
  branch: '410100',
  effectiveFrom: '2026-01-01',
  effectiveTo: '2026-12-31',
  insuredPersonIds: ['per_1'],
}

test('a contract is searched for its zone, its line and a day of cover within the window', () => {
  expect(isInSearch(scope, policy)).toBe(true)
  for (const [change, isFound] of [
    [{ branch: '410200' }, false],
    [{ line: 'life' }, false],
    [{ effectiveTo: '2026-07-16' }, false],
    [{ effectiveTo: '2026-07-17' }, true],
    [{ effectiveFrom: '2026-07-23' }, true],
    [{ effectiveFrom: '2026-07-24' }, false],
  ] as const) {
    expect([change, isInSearch(scope, { ...policy, ...change })]).toEqual([change, isFound])
  }
  expect(isInSearch({ ...scope, lines: [] }, { ...policy, line: 'life' })).toBe(true)
})

test.each([
  ['410105', '410105', true],
  ['410105', '410100', true],
  ['410105', '410000', true],
  ['410105', '410122', false],
  ['410105', '410200', false],
  ['410105', '000000', false],
  ['41', '410122', true],
])('for the zone %s a contract of the branch %s may be meant: %s', (zone, branch, isMeant) => {
  expect(isInSearch({ ...scope, zones: [zone] }, { ...policy, branch })).toBe(isMeant)
})

test('a zone within another is not searched twice', () => {
  expect(widestZones(['4101', '42', '410105', '4101'])).toEqual(['4101', '42'])
})

test('level I looks on every list, the others among the policies of the zone', () => {
  expect(sourcesLeft('II', ['policy'])).toEqual([])
  expect(sourcesLeft('I', ['policy', 'agent-list'])).toEqual(['hospital-list', 'government-list'])
})
