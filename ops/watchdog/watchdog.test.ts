import { afterAll, beforeAll, expect, test } from 'vitest'

import { HOUR } from '../../domain/time.ts'
import { alertCodes } from '../../domain/watchdog/findings.ts'
import type { Desk } from '../../test/end-to-end/desk.ts'
import { openDesk } from '../../test/end-to-end/desk.ts'
import { anotherLoss, lin, medicalClaim } from '../../test/end-to-end/filings.ts'
import type { Stack } from '../../test/end-to-end/stack.ts'
import { startStack } from '../../test/end-to-end/stack.ts'
import { ownerQuery } from '../../test/end-to-end/witnesses.ts'
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
  for (const id of [claimId, healthy]) await people.forward(id, 'PT47H')
  await stack.temporal.workflow.getHandle(claimWorkflowId(claimId)).terminate('behind our back')
  expect(await alerts()).toMatchObject({ counts: { CLAIM_SILENT: 0 }, alerts: [] })
  await letPass(claimId, 10 * HOUR)

  const found = await until('the alert', async () => (await alerts()).alerts[0] ?? null)
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
}, 120_000)

/** So much time goes by for the claim, by its own clock, without its workflow. */
async function letPass(claimId: string, ms: number): Promise<void> {
  await ownerQuery(stack, 'update claims set clock_ahead_ms = clock_ahead_ms + $2 where claim_id = $1', [claimId, ms])
}

async function rebuild(claimId: string): Promise<void> {
  const db = openDatabase(stack.database.workerUrl, { max: 2, applicationName: 'test-ops' })
  const promise = { policy: defaultServicePolicy, calendar }
  await rebuildClaim({ db, client: stack.temporal, promise }, claimId)
  await db.close()
}
