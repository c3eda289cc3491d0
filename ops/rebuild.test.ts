import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import type { Connection } from '@temporalio/client'
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { openDatabase } from '../db/connect.ts'
import type { Database } from '../db/database.ts'
import { fold } from '../domain/claim/evolve.ts'
import type { CompiledPrograms } from '../local/production/compiled-programs.ts'
import { calendar } from '../test/calendar-around.ts'
import { defaultServicePolicy } from '../domain/service-policy.ts'
import type { Desk } from '../test/end-to-end/desk.ts'
import { openDesk } from '../test/end-to-end/desk.ts'
import { anotherLoss, lin, medicalClaim, payees } from '../test/end-to-end/filings.ts'
import { restoreEarlier, restoreLater } from '../test/end-to-end/earlier-moment.ts'
import { haveBankFaults, haveMessageFaults } from '../test/end-to-end/outside-faults.ts'
import type { Stack } from '../test/end-to-end/stack.ts'
import { startStack } from '../test/end-to-end/stack.ts'
import { proposed, readyToPay } from '../test/end-to-end/walk.ts'
import { contradictions, ownerQuery, readBankBook, readLog } from '../test/end-to-end/witnesses.ts'
import { ensureRunPrograms } from '../test/run-programs.ts'
import { until } from '../test/shell/outside-world.ts'
import { claimWorkflowId, readClaim, tellClaim } from '../workflows/claim-contract.ts'
import { findLostClaims } from './find.ts'
import type { OpsDesk } from './look.ts'
import { judge, lookAt } from './look.ts'
import type { RebuildDesk } from './rebuild.ts'
import { rebuildClaim } from './rebuild.ts'

let folder: string
let programs: CompiledPrograms
let stack: Stack
let people: Desk
let db: Database
let ops: RebuildDesk
/** The bundle the worker is given at its next start; its own when there is none. */
let otherBundle: string | undefined

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'lipei-rebuild-'))
  programs = await ensureRunPrograms()
  const env = () => (otherBundle === undefined ? {} : { LIPEI_WORKFLOW_BUNDLE: otherBundle })
  stack = await startStack({ programs: { worker: () => ({ env: env() }) } })
  people = openDesk(stack, { patient: true })
  db = openDatabase(stack.database.workerUrl, { max: 2, applicationName: 'test-ops' })
  ops = { db, client: stack.temporal, promise: { policy: defaultServicePolicy, calendar } }
})
afterEach(async () => {
  await haveBankFaults(stack, {})
  await haveMessageFaults(stack, {})
})
afterAll(async () => {
  await db.close()
  await stack.stop()
  await stack.database.drop()
  rmSync(folder, { recursive: true })
})

const agreement: string[] = []
const approve = { verdict: 'approve' }

const handleOf = (claimId: string) => stack.temporal.workflow.getHandle(claimWorkflowId(claimId))
const terminate = (claimId: string) => handleOf(claimId).terminate('behind our back')
const verdictOn = async (claimId: string) => judge(await lookAt(ops, claimId))
const typesOf = async (claimId: string) => (await readLog(stack, claimId)).map(({ event }) => event.type)

async function fileAnd(walk: (desk: Desk, claimId: string) => Promise<void>): Promise<string> {
  const { claimId } = await people.file(anotherLoss(medicalClaim))
  await walk(people, claimId)
  return claimId
}

async function payFrom(claimId: string): Promise<void> {
  await people.ask('approver', claimId, 'approvals', { action: 'approve' })
  await people.reaches(claimId, 'offered')
  await people.ask('claimant', claimId, 'settlement', { action: 'agree', identityChecked: true })
  await people.ask('payment-clerk', claimId, 'payees', payees)
  await people.ask('payment-clerk', claimId, 'payments', { action: 'submit' })
  await release(claimId)
  await people.reaches(claimId, 'paid')
}

const release = (claimId: string) => people.ask('payment-checker', claimId, 'payments/1/check', approve)

