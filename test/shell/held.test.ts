import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import type { ClaimDesk } from './claim-desk.ts'
import { openDesk } from './claim-desk.ts'
import { until } from './outside-world.ts'
import { people } from './people.ts'
import { proposed, refusalOf } from './walk.ts'

let desk: ClaimDesk
beforeAll(async () => {
  desk = await openDesk(inject('temporalAddress'))
})
afterAll(() => desk.close())

test('what the fraud score finds holds a large claim beside its way, and a cleared one is paid', async () => {
  desk.world.fraud = { hardRules: ['watch-list'], signals: [] }
  const claim = await desk.open({ claimedFen: 6_000_000 })
  await until('the score to hold it', async () => (await claim.read()).claim.hold?.standing ?? null)
  await proposed(claim)
  expect(await refusalOf(claim.ask({ type: 'ApproveProposal' }, people.supervisor))).toBe('HELD')
  await claim.ask({ type: 'ReleaseHold', reportTextId: 'txt_report' }, people.investigator)
  await claim.ask({ type: 'ApproveProposal' }, people.supervisor)
  await claim.reaches('offered')
  const asked = desk.world.log.get(claim.claimId)?.filter(({ type }) => type === 'HoldRaised')
  expect(asked).toHaveLength(1)
})

test('a small claim is not asked about, and nothing of a score is in its log', async () => {
  desk.world.fraud = { hardRules: ['watch-list'], signals: [] }
  const claim = await desk.open()
  await proposed(claim)
  expect(desk.world.log.get(claim.claimId)?.filter(({ type }) => type === 'HoldRaised')).toEqual([])
})
