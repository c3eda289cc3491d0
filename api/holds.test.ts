import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { recordEvents } from '../db/recording.ts'
import type { ClaimEvent } from '../domain/claim/events.ts'
import { fold } from '../domain/claim/evolve.ts'
import { summarise } from '../domain/claim/summary.ts'
import type { Role } from '../domain/claim/codes.ts'
import type { ApiUnderTest } from '../test/api-under-test.ts'
import { createApiUnderTest } from '../test/api-under-test.ts'
import { contextAt, person } from '../test/claim-people.ts'
import type { Scene } from '../test/claim-story.ts'
import { given } from '../test/claim-story.ts'
import * as example from '../test/example-claims.ts'
import { held, holdProposed, proven, release, undisclosed, youngPolicy } from '../test/held-claims.ts'

let api: ApiUnderTest
beforeAll(async () => {
  api = await createApiUnderTest()
})
afterAll(() => api.close())

/** Everything a customer and whoever filed for him can read of a claim, as it is sent. */
const doors = ['', '/events?limit=200', '/clocks', '/next-actions', '?reveal=true&purpose=my+own+claim'] as const
const betraying =
  /hold|held|siu|fraud|suspic|investigat|T-siu|\bC25\b|rescission|disclosure|countersign|txt_why|txt_report/gi
const betrayals = (shown: string): readonly string[] => [...new Set(shown.match(betraying))]

async function stored(scene: Scene): Promise<string> {
  const claimId = `clm_${randomUUID()}`
  const renamed = scene.past.map((event) => (event.type === 'ClaimReported' ? { ...event, claimId } : event))
  const events: readonly ClaimEvent[] = renamed
  const claim = fold(null, events)
  const summary = summarise(claim, contextAt(claim.lastAt))
  await recordEvents(api.db, { claimId, from: 0, events, summary, clocks: claim.clocks, answers: [] })
  return claimId
}

async function read(claimId: string, door: string, role: Role, personId: string): Promise<string> {
  const authorization = `Bearer ${await api.tokenOf(role, { person: personId })}`
  const answer = await api.app.inject({ url: `/v1/claims/${claimId}${door}`, headers: { authorization } })
  expect(answer.statusCode).toBe(200)
  return answer.body
}

test.each([
  ['a hold', () => held(), example.reviewing],
  ['a hold that was cleared', () => held().and(release), example.reviewing],
  [
    'a hold of a payment',
    () => given(holdProposed()).when({ type: 'ConfirmHold' }, person('compliance')),
    example.paying,
  ],
  ['a proof of fraud nobody has decided on', () => proven(), example.awaitingApproval],
  ['a non-disclosure', () => given(example.reviewing(youngPolicy)).and(undisclosed), example.reviewing],
  ['a hold whose investigation is late', () => held().passes(held().clock('T-siu').dueTarget + 1), example.reviewing],
] as const)('nothing the customer can read tells of %s', async (_what, scene, plainly) => {
  const claimId = await stored(scene())
  const unsuspected = await stored(plainly())
  for (const door of doors) {
    // Which roles and commands there are stands in every claim's next actions; what one suspicion changes does not.
    // An id of random letters may read like the name of a clock.
    const readBy = async (id: string) => (await read(id, door, 'claimant', 'per_claimant')).replaceAll(id, '')
    const [plain, shown] = [betrayals(await readBy(unsuspected)), betrayals(await readBy(claimId))]
    expect({ door, told: shown.filter((word) => !plain.includes(word)) }).toEqual({ door, told: [] })
  }
})

test('colleagues see what is held, why, by whom, and until when', async () => {
  const claimId = await stored(held())
  const { desk } = JSON.parse(await read(claimId, '', 'supervisor', 'per_supervisor')) as { readonly desk: object }
  expect(desk).toMatchObject({
    hold: { standing: { n: 1, amountFen: '250000', because: 'staff', reasonTextId: 'txt_why' }, proposed: null },
  })
  expect(await read(claimId, '/clocks', 'supervisor', 'per_supervisor')).toContain('T-siu')
})