describe('a claim terminated behind our back', () => {
  test('while it awaits approval is found, rebuilt with what it was promised, and paid once', async () => {
    const claimId = await fileAnd(proposed)
    const noticesBefore = (await people.read(claimId)).notices.length
    await terminate(claimId)
    expect(await lost()).toEqual([
      { claimId, status: 'awaiting-approval', version: expect.any(Number), workflow: 'TERMINATED' },
    ])
    const before = await typesOf(claimId)
    expect(await rebuildClaim(ops, claimId)).toMatchObject({
      endedRunId: null,
      events: before.length,
      promise: 'of the old run',
      receiptsToldAgain: 0,
    })
    expect(await lost()).toEqual([])
    expect((await handleOf(claimId).query(readClaim)).claim.notices).toHaveLength(noticesBefore)
    await payFrom(claimId)
    expect((await typesOf(claimId)).slice(0, before.length)).toEqual(before)
    expect(await contradictions(stack, people, claimId)).toEqual(agreement)
  })

  test('after the bank took its money and before we knew, is paid once', async () => {
    const claimId = await fileAnd(readyToPay)
    await haveBankFaults(stack, { hangAfterAccept: 1 })
    await release(claimId)
    const { reference } = (await people.read(claimId)).payments[0] ?? {}
    await until('the bank to take it', async () => (await readBankBook(stack)).some((it) => it.reference === reference))
    await terminate(claimId)
    await haveBankFaults(stack, {})
    await rebuildClaim(ops, claimId)
    await people.reaches(claimId, 'paid')
    expect(await contradictions(stack, people, claimId)).toEqual(agreement)
  })

  test('with a receipt it had been handed and not recorded, is told that receipt again', async () => {
    await haveMessageFaults(stack, { deliverAfterMs: 600_000 })
    const claimId = await fileAnd(async (desk, id) => {
      await until('the notice to leave', async () => (await desk.read(id)).notices[0]?.state === 'dispatched')
    })
    await stack.parts.worker.kill()
    const proof = { how: 'receipt', reference: 'msg-1' } as const
    const receipt = { type: 'NoticeReceipt', n: 1, outcome: 'delivered', ageMs: 0, proof } as const
    await handleOf(claimId).signal(tellClaim, { messageId: 'messages/evt-1', receipt })
    await terminate(claimId)
    await stack.parts.worker.start()
    expect(await rebuildClaim(ops, claimId)).toMatchObject({ receiptsToldAgain: 1 })
    await until('its record', async () => (await typesOf(claimId)).includes('NoticeDelivered'))
    expect((await typesOf(claimId)).filter((type) => type === 'FactDisregarded')).toEqual([])
  })

  test('and forgotten by Temporal goes on under what is promised today', async () => {
    const claimId = await fileAnd(proposed)
    await terminate(claimId)
    const { namespace } = stack.temporal.options
    const workflowExecution = { workflowId: claimWorkflowId(claimId) }
    await stack.temporal.workflowService.deleteWorkflowExecution({ namespace, workflowExecution })
    await until('Temporal to forget', async () => (await lookAt(ops, claimId)).run === null)
    expect(await lost()).toMatchObject([{ claimId, workflow: 'MISSING' }])
    expect(await rebuildClaim(ops, claimId)).toMatchObject({ promise: 'of today' })
    await people.ask('approver', claimId, 'approvals', { action: 'approve' })
    await people.reaches(claimId, 'offered')
  })
})

test('the command finds, shows and rebuilds, and its exit code says what came of it', async () => {
  const claimId = await fileAnd(proposed)
  await terminate(claimId)
  expect(await command('rebuild', '--find')).toMatchObject({ code: 1, said: expect.stringContaining(claimId) })
  const shown = await command('look', claimId)
  expect(shown).toMatchObject({
    code: 0,
    said: expect.stringMatching(/awaiting-approval[^]*TERMINATED[^]*without-run/),
  })
  expect(Object.values(lin).filter((personal) => shown.said.includes(personal))).toEqual([])
  expect(await command('rebuild', claimId)).toMatchObject({ code: 0, said: expect.stringContaining('of the old run') })
  expect(await command('rebuild', claimId)).toEqual({
    code: 1,
    said: expect.stringContaining('its run is open and works'),
  })
  expect(await command('rebuild', '--find')).toEqual({ code: 0, said: 'every open claim runs\n' })
  expect(await command('mend')).toMatchObject({ code: 2, said: expect.stringContaining('npm run ops -- look') })
})

/** What the program printed, and how it ended. */
function command(...args: string[]): Promise<{ readonly code: unknown; readonly said: string }> {
  const { connection, options } = stack.temporal
  const env = {
    PATH: process.env['PATH'],
    LIPEI_DATABASE_URL: stack.database.workerUrl,
    TEMPORAL_ADDRESS: (connection as Connection).options.address,
    TEMPORAL_NAMESPACE: options.namespace,
  }
  return new Promise((resolve) => {
    execFile(process.execPath, [path.join(programs.dist, 'ops/main.js'), ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, said: `${stdout}${stderr}` }),
    )
  })
}

async function lost() {
  const found = []
  for await (const claim of findLostClaims(ops satisfies OpsDesk)) found.push(claim)
  return found
}

test('a claim that works is not rebuilt, nor one that nobody reported', async () => {
  const claimId = await fileAnd(proposed)
  const { runId } = await handleOf(claimId).describe()
  await expect(rebuildClaim(ops, claimId, { yes: true })).rejects.toMatchObject({ verdict: 'healthy' })
  expect((await handleOf(claimId).describe()).runId).toBe(runId)
  await expect(rebuildClaim(ops, `clm_${randomUUID()}`)).rejects.toMatchObject({ verdict: 'unknown' })
})

