import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import type { CallJournal } from '../../ops/drill/load/call-journal.ts'
import { openCallJournal } from '../../ops/drill/load/call-journal.ts'
import { beginLife } from '../../ops/drill/load/claim-life.ts'
import type { Integrator } from '../../ops/drill/load/integrator.ts'
import { openIntegrator } from '../../ops/drill/load/integrator.ts'
import type { LifePlan } from '../../ops/drill/load/life-plan.ts'
import { fileFor, lifePlans } from '../../ops/drill/load/lives.ts'
import { judge } from '../../ops/drill/oracle/judge.ts'
import { untilQuiet } from '../../ops/drill/oracle/quiet.ts'
import { leaveDatabase } from '../../ops/drill/oracle/witnesses.ts'
import type { Stack } from './stack.ts'
import { startStack } from './stack.ts'

const patienceMs = 120_000

let folder: string
let stack: Stack
let journal: CallJournal
let integrator: Integrator
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'lipei-lives-'))
  stack = await startStack()
  journal = await openCallJournal(path.join(folder, 'calls.jsonl'))
  integrator = openIntegrator({ url: stack.url, tokenOf: stack.tokenOf, journal, patienceMs })
})
afterAll(async () => {
  await leaveDatabase()
  await stack.stop()
  await stack.database.drop()
  await journal.close()
  rmSync(folder, { recursive: true })
})

test('where nothing dies, each life of the drill comes to its end, and the witnesses agree on all of them', async () => {
  const ends = await Promise.all(lifePlans.map(lived))
  expect(ends.filter((end) => end !== '')).toEqual([])
  const { ownerUrl } = stack.database
  expect(await untilQuiet(ownerUrl, patienceMs)).toEqual({ starts: 0, receipts: 0, payments: 0 })
  const { bankUrl, temporal } = stack
  const { violations, claims } = await judge({ ownerUrl, bankUrl, temporal, journal: journal.entries }, () => undefined)
  expect(violations).toEqual([])
  expect(claims).toBe(lifePlans.length)
})

/** Nobody waits, not even for a clock to ring: what it failed by, or nothing. */
async function lived(plan: LifePlan, at: number): Promise<string> {
  const hurry = AbortSignal.abort()
  const setting = { integrator, name: `life-${plan.name}`, filer: plan.filer, nextPauseMs: () => 0, hurry, patienceMs }
  const filed = fileFor(plan, at + 1, dueWithinMs)
  return beginLife(setting, filed.body)
    .then((claim) => plan.live(claim, filed))
    .then(
      () => '',
      (error: unknown) => `${plan.name}: ${String(error)}`,
    )
}

const dueWithinMs = 15_000
