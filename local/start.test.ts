import { execFile, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, chmodSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'

import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'

import { alertCodes } from '../domain/watchdog/findings.ts'
import { layOutCalendar } from '../test/calendar-around.ts'
import { freePort } from './ports.ts'
import { inheritedEnvironment, portNames, portVariable, projectFolder } from './options.ts'
import { endProcess, identifyProcess, isSameProcess, type ProcessIdentity, sendSignal } from './process-identity.ts'
import type { RunRecord } from './run-record.ts'

/** The real stack as a user starts it, on ports and in a folder of its own. */
interface Started {
  readonly pid: number
  readonly said: () => string
  readonly exited: Promise<number | null>
}

let root: string
let env: Record<string, string>
beforeAll(async () => {
  root = mkdtempSync(path.join(os.tmpdir(), 'lipei start 理赔-'))
  chmodSync(root, 0o755)
  env = { ...inheritedEnvironment(), LIPEI_STATE_DIR: path.join(root, 'state'), TEMPORAL_ADDRESS: '' }
  env['LIPEI_CALENDAR_FILE'] = layOutCalendar(root)
  for (const name of portNames) env[portVariable(name)] = String(await freePort())
})
/** A test that failed leaves its stack running, and the next one is not to find it. */
afterEach(async () => {
  const left = existsSync(runFile()) ? everyProcess(readRun()) : []
  await Promise.all(left.map((process) => endProcess(process, ['SIGKILL'], 2_000)))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const runFile = (): string => path.join(root, 'state', 'run.json')
const readRun = (): RunRecord => JSON.parse(readFileSync(runFile(), 'utf8')) as RunRecord
const everyProcess = ({ parent, children }: RunRecord): ProcessIdentity[] => [parent, ...Object.values(children)]
const patient = { timeout: 120_000, interval: 50 }

function start(...flags: readonly string[]): Started {
  const child = spawn(process.execPath, ['--import', 'tsx', 'local/start.ts', ...flags], { cwd: projectFolder, env })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
  const exited = new Promise<number | null>((resolve) => void child.once('exit', (code) => resolve(code)))
  return { pid: child.pid ?? 0, said: () => output, exited }
}

async function startAndWait(words = 'List the claims', ...flags: readonly string[]): Promise<Started> {
  const started = start(...flags)
  const hasBlock = vi.waitFor(() => expect(started.said()).toContain(words), patient)
  const gaveUp = started.exited.then((code) => Promise.reject(new Error(`exit code ${code}:\n${started.said()}`)))
  await Promise.race([hasBlock, gaveUp])
  gaveUp.catch(() => undefined)
  hasBlock.catch(() => undefined)
  return started
}

/** What a command of this project says; throws when it ends with an error. */
async function run(...script: readonly string[]): Promise<string> {
  const said = await promisify(execFile)(process.execPath, ['--import', 'tsx', ...script], { cwd: projectFolder, env })
    // What it had said is what tells why it failed.
    .catch((error: Error & { stdout?: string }) => {
      throw new Error(`${error.message}\n${error.stdout ?? ''}`, { cause: error })
    })
  return said.stdout
}

const claimsUrl = (): string => `http://127.0.0.1:${env[portVariable('api')]}/v1/claims`

const bearer = async (role: string) => ({ authorization: `Bearer ${(await run('local/token.ts', role)).trim()}` })

/** The claims a role sees. */
async function listed(role: string, query = ''): Promise<readonly { readonly claimId: string }[]> {
  const answer = await fetch(`${claimsUrl()}${query}`, { headers: await bearer(role) })
  return ((await answer.json()) as { data: { claimId: string }[] }).data
}

/** Accepts the example that waits in `received`: its workflow was begun by an earlier start. */
async function acceptReceived(): Promise<unknown> {
  const [claim] = await listed('intake-clerk', '?status=received')
  const key = { 'content-type': 'application/json', 'idempotency-key': 'after-the-kill' }
  const headers = { ...(await bearer('intake-clerk')), ...key }
  const body = JSON.stringify({ action: 'accept' })
  return (await fetch(`${claimsUrl()}/${claim?.claimId}/acceptance`, { method: 'POST', headers, body })).json()
}

/** How much the watchdog has to tell, once it has looked anew. */
async function alertsSinceNow(): Promise<unknown> {
  const begun = Date.now()
  const ask = async () => {
    const answer = await fetch(`http://127.0.0.1:${env[portVariable('watchdog')]}/alerts`)
    const { lookedAt, counts } = (await answer.json()) as { lookedAt: string; counts: unknown }
    expect(Date.parse(lookedAt)).toBeGreaterThan(begun)
    return counts
  }
  return vi.waitFor(ask, patient)
}

/** The two commands of the block, each as one line. */
function commandsOf(block: string): string[] {
  const lines = block.replaceAll('\\\n', '').split('\n')
  return lines.filter((line) => line.startsWith('  curl '))
}

/** Whatever the watchdog knows to tell. */
const nothing = Object.fromEntries(alertCodes.map((code) => [code, 0]))

test(
  'the block comes, its commands work, the demo tells every story to its end, a second start says who runs, and Ctrl-C leaves nothing behind',
  { timeout: 600_000 },
  async () => {
    const first = await startAndWait('List the claims', '--no-examples')
    for (const command of commandsOf(first.said())) {
      const { stdout } = await promisify(execFile)('/bin/sh', ['-c', `${command} -o /dev/null -w '%{http_code}'`], {
        env,
      })
      expect(`${command} -> ${stdout}`).toMatch(/ -> 20[02]$/)
    }
    expect(await run('local/ops.ts', 'rebuild', '--find')).toBe('every open claim runs\n')
    expect(await run('local/audit-verify.ts')).toMatch(/^\d+ claims, \d+ events: every chain is whole\n$/)
    expect(await run('local/migrate.ts')).toBe('the database is up to date\n')
    const told = await run('local/demo/main.ts')
    expect(told).toContain('Every claim reached its end.')
    // The thirty days of the law: a date, a pause with both its proofs, another date, and every level with its instant.
    expect(told).toMatch(/C06 stands still since .* is proven delivered by /)
    expect(told).toMatch(/C06 is running, due .* and no more .*: it stood still from .* to .* \(documents complete, /)
    expect(told).toMatch(/C06 was escalated: at-risk 2.*, due 2.*, breach 2.*, late 2/)
    expect(await alertsSinceNow()).toEqual(nothing)
    expect(readFileSync(path.join(root, 'state', 'logs', 'watchdog.log'), 'utf8')).not.toContain('"alert"')
    const second = start('--no-examples')
    await expect(second.exited).resolves.toBe(1)
    expect(second.said()).toContain(`already runs here (pid ${first.pid})`)

    const all = everyProcess(readRun())
    sendSignal(first.pid, 'SIGINT')
    await expect(Promise.race([first.exited, delay(10_000, 'still there')])).resolves.toBe(0)
    expect(all.filter(isSameProcess)).toEqual([])
    expect(existsSync(runFile())).toBe(false)
  },
)

/** Those the stack starts again by itself: it goes on without any of them. */
const withoutServers = ({ children }: RunRecord): [string, ProcessIdentity][] =>
  Object.entries(children).filter(([name]) => name !== 'postgres' && name !== 'temporal')

test(
  'after kill -9 of the parent, of any child or of all, the next start ends the orphans, and the example claims go on',
  { timeout: 600_000 },
  async () => {
    const killed = await startAndWait('21 example claims are there, one in each status.')
    const orphans = Object.values(readRun().children)
    sendSignal(killed.pid, 'SIGKILL')
    await killed.exited
    expect(orphans.every(isSameProcess)).toBe(true)

    const healed = await startAndWait('List the claims', '--no-examples')
    expect(healed.said()).toContain('An earlier run was killed; ended its PostgreSQL')
    expect(orphans.filter(isSameProcess)).toEqual([])
    expect(await acceptReceived()).toMatchObject({ status: 'reviewing' })

    const before = withoutServers(readRun())
    expect(before).toHaveLength(9)
    for (const [, { pid }] of before) sendSignal(pid, 'SIGKILL')
    await vi.waitFor(() => {
      const { children } = readRun()
      expect(before.filter(([name, { pid }]) => children[name]?.pid === pid)).toEqual([])
    }, patient)
    for (const [name] of before) expect(healed.said()).toContain(`${name} died (signal SIGKILL); starting it again`)

    for (const process of everyProcess(readRun())) sendSignal(process.pid, 'SIGKILL')
    await healed.exited
    const again = await startAndWait('List the claims', '--no-examples')
    sendSignal(readRun().children['postgres']?.pid ?? 0, 'SIGKILL')
    await expect(again.exited).resolves.toBe(1)
    expect(again.said()).toContain('postgres died (signal SIGKILL); everything stops; start again with npm start')

    const fresh = await startAndWait('List the claims', '--no-examples', '--fresh')
    expect(await listed('supervisor')).toEqual([])
    sendSignal(fresh.pid, 'SIGTERM')
    await expect(fresh.exited).resolves.toBe(0)
    expect(identifyProcess(fresh.pid)).toBeUndefined()
  },
)
