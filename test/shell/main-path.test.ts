import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import type { ClaimDesk } from './claim-desk.ts'
import { openDesk } from './claim-desk.ts'
import { payToTheEnd } from './walk.ts'

let desk: ClaimDesk
beforeAll(async () => {
  desk = await openDesk(inject('temporalAddress'))
})
afterAll(() => desk.close())

test('a claim runs from filing to paid and closed, and its log is the claim', async () => {
  const claim = await desk.open()
  await payToTheEnd(claim)
  const view = await claim.reaches('closed')
  const log = desk.world.log.get(claim.claimId) ?? []
  expect(log).toHaveLength(view.claim.version)
  expect(desk.world.transfers.get(view.claim.payments[0]?.reference ?? '')).toBe(1)
})
