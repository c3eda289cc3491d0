import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import type { Client, WorkflowHandle } from '@temporalio/client'
import type { History } from '@temporalio/common/lib/proto-utils.js'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'

import { inheritedEnvironment, sharedCacheFolder } from '../../local/options.ts'
import { createLadder, findTemporalBinary } from '../../local/temporal-ladder.ts'
import { startTemporal } from '../../local/temporal-server.ts'
import { freePort } from '../../local/ports.ts'
import { openDesk } from './claim-desk.ts'
import { emergencyRuns, openEmergency } from './emergency-run.ts'
import { coveredPolicy } from './outside-world.ts'
import { stories } from './stories.ts'
import { recordedWhole } from './walk.ts'

const projectFolder = fileURLToPath(new URL('../..', import.meta.url))
const historiesFolder = path.join(projectFolder, 'workflows', 'histories')

/**
 * Records stories anew: `npm run histories:record -- supplement`. A deliberate act: recorded
 * histories are what proves that new code still replays old claims, so after the first release a story is added here, never
 * recorded again.
 */
async function recordStories(address: string, names: readonly string[]): Promise<void> {
  await mkdir(historiesFolder, { recursive: true })
  const isMeant = (name: string): boolean => names.includes(name)
  for (const [name, tell] of Object.entries(stories).filter(([name]) => isMeant(name))) {
    const desk = await openDesk(address)
    desk.world.policy = coveredPolicy
    try {
      const claim = await tell(desk)
      await recordedWhole(desk, claim)
      await keep(desk.client, name, claim.handle)
    } finally {
      await desk.close()
    }
  }
  for (const [name, lead] of Object.entries(emergencyRuns).filter(([name]) => isMeant(name))) {
    const desk = await openEmergency(address)
    try {
      await lead(desk)
      await desk.handle.result()
      await keep(desk.client, name, desk.handle)
    } finally {
      await desk.close()
    }
  }
}

const isOf = (file: string, name: string): boolean =>
  file === `${name}.json` || (file.startsWith(`${name}-`) && /^\d+\.json$/.test(file.slice(name.length + 1)))

/** Every run of the workflow, in the place of what was recorded before: what continued as new has several. */
async function keep(client: Client, name: string, handle: WorkflowHandle): Promise<void> {
  const runs: string[] = []
  let runId: string | undefined = (await handle.describe()).runId
  while (runId !== undefined) {
    const history: History = await client.workflow.getHandle(handle.workflowId, runId).fetchHistory()
    runs.unshift(fromAnywhere(JSON.stringify(JSON.parse(historyToJSON(history)))))
    const started: { continuedExecutionRunId?: string | null } | null | undefined =
      history.events?.[0]?.workflowExecutionStartedEventAttributes
    runId = started?.continuedExecutionRunId || undefined
  }
  for (const file of await readdir(historiesFolder)) {
    if (isOf(file, name)) await rm(path.join(historiesFolder, file))
  }
  for (const [index, json] of runs.entries()) {
    await writeFile(
      path.join(historiesFolder, runs.length === 1 ? `${name}.json` : `${name}-${index + 1}.json`),
      `${json}\n`,
    )
  }
  process.stdout.write(`recorded ${name}\n`)
}

/** A failure's stack names files of the project, not where the project lies. */
const fromAnywhere = (json: string): string => json.replaceAll(projectFolder, '')

const names = process.argv.slice(2)
const known = [...Object.keys(stories), ...Object.keys(emergencyRuns)]
if (names.length === 0) throw new Error(`say which stories are to be recorded anew; there are ${known.join(', ')}`)
const unknown = names.find((name) => !known.includes(name))
if (unknown !== undefined) throw new Error(`no story ${unknown}; there are ${known.join(', ')}`)
const env = inheritedEnvironment()
const folder = mkdtempSync(path.join(os.tmpdir(), 'lipei-record-'))
const say = (line: string): boolean => process.stderr.write(`${line}\n`)
const fallbackFolder = path.join(projectFolder, '.lipei', 'bin')
const binary = await findTemporalBinary(
  createLadder({ projectFolder, cacheFolder: sharedCacheFolder(), fallbackFolder, env }, say),
)
const server = await startTemporal({
  binary,
  port: await freePort(),
  logFile: path.join(folder, 'temporal.log'),
  throwaway: true,
  env,
})
try {
  await recordStories(server.address, names)
} finally {
  await server.child.stop(5_000)
  rmSync(folder, { recursive: true, force: true })
}
