import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import { showInstant } from '../../domain/time.ts'
import type { ClaimDesk, DeskClaim } from './claim-desk.ts'
import { openDesk } from './claim-desk.ts'
import { until } from './outside-world.ts'
import { people } from './people.ts'
import { proposed } from './walk.ts'

let desk: ClaimDesk
beforeAll(async () => {
  desk = await openDesk(inject('temporalAddress'))
})
afterAll(() => desk.close())

test('operators find a claim by its status and the level it waits for, and no longer by what is over', async () => {
  const claim = await desk.open()
  await proposed(claim)
  await until('waiting for level 1', async () => {
    const found = await attributesOf(claim)
    return found['ClaimStatus'] === 'awaiting-approval' && found['AuthorityLevel'] === 1
  })
  await claim.ask({ type: 'ApproveProposal' }, people.approver)
  await claim.reaches('offered')
  await until('waiting for no level', async () => {
    const found = await attributesOf(claim)
    return found['ClaimStatus'] === 'offered' && found['AuthorityLevel'] === undefined
  })
  expect((await attributesOf(claim))['ClaimTrack']).toBe('simple')
})

test('the current details say in one line what the claim waits for, since when and until when', async () => {
  const claim = await desk.open()
  await claim.reaches('received')
  const { statusSince } = (await claim.read()).claim
  const metadata = await claim.handle.query<{ currentDetails?: string }>('__temporal_workflow_metadata')
  expect(metadata.currentDetails).toMatch(
    /^\*\*received\*\*, waiting for queue of intake-clerk, since .+, until .+ \(C01 .+\)$/,
  )
  expect(metadata.currentDetails).toContain(showInstant(statusSince))
})

test('a history tells the story of the claim in its summaries', async () => {
  const claim = await desk.open()
  await proposed(claim)
  const { events } = await claim.handle.fetchHistory()
  const decode = (data: Uint8Array | null | undefined): string => Buffer.from(data ?? []).toString()
  const summaries = (events ?? []).map(({ userMetadata }) => decode(userMetadata?.summary?.data)).join('\n')
  expect(summaries).toMatch(/C0\d .+: at-risk/)
  expect(summaries).toContain('ClaimAccepted (complete)')
  expect(summaries).toContain('LossAssessed (pay 3,920.00 CNY, for A1)')
})

async function attributesOf(claim: DeskClaim): Promise<Record<string, unknown>> {
  const { typedSearchAttributes } = await claim.handle.describe()
  return Object.fromEntries(typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]))
}
