import { expect, test } from 'vitest'

import { commander, declared, endStorm, regrade, stormAt, stormScope } from '../../test/example-emergency.ts'
import { HOUR } from '../time.ts'
import { timelineOf } from './timeline.ts'

test('the timeline has what the commander did of the event and what was done in the response, as it came', () => {
  const { past } = declared()
    .ask(regrade('II'))
    .ask({ type: 'SetMeasures', measures: { contactHours: 1 }, reasonId: 'txt_reason' })
    .ask({ type: 'SetZone', scope: { ...stormScope, zones: ['41'] }, reasonId: 'txt_reason' })
    .ask({ ...endStorm, endedAt: stormAt + 2.5 * HOUR })
  const signed = { type: 'SignedIn', at: stormAt + 1.5 * HOUR, by: 'per_li', role: 'surveyor' } as const
  const { id } = commander
  expect(timelineOf(past, [signed]).map(({ at, what, by }) => [(at - stormAt) / HOUR, what, by])).toEqual([
    [0, 'known', id],
    [1, 'declared at level I', id],
    [1.5, 'signed in', 'per_li'],
    [2, 'level II set', id],
    [2.5, 'ended', null],
    [3, 'measures set', id],
    [4, 'zone set', id],
    [5, 'end put on record', id],
  ])
})
