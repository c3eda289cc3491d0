import { expect, test } from 'vitest'
import { hardship } from '../../test/emergency-claims.ts'
import * as example from '../../test/example-claims.ts'
import { HOUR } from '../time.ts'
import { gradeOf, measuresOf } from './emergency.ts'
import { isElderly } from './green-channel.ts'
import { nextActions } from './next-actions.ts'

test('#72 who is elderly, disabled or in hardship by the report is in the green channel from the beginning', () => {
  const scene = example.reported({ report: { greenReasons: ['elderly', 'disabled'] } })
  const granted = scene.past.filter(({ type }) => type === 'GreenChannelGranted')
  expect(granted).toMatchObject([{ because: ['elderly', 'disabled'], by: { role: 'system' } }])
  expect(gradeOf(scene.standing())).toBe('G')
  expect(scene.clock('E1')).toMatchObject({ startedAt: scene.now, dueTarget: scene.now + 4 * HOUR })
  expect(nextActions(scene.standing()).offers).toEqual(['human-service-first', 'door-to-door', 'prepayment'])
  const [notice] = scene.standing().notices.filter(({ kind }) => kind === 'green-channel')
  expect(notice).toMatchObject({ audience: 'claimant', facts: { contactHours: 4, doorToDoorWorkingDays: 2 } })
})

test('#72 critical illness that is promised to be paid in one day is in the green channel by rule', () => {
  const illness = {
    report: { line: 'critical-illness', cause: 'illness' },
    policy: { line: 'critical-illness', effectiveFrom: '2020-01-01' },
  } as const
  expect(example.reported(illness).standing().emergencies?.greenChannel?.because).toEqual(['critical-illness'])
  const young = { ...illness, policy: { ...illness.policy, effectiveFrom: '2025-06-01' } }
  expect(example.reported(young).standing().emergencies).toBeUndefined()
})

test('#72 a person grants it for a reason, another reason may come, and settling stays as it was', () => {
  const scene = example.reviewing().when(hardship)
  scene.happens({ type: 'GreenChannelGranted', because: ['hardship'], reasonTextId: 'txt_why' })
  expect(measuresOf(scene.standing())).toMatchObject({ settleWorkingDays: null, survey: 'door-to-door' })
  scene.when(hardship).isRefused('GREEN_CHANNEL_KNOWN')
  const more = scene.when({ ...hardship, because: ['hardship', 'disabled'] })
  more.happens({ type: 'GreenChannelGranted', because: ['disabled'] })
  expect(more.standing().emergencies?.greenChannel?.because).toEqual(['hardship', 'disabled'])
})

test.each([
  ['11010519660308122X', '2026-03-08', true],
  ['11010519660308122X', '2026-03-07', false],
  ['110105199001011230', '2026-03-08', false],
  ['E12345678', '2026-03-08', false],
])('of %s on %s it is known that the person is sixty: %s', (identityNumber, on, elderly) => {
  expect(isElderly(identityNumber, on)).toBe(elderly)
})
