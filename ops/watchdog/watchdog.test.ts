import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'

import { clockBody } from '../../api/wire/clock-view.ts'
import { alertCodes } from '../../domain/watchdog/findings.ts'
import type { Desk } from '../../test/end-to-end/desk.ts'
import { openDesk } from '../../test/end-to-end/desk.ts'
import { anotherLoss, lin, medicalClaim } from '../../test/end-to-end/filings.ts'
import type { Stack } from '../../test/end-to-end/stack.ts'
import { startStack } from '../../test/end-to-end/stack.ts'
import { until } from '../../test/shell/outside-world.ts'
import { calendar } from '../../test/calendar-around.ts'
import { defaultServicePolicy } from '../../domain/service-policy.ts'
import { openDatabase } from '../../db/connect.ts'
import { claimWorkflowId } from '../../workflows/claim-contract.ts'
import { rebuildClaim } from '../rebuild.ts'

// The real process beside the real stack, on a claim whose workflow is gone.

let stack: Stack
let people: Desk

beforeAll(async () => {
  stack = await startStack()
  people = openDesk(stack, { patient: true })
  // Resolves when it is ready: it has looked.
  await stack.parts.watchdog.start()
})
afterAll(async () => {
  await stack.stop()
  await stack.database.drop()
})

interface Summary {
  readonly counts: Readonly<Record<string, number>>
  readonly alerts: readonly Readonly<Record<string, unknown>>[]
}

/** Whatever the watchdog knows to tell. */
const nothing = Object.fromEntries(alertCodes.map((code) => [code, 0]))

const ask = (path: string): Promise<Response> => fetch(`${stack.watchdogUrl}${path}`)
const alerts = async (): Promise<Summary> => (await (await ask('/alerts')).json()) as Summary
const linesOf = (claimId: string): string[] =>
  stack
    .logs()
    .split('\n')
    .filter((line) => line.includes('lipei-watchdog') && line.includes(claimId))

test('a claim terminated behind our back shortly before a deadline is told of once it is over, until its event comes', async () => {
  const { claimId } = await people.file(anotherLoss(medicalClaim))
  const { claimId: healthy } = await people.file(anotherLoss(medicalClaim))
  for (const id of [healthy, claimId]) await bringToLastMinute(id)
  await stack.temporal.workflow.getHandle(claimWorkflowId(claimId)).terminate('behind our back')
  expect(await alerts()).toMatchObject({ counts: { CLAIM_SILENT: 0 }, alerts: [] })

  const found = await until('the alert', async () => (await alerts()).alerts[0] ?? null, 240_000)
  expect(found).toMatchObject({
    alert: 'CLAIM_SILENT',
    claimId,
    status: 'received',
    missing: expect.arrayContaining([expect.stringMatching(/^C02 .*: due$/)]),
    todo: expect.stringContaining(`npm run ops -- rebuild ${claimId}`),
  })
  expect((await alerts()).counts).toEqual({ ...nothing, CLAIM_SILENT: 1 })
  await until('a later look', async () => (await alerts()).alerts[0]?.['lateSeconds'] !== found['lateSeconds'])
  expect(linesOf(claimId)).toEqual([expect.stringContaining('"alert":"CLAIM_SILENT"')])
  expect(Object.values(lin).filter((personal) => linesOf(claimId).join('').includes(personal))).toEqual([])

  await rebuild(claimId)
  await people.ask('intake-clerk', claimId, 'acceptance', { action: 'accept' })
  await until('it to clear', async () => (await alerts()).alerts.length === 0)
  expect(linesOf(claimId).at(-1)).toContain('"cleared":"CLAIM_SILENT"')
  expect(linesOf(healthy)).toEqual([])
}, 480_000)

/** Enough for what is done in them before they are over. */
const leftSeconds = 25

/**
 * In the last minute before its acceptance answer is due, by its own clock, somebody answers the warning. So its last event is of
 * that minute: by how far that is ahead of the host's clock, the claim is watched.
 */
async function bringToLastMinute(claimId: string): Promise<void> {
  const { startedAt, dueTarget } = await acceptanceClock(claimId)
  const lived = Date.now() - Date.parse(startedAt)
  await people.forward(
    claimId,
    `PT${Math.floor((Date.parse(dueTarget) - Date.parse(startedAt) - lived) / 1_000) - leftSeconds}S`,
  )
  const { escalations } = await acceptanceClock(claimId)
  const [{ n } = { n: 0 }] = escalations
  await people.ask('supervisor', claimId, `escalations/${n}/acknowledgement`, {})
}

async function acceptanceClock(claimId: string): Promise<z.infer<typeof clockBody>> {
  const { body } = await people.get('supervisor', `/v1/claims/${claimId}/clocks`)
  const clock = z
    .object({ clocks: z.array(clockBody) })
    .parse(body)
    .clocks.find(({ id }) => id === 'C02')
  if (clock === undefined) throw new Error('the claim has no clock for its acceptance')
  return clock
}

async function rebuild(claimId: string): Promise<void> {
  const db = openDatabase(stack.database.workerUrl, { max: 2, applicationName: 'test-ops' })
  const promise = { policy: defaultServicePolicy, calendar }
  await rebuildClaim({ db, client: stack.temporal, promise }, claimId)
  await db.close()
}
