import { spawn } from 'node:child_process'
import { once } from 'node:events'

import { expect, test } from 'vitest'

import { endProcess, identifyProcess, isSameProcess, parentOf } from './process-identity.ts'
import { isPostmasterOf } from './postgres.ts'

test('a living process is known by pid, command line and start', async () => {
  const child = spawn('sleep', ['30'])
  const identity = identifyProcess(child.pid ?? 0)
  expect(identity).toMatchObject({ pid: child.pid, command: 'sleep 30' })
  expect(parentOf(child.pid ?? 0)).toBe(process.pid)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(identifyProcess(child.pid ?? 0)).toBeUndefined()
})

test('a pid that was given to somebody else is not the recorded process', () => {
  const own = identifyProcess(process.pid)
  if (own === undefined) throw new Error('this process exists')
  expect(isSameProcess(own)).toBe(true)
  expect(isSameProcess({ ...own, startedAt: '1' })).toBe(false)
  expect(isSameProcess({ ...own, command: 'postgres -D /somewhere' })).toBe(false)
})

test('somebody else with the recorded pid is never signalled', async () => {
  const child = spawn('sleep', ['30'])
  const other = { pid: child.pid ?? 0, command: 'postgres -D /data', startedAt: '1' }
  await expect(endProcess(other, ['SIGKILL'], 50)).resolves.toBe(true)
  expect(identifyProcess(child.pid ?? 0)).toBeDefined()
  child.kill('SIGKILL')
  await once(child, 'exit')
})

test('a process that ignores the first signal gets the next one', async () => {
  const child = spawn('/bin/sh', ['-c', 'trap "" TERM; echo ready; while :; do sleep 0.1; done'])
  await once(child.stdout, 'data')
  const identity = identifyProcess(child.pid ?? 0)
  if (identity === undefined) throw new Error('the shell runs')
  await expect(endProcess(identity, ['SIGTERM', 'SIGKILL'], 100)).resolves.toBe(true)
})

test.each([0, 1, -5, Number.NaN])('%d names no process of ours', (pid) => {
  expect(identifyProcess(pid)).toBeUndefined()
})

test('a postmaster is ours only on exactly our folder', () => {
  const command = '/x y/bin/postgres -D /data/理赔 1/pg -p 5433 -c fsync=off'
  expect(isPostmasterOf(command, '/data/理赔 1/pg')).toBe(true)
  expect(isPostmasterOf(command, '/data/理赔 1/p')).toBe(false)
  expect(isPostmasterOf('vim -D /data/理赔 1/pg', '/data/理赔 1/pg')).toBe(false)
})