test('a claim reset by hand to an early task catches up with its log, and is paid once', async () => {
  const claimId = await fileAnd(proposed)
  const before = await readLog(stack, claimId)
  const { events } = await handleOf(claimId).fetchHistory()
  const early = events?.find((event) => event.workflowTaskCompletedEventAttributes)
  await stack.temporal.workflowService.resetWorkflowExecution({
    namespace: stack.temporal.options.namespace,
    workflowExecution: { workflowId: claimWorkflowId(claimId) },
    workflowTaskFinishEventId: early?.eventId ?? null,
    reason: 'by hand',
    requestId: randomUUID(),
  })
  const caughtUp = await until('it to catch up', async () => {
    const { claim } = await handleOf(claimId).query(readClaim)
    return claim.version >= before.length && claim
  })
  expect(caughtUp.stage.status).toBe('awaiting-approval')
  expect((await readLog(stack, claimId)).slice(0, before.length)).toEqual(before)
  expect(await verdictOn(claimId)).toBe('healthy')
  await payFrom(claimId)
  const log = await readLog(stack, claimId)
  const commands = log.flatMap((row) => row.command_id ?? [])
  expect(commands).toEqual([...new Set(commands)])
  const { payments } = fold(
    null,
    log.map(({ event }) => event),
  )
  const booked = (await readBankBook(stack)).filter(({ reference }) => reference === payments[0]?.reference)
  expect(booked).toMatchObject([{ state: 'settled', duplicates: 0 }])
})

test('a claim whose code throws on every task stands still, and good code heals it without a rebuild', async () => {
  const claimId = await fileAnd(proposed)
  await deploy(await badBundle())
  const asking = people.ask('approver', claimId, 'approvals', { action: 'approve' })
  await until('its task to fail', async () => (await verdictOn(claimId)) === 'stuck')
  expect((await lookAt(ops, claimId)).run?.taskFailure).toMatchObject({ message: 'bad code' })
  await expect(rebuildClaim(ops, claimId)).rejects.toMatchObject({ verdict: 'stuck' })
  await deploy(undefined)
  expect(await asking).toMatchObject({ status: 'decided' })
  expect(await verdictOn(claimId)).toBe('healthy')
  expect(await contradictions(stack, people, claimId)).toEqual(agreement)
})

test('a stuck run is ended and rebuilt where that is asked for', async () => {
  const claimId = await fileAnd(proposed)
  // A receipt that met the bad code would be told again.
  await until('every receipt', async () => (await people.read(claimId)).notices.every((it) => it.state === 'delivered'))
  const { runId } = await handleOf(claimId).describe()
  await deploy(await badBundle())
  await handleOf(claimId).signal(tellClaim, { messageId: 'x', receipt: { type: 'HandoverDone', toClaimId: 'clm_x' } })
  await until('its task to fail', async () => (await verdictOn(claimId)) === 'stuck')
  expect(await rebuildClaim(ops, claimId, { yes: true })).toMatchObject({ endedRunId: runId, receiptsToldAgain: 0 })
  await deploy(undefined)
  await payFrom(claimId)
  expect(await contradictions(stack, people, claimId)).toEqual(agreement)
})

async function deploy(bundle: string | undefined): Promise<void> {
  otherBundle = bundle
  await stack.parts.worker.kill()
  await stack.parts.worker.start()
}

async function badBundle(): Promise<string> {
  const file = path.join(folder, 'bad.js')
  if (existsSync(file)) return file
  const workflowsPath = fileURLToPath(new URL('../test/end-to-end/bad-code.ts', import.meta.url))
  writeFileSync(file, (await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') })).code)
  return file
}

test('a claim whose log lost events stands still, loudly, pays nothing, and goes on when they are back', async () => {
  const claimId = await fileAnd(readyToPay)
  const kept = (await readLog(stack, claimId)).length - 3
  const seen = (await people.get('supervisor', `/v1/claims/${claimId}`)).headers.get('etag') ?? ''
  await restoreEarlier(stack, claimId, kept)
  const wish = { key: randomUUID(), headers: { 'if-match': seen } }
  const ask = (desk: Desk) => desk.ask('payment-checker', claimId, 'payments/1/check', approve, wish).catch(() => null)
  // Nobody is answered while events are missing: whoever is patient would be told 503 for as long as his patience lasts.
  const hasty = openDesk(stack)
  await until('the alert', async () => (await ask(hasty)) === null && stack.logs().includes('HISTORY_CONFLICT'))
  expect(await verdictOn(claimId)).toBe('log-lacks-events')
  await expect(rebuildClaim(ops, claimId, { yes: true })).rejects.toMatchObject({ verdict: 'log-lacks-events' })
  expect(await ownerQuery(stack, 'select from payments where claim_id = $1', [claimId])).toEqual([])
  await restoreLater(stack, claimId)
  await until('its answer', () => ask(people))
  await people.reaches(claimId, 'paid')
  expect(await contradictions(stack, people, claimId)).toEqual(agreement)
})
