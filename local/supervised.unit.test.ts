import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import type { Child, ChildSpec } from './children.ts'
import { sendSignal } from './process-identity.ts'
import { describeDeath, pauseAfter, supervise, type Supervised } from './supervised.ts'

let folder: string
let running: Supervised | undefined
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'lipei-children-'))
})
afterEach(async () => {
  await running?.stop(0)
  rmSync(folder, { recursive: true, force: true })
})

function shell(script: string, env: Readonly<Record<string, string>> = {}): ChildSpec {
  const logFile = path.join(folder, 'bank.log')
  return { name: 'bank', command: '/bin/sh', args: ['-c', script], cwd: folder, env, logFile, stopSignal: 'SIGTERM' }
}

const patient = { timeout: 10_000, interval: 20 }

test('a child that dies is told with the end of its log and started again', async () => {
  const said: string[] = []
  const children: Child[] = []
  const report = { say: (line: string) => void said.push(line), started: (child: Child) => void children.push(child) }
  running = supervise(shell('echo the last words; exec sleep 30'), report)
  await vi.waitFor(() => expect(readFileSync(path.join(folder, 'bank.log'), 'utf8')).toContain('last words'), patient)
  sendSignal(running.child().pid, 'SIGKILL')
  await vi.waitFor(() => expect(children).toHaveLength(2), patient)
  expect(said.join('\n')).toMatch(/bank died \(signal SIGKILL\); starting it again in 0.5 s.*the last words/s)
  expect(running.failures()).toBe(1)
})

test('a death is told in readable words, the same words once, and without any where the log has none', () => {
  const logFile = path.join(folder, 'postgres.log')
  const child = { name: 'PostgreSQL', logFile } as Child
  const fatal = [1, 2, 3].map((pid) => `2026-11-22 12:00:00.123 UTC [${pid}] FATAL:  terminating connection`)
  writeFileSync(logFile, ['{"level":30,"msg":"ready"}', ...fatal, ''].join('\n'))
  expect(describeDeath(child, 'signal SIGKILL', 'everything stops')).toBe(
    `PostgreSQL died (signal SIGKILL); everything stops. Its log (${logFile}) ends:\n` +
      '    info: ready\n    FATAL:  terminating connection',
  )
  writeFileSync(logFile, '{"level":30,"route":"/livez","status":200}\n')
  expect(describeDeath(child, 'signal SIGKILL', 'everything stops')).toBe(
    `PostgreSQL died (signal SIGKILL); everything stops. Its log: ${logFile}`,
  )
})

test('a stopped child stays stopped', async () => {
  const children: Child[] = []
  running = supervise(shell('exec sleep 30'), { say: () => undefined, started: (child) => void children.push(child) })
  await running.stop(1_000)
  expect(running.child().exit()).toBe('signal SIGTERM')
  expect(children).toHaveLength(1)
})

test('a child deaf to its signal is killed when its grace is over', async () => {
  running = supervise(shell('trap "" TERM; echo deaf; while :; do sleep 0.05; done'), {
    say: () => undefined,
    started: () => undefined,
  })
  await vi.waitFor(() => expect(readFileSync(path.join(folder, 'bank.log'), 'utf8')).toContain('deaf'), patient)
  await running.stop(100)
  expect(running.child().exit()).toBe('signal SIGKILL')
})

test('a restart on wish is no failure and takes the change with it', async () => {
  const said: string[] = []
  running = supervise(shell('echo "word=$WORD"; exec sleep 30', { WORD: 'old' }), {
    say: (line) => void said.push(line),
    started: () => undefined,
  })
  const log = path.join(folder, 'bank.log')
  await vi.waitFor(() => expect(readFileSync(log, 'utf8')).toContain('word=old'), patient)
  await running.restart({ env: { WORD: 'new' } })
  await vi.waitFor(() => expect(readFileSync(log, 'utf8')).toContain('word=new'), patient)
  expect(said).toEqual([])
  expect(running.failures()).toBe(0)
})

test('the pauses grow to ten seconds', () => {
  expect([1, 2, 3, 4, 5, 6, 60].map(pauseAfter)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000])
})
