import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import type { ClaimDesk } from './claim-desk.ts'
import { openDesk } from './claim-desk.ts'
import { stories } from './stories.ts'

let desk: ClaimDesk
beforeAll(async () => {
  desk = await openDesk(inject('temporalAddress'))
})
afterAll(() => desk.close())

const typesOf = async (story: string): Promise<readonly string[]> => {
  const claim = await stories[story]?.(desk)
  return (desk.world.log.get(claim?.claimId ?? '') ?? []).map(({ type }) => type)
}

test('a committee decides by the rows told with its votes, and each vote is in the log', async () => {
  const types = await typesOf('committee')
  expect(types.filter((type) => type === 'VoteCast')).toHaveLength(3)
  expect(types).toContain('ProposalApproved')
})

test('a small claim is paid without anybody deciding it', async () => {
  const types = await typesOf('small-claim')
  expect(types).toEqual(expect.arrayContaining(['SmallClaimApproved', 'PaymentApproved', 'PaymentSettled']))
  expect(types).not.toContain('ProposalApproved')
})
