import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, rmSync } from 'node:fs'

import { Client } from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

import { type Desk, openDesk } from '../../test/end-to-end/desk.ts'
import { medicalClaim } from '../../test/end-to-end/filings.ts'
import { accepted } from '../../test/end-to-end/walk.ts'
import { projectFolder } from '../options.ts'
import { identifyProcess, isSameProcess, type ProcessIdentity, sendSignal } from '../process-identity.ts'
import { type ProductionStack, startProductionStack } from './production-stack.ts'

const say = (line: string): boolean => process.stderr.write(`${line}\n`)
const partNames = [
  'postgres',
  'temporalPostgres',
  'temporal',
  'policy',
  'messages',
  'bank',
  'fraud',
  'screening',
  'tax',
  'worker',
  'api',
] as const

let stack: ProductionStack
let desk: Desk
let claimId: string
beforeAll(async () => {
  stack = await startProductionStack({ say })
  desk = openDesk(stack, { patient: true })
  claimId = (await desk.file(medicalClaim)).claimId
}, 600_000)
afterAll(() => stack.stop())

function identify(pids: readonly number[]): ProcessIdentity[] {
  return pids.map(identifyProcess).filter((found) => found !== undefined)
}

test('what runs is durable, and counts its statements', async () => {
  const client = new Client({ connectionString: stack.ownerUrl })
  await client.connect()
  const settings = await client.query(
    `select current_setting('fsync') as fsync, current_setting('shared_preload_libraries') as modules`,
  )
  await client.end()
  expect(settings.rows).toEqual([{ fsync: 'on', modules: 'pg_stat_statements' }])
})

test.each(partNames)('%s is killed with all it started, and comes back', async (name) => {
  const part = stack.parts[name]
  const before = identify(part.pids())
  expect(before.length).toBeGreaterThan(/postgres/i.test(name) ? 5 : 0)
  await part.kill()
  expect(before.filter(isSameProcess)).toEqual([])
  expect(part.pids()).toEqual([])
  await part.start()
  expect(part.pids()).not.toEqual([])
})

test('a claim that was filed before goes on after all of it', async () => {
  await accepted(desk, claimId)
  expect(await desk.read(claimId)).toMatchObject({ status: 'reviewing' })
})

test('a frozen part lets callers in and says nothing until it is thawed', async () => {
  const ask = (): Promise<number> =>
    fetch(`${stack.bankUrl}/faults`, { signal: AbortSignal.timeout(300) }).then(({ status }) => status)
  stack.parts.bank.freeze()
  await expect(ask()).rejects.toThrow('timeout')
  stack.parts.bank.thaw()
  await vi.waitFor(async () => expect(await ask()).toBe(200), 60_000)
})

test('after stop nothing runs and nothing is left', async () => {
  const all = identify(Object.values(stack.parts).flatMap((part) => part.pids()))
  await stack.stop()
  expect(all.filter(isSameProcess)).toEqual([])
  expect(existsSync(stack.folder)).toBe(false)
})

test('when the process that started it is killed, all of it ends, frozen parts too', async () => {
  const owner = startElsewhere()
  const { folder, pids } = JSON.parse(await firstLine(owner)) as { folder: string; pids: number[] }
  const all = identify(pids)
  expect(all.length).toBeGreaterThan(partNames.length)
  sendSignal(owner.pid ?? 0, 'SIGKILL')
  await vi.waitFor(() => expect(all.filter(isSameProcess)).toEqual([]), { timeout: 120_000, interval: 100 })
  // Whoever makes a run folder meanwhile removes what a killed owner has left.
  rmSync(folder, { recursive: true, force: true })
}, 300_000)

/** A stack whose owner freezes two of its parts and says its folder and the pids of all its processes. */
function startElsewhere(): ChildProcess {
  const program = `
    import { startProductionStack } from './local/production/production-stack.ts'
    const { folder, parts } = await startProductionStack()
    parts.temporalPostgres.freeze()
    parts.bank.freeze()
    console.log(JSON.stringify({ folder, pids: Object.values(parts).flatMap((part) => part.pids()) }))`
  const args = ['--import', 'tsx', '--input-type=module', '--eval', program]
  return spawn(process.execPath, args, { cwd: projectFolder, stdio: ['ignore', 'pipe', 'inherit'] })
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('its output is not at hand')
  const [text] = (await once(stdout.setEncoding('utf8'), 'data')) as [string]
  return text
}
