import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js'
import { Worker, bundleWorkflowCode } from '@temporalio/worker'
import type { WorkflowBundleWithSourceMap } from '@temporalio/worker'
import { beforeAll, describe, expect, test } from 'vitest'

import { currentRules } from '../../domain/rules.ts'
import { bundlerOptions, workflowsPath } from '../../workflows/bundle.ts'
import { emergencyRuns } from '../shell/emergency-run.ts'
import { stories } from '../shell/stories.ts'

const folder = fileURLToPath(new URL('../../workflows/histories', import.meta.url))
const files = await readdir(folder)

let bundle: WorkflowBundleWithSourceMap
let replayed: Outcomes
beforeAll(async () => {
  bundle = await bundleWorkflowCode({ workflowsPath, ...bundlerOptions, logger: silent })
  replayed = await replayAll(bundle)
}, 240_000)

const quiet = (): void => undefined
const silent = { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet }

test.each(files)('the recorded %s replays with the code of today', (file) => {
  expect(replayed.get(file)).toBe('replays')
})

test('every story has a recorded history', () => {
  const recorded = new Set(files.map((file) => file.replace(/(-\d+)?\.json$/, '')))
  expect([...recorded].toSorted()).toEqual([...Object.keys(stories), ...Object.keys(emergencyRuns)].toSorted())
})

test('claims of every version of the rules are recorded, those of today too', async () => {
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')))
  const versions = new Set(texts.flatMap(rulesIn))
  expect([...versions].toSorted((a, b) => a - b)).toEqual(Array.from({ length: currentRules }, (_, index) => index + 1))
})

/** The versions of the rules a history's claims went by. */
const rulesIn = (history: string): readonly number[] =>
  Array.from(history.matchAll(/"data": ?"([A-Za-z0-9+/=]+)"/g), ([, data = '']) =>
    Buffer.from(data, 'base64').toString(),
  ).flatMap((payload) => Array.from(payload.matchAll(/"rules":(\d+)/g), ([, version]) => Number(version)))

test.each(files)('the recorded %s names no folder of the machine it was recorded on', async (file) => {
  const history = await readFile(path.join(folder, file), 'utf8')
  // A frame of a stack says where its file lies.
  expect(history.match(/\((?:file:\/\/)?\/[^)]*\.[jt]s:\d+/g) ?? []).toEqual([])
})

test('an event set below the level of the regulator, before that was refused, replays as it was decided', async () => {
  const declared = await readFile(path.join(folder, 'emergency-reviewed-1.json'), 'utf8')
  const bound = withPayloads(declared, (payload) =>
    payload
      .replace('"type":"DeclareEvent"', '"type":"DeclareEvent","regulatorLevel":"I"')
      .replace('"proposedLevel":"I","regulatorLevel":null', '"proposedLevel":"I","regulatorLevel":"I"'),
  )
  expect(bound).not.toBe(declared)
  const outcomes = await replayAll(bundle, [{ workflowId: 'below', history: historyIn(bound) }])
  expect(outcomes.get('below')).toBe('replays')
})

/** A history in which every payload reads as changed. */
const withPayloads = (history: string, change: (payload: string) => string): string =>
  history.replaceAll(/"data": ?"([A-Za-z0-9+/=]+)"/g, (whole, data: string) => {
    const payload = Buffer.from(data, 'base64').toString()
    const changed = change(payload)
    return changed === payload ? whole : `"data":"${Buffer.from(changed).toString('base64')}"`
  })

describe('after another version of the rules is added and has become current', () => {
  let withNextRules: WorkflowBundleWithSourceMap
  let replayedByNext: Outcomes
  beforeAll(async () => {
    const nextRules = fileURLToPath(new URL('./next-rules.ts', import.meta.url))
    const ruleModule = { [path.resolve(folder, '../../domain/rules.ts')]: nextRules }
    withNextRules = await bundleWorkflowCode({
      workflowsPath,
      ...bundlerOptions,
      logger: silent,
      webpackConfigHook: (config) => ({
        ...bundlerOptions.webpackConfigHook(config),
        resolve: { ...config.resolve, alias: Object.assign({}, config.resolve?.alias, ruleModule) },
      }),
    })
    replayedByNext = await replayAll(withNextRules)
  }, 240_000)

  test('the bundle under test holds every version', () => {
    expect(withNextRules.code).toContain('the next rules of this test')
  })

  test.each(files)('%s, recorded by an older version, replays', (file) => {
    expect(replayedByNext.get(file)).toBe('replays')
  })
})

test('the bundle holds the domain and the shell, and nothing of zod, the database or Node', () => {
  const modules = [...bundle.code.matchAll(/\.\/(node_modules\/(?:@[^/\\"]+\/)?[^/\\"]+)/g)].map(([, name]) => name)
  const foreign = new Set(
    modules.filter((name) => !/^node_modules\/(@temporalio\/|long$|ms$|nexus-rpc$)/.test(name ?? '')),
  )
  expect([...foreign]).toEqual([])
  expect(bundle.code).toContain('claimWorkflow')
  expect(bundle.code).not.toMatch(/require\(["']node:/)
})

test('the bundle keeps the language the workflows are written in', () => {
  expect(bundle.code).toContain('...file')
  expect(bundle.code).not.toContain('_object_spread')
})

/** By file: that it replays, or the error that says where the code went another way. */
type Outcomes = ReadonlyMap<string, 'replays' | Error>

/** One worker for all of them: each would take longer to load the bundle than to replay a claim. */
async function replayAll(
  workflowBundle: WorkflowBundleWithSourceMap,
  histories: Histories = recorded(),
): Promise<Outcomes> {
  const outcomes = new Map<string, 'replays' | Error>()
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle }, histories)) {
    outcomes.set(workflowId, error ?? 'replays')
  }
  return outcomes
}

type Histories = Parameters<typeof Worker.runReplayHistories>[1]

async function* recorded() {
  for (const file of files) {
    yield { workflowId: file, history: historyIn(await readFile(path.join(folder, file), 'utf8')) }
  }
}

const historyIn = (text: string) => historyFromJSON(JSON.parse(text) as unknown)
