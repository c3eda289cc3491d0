import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { freePort, isPortFree } from './ports.ts'
import { isLauncher } from './launcher.ts'
import { readOptions } from './options.ts'
import { blockedFolder } from './postgres-binaries.ts'
import { explainFolder, explainNode, explainOwner, findFaults } from './preflight.ts'
import { layOutState } from './state-folder.ts'
import { isSource } from './watch.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'lipei-preflight-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a taken port is named with a command that gives a free one, and the variable that does', async () => {
  const port = await freePort()
  const server = net.createServer()
  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port }, resolve))
  const faults = (await findFaults(readOptions([`--bank-port=${port}`], {}), layOutState(folder))).join('\n')
  server.close()
  const said =
    /port (\d+) \(bank\) is taken; give another: npm start -- --bank-port (\d+) \(or LIPEI_BANK_PORT=\2\)/.exec(faults)
  expect(said?.[1]).toBe(String(port))
  expect(await isPortFree(Number(said?.[2]))).toBe(true)
})

test.each([
  ['18.20.0', false],
  ['20.18.3', false],
  ['20.19.0', true],
  ['22.1.0', true],
])('Node %s is enough: %s', (version, isEnough) => {
  expect(explainNode(version) === undefined).toBe(isEnough)
})

test('the folder that keeps another user out is named, not what lies below it', () => {
  const closed = path.join(folder, 'closed home')
  mkdirSync(path.join(closed, '理赔'), { recursive: true })
  chmodSync(folder, 0o755)
  chmodSync(closed, 0o000)
  // Root may enter everywhere, so it looks as nobody; everybody else as themselves.
  const isRoot = process.getuid?.() === 0
  const user = isRoot ? { uid: 65_534, gid: 65_534 } : { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
  expect(blockedFolder(closed, user)).toBe(closed)
  expect(blockedFolder(folder, user)).toBeUndefined()
  expect(explainFolder(folder, user)).toBeUndefined()
  expect(explainFolder(path.join(closed, '理赔'), user)).toBe(
    `PostgreSQL cannot run as root, so it runs as the user "postgres", who may not enter ${closed}, where the data goes.\n` +
      'Either keep the data elsewhere (--state-dir /var/tmp/lipei, or LIPEI_STATE_DIR), or run npm start as a normal user.',
  )
  chmodSync(closed, 0o700)
})

test('data that another user made are named with both users and the ways out', () => {
  const owner = process.getuid?.() ?? 0
  expect(explainOwner(folder, owner)).toBeUndefined()
  expect(explainOwner(path.join(folder, 'not there yet'), owner + 1)).toBeUndefined()
  expect(explainOwner(folder, owner + 1)).toBe(
    `${folder} belongs to user ${owner}, but PostgreSQL would run as user ${owner + 1}: it was made by another user.\n` +
      'Run npm start as that user, or keep other data elsewhere (--state-dir), or remove the folder.',
  )
})

test('only what npm puts in between is a launcher, no shell that someone types into', () => {
  for (const launcher of [
    'npm start',
    'sh -c tsx local/start.ts --fresh',
    'sh -c node --import tsx local/start.ts',
    'node /a b/node_modules/.bin/tsx local/start.ts',
  ])
    expect(isLauncher(launcher)).toBe(true)
  for (const other of ['bash', '-bash', 'bash -c npm start &', 'npmx', 'tmux', 'node other.js'])
    expect(isLauncher(other)).toBe(false)
})

test('tests are no reason to restart', () => {
  expect(isSource('claim/decide.ts')).toBe(true)
  expect(isSource('claim/decide.test.ts')).toBe(false)
  expect(isSource('claim/.decide.ts.swp')).toBe(false)
})
