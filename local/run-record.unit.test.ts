import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { identifyProcess, type ProcessIdentity } from './process-identity.ts'
import { beginRun } from './run-record.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'lipei-run-'))
  file = path.join(folder, 'run.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const dead: ProcessIdentity = { pid: 4_194_303, command: 'node', startedAt: '1' }

function leaveRecord(parent: ProcessIdentity, children: Readonly<Record<string, ProcessIdentity>> = {}): void {
  writeFileSync(file, JSON.stringify({ parent, urls: { API: 'http://127.0.0.1:8080' }, children, isStopping: false }))
}

function ownIdentity(): ProcessIdentity {
  const own = identifyProcess(process.pid)
  if (own === undefined) throw new Error('this process exists')
  return own
}

test('a second start is told who runs and where', async () => {
  leaveRecord(ownIdentity())
  await expect(beginRun(file)).rejects.toThrow(new RegExp(`pid ${process.pid}.*\\n.*http://127.0.0.1:8080`, 's'))
})

test('what a killed run left is ended and named', async () => {
  const orphan = spawn('sleep', ['30'])
  const identity = identifyProcess(orphan.pid ?? 0)
  if (identity === undefined) throw new Error('the orphan runs')
  leaveRecord(dead, { worker: identity, api: dead })
  const exit = once(orphan, 'exit')
  const run = await beginRun(file)
  expect(run.healed).toEqual(['worker'])
  await expect(exit).resolves.toEqual([null, 'SIGTERM'])
  run.end()
  expect(existsSync(file)).toBe(false)
})

test('a record that was cut off is no obstacle', async () => {
  writeFileSync(file, '{"parent": {"pi')
  const run = await beginRun(file)
  expect(run.healed).toEqual([])
  run.end()
})

test('of two starts at once one wins', async () => {
  const results = await Promise.allSettled([beginRun(file), beginRun(file)])
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})
