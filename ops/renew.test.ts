import { randomUUID } from 'node:crypto'

import { afterAll, beforeAll, expect, inject, test } from 'vitest'

import { askClaim } from '../api/commands/ask-claim.ts'
import { readSummary } from '../db/claim-summary.ts'
import { readEvents } from '../db/event-log.ts'
import { markStarted } from '../db/starts.ts'
import type { Actor, ClaimCommand } from '../domain/claim/commands.ts'
import { currentRules } from '../domain/rules.ts'
import type { AskingDesk } from '../test/asking-desk.ts'
import { openAskingDesk } from '../test/asking-desk.ts'
import { people } from '../test/shell/people.ts'
import { until } from '../test/shell/outside-world.ts'
import { takeIn } from '../test/take-in.ts'
import { claimWorkflowId } from '../workflows/claim-contract.ts'
import { renewClaims } from './renew.ts'

let desk: AskingDesk
beforeAll(async () => {
  desk = await openAskingDesk(inject('temporalAddress'))
})
afterAll(() => desk.close())

test('told of newer rules, an open claim goes on in a new run and loses nothing; told of its own, it stays', async () => {
  const claimId = await startedClaim()
  const { runId } = await describe(claimId)
  expect(await renew(currentRules)).toEqual({ told: 1, withoutRun: 0 })
  await ask(claimId, { type: 'AcceptClaim' })
  expect((await describe(claimId)).runId).toBe(runId)

  const before = await readEvents(desk.db, claimId)
  await renew(currentRules + 1)
  await until('the next run', async () => (await describe(claimId)).runId !== runId)
  await ask(claimId, { type: 'RecordReview', parts: ['preliminary'] }, people.reviewer)
  const after = await readEvents(desk.db, claimId)
  expect(after.slice(0, before.length)).toEqual(before)
  const news = after.slice(before.length).map(({ type }) => type)
  expect(news).toContain('ReviewRecorded')
  // No build knows such rules: it goes on by the newest there are.
  expect(news).not.toContain('RulesRaised')
})

test('a claim of which nothing runs is counted, and the others are told', async () => {
  const claimId = await startedClaim()
  await handleOf(claimId).terminate('behind our back')
  expect(await renew(currentRules)).toMatchObject({ withoutRun: 1 })
})

const renew = (rules: number) => renewClaims({ db: desk.db, client: desk.deps.temporal }, rules)
const handleOf = (claimId: string) => desk.deps.temporal.workflow.getHandle(claimWorkflowId(claimId))
const describe = (claimId: string) => handleOf(claimId).describe()

async function startedClaim(): Promise<string> {
  const { claimId } = await takeIn(desk.db)
  await ask(claimId, { type: 'StartCheck' })
  await markStarted(desk.db, claimId)
  return claimId
}

async function ask(claimId: string, command: ClaimCommand, actor: Actor = people.clerk) {
  const claim = await readSummary(desk.db, claimId)
  if (claim === null) throw new Error('the claim has no row')
  const commandId = randomUUID()
  return askClaim(desk.deps, claim, { commandId, bodyHash: commandId, actor, command })
}
