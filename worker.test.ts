import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest'
import { openDatabase } from './db/connect.ts'
import type { Database } from './db/database.ts'
import { isStarted } from './db/starts.ts'
import { inheritedEnvironment } from './local/options.ts'
import type { CompiledPrograms } from './local/production/compiled-programs.ts'
import { startBankSimulator } from './simulators/bank.ts'
import { startFraudSimulator } from './simulators/fraud-score.ts'
import { startMessageSimulator } from './simulators/message-provider.ts'
import { startPolicySimulator } from './simulators/policy-system.ts'
import { startScreeningSimulator } from './simulators/screening.ts'
import type { Simulator } from './simulators/server.ts'
import type { TestDatabase } from './test/database.ts'
import { createTestDatabase } from './test/database.ts'
import type { OwnNamespace } from './test/namespace.ts'
import { openNamespace } from './test/namespace.ts'
import { ensureRunPrograms } from './test/run-programs.ts'
import { freePort } from './local/ports.ts'
import { until } from './test/shell/outside-world.ts'
import { takeIn, testKeys } from './test/take-in.ts'

// The real process as production runs it, in a namespace of its own: its queues are everybody's.

const canaries = { phone: '13800001234', name: '金丝雀', policyNo: 'P-MED-0001' }

let database: TestDatabase
let api: Database
let own: OwnNamespace
let folder: string
let programs: CompiledPrograms
let partners: Readonly<Record<'policy' | 'messages' | 'bank' | 'fraud' | 'screening', Simulator>>

beforeAll(async () => {
  database = await createTestDatabase()
  api = openDatabase(database.apiUrl, { max: 2, applicationName: 'test-api' })
  own = await openNamespace(inject('temporalAddress'))
  folder = await mkdtemp(path.join(tmpdir(), 'lipei-worker-'))
  programs = await ensureRunPrograms()
  const place = (dataDir: string) => ({ port: 0, dataDir: path.join(folder, dataDir) })
  const [policy, messages, bank, fraud, screening] = await Promise.all([
    startPolicySimulator(place('policy')),
    startMessageSimulator(place('messages')),
    startBankSimulator(place('bank')),
    startFraudSimulator(place('fraud')),
    startScreeningSimulator(place('screening')),
  ])
  partners = { policy, messages, bank, fraud, screening }
})

afterAll(async () => {
  await Promise.all(Object.values(partners).map((partner) => partner.close()))
  await Promise.all([api.close(), own.close()])
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

test('a claim taken in while no worker ran is started, looked up and answered once one does', async () => {
  const claimId = await takeInWithCanaries()
  const worker = startWorker()
  const sent = await until('the guidance', async () => {
    const { messages } = await messagesSent()
    return messages.find(({ reference }) => reference === `${claimId}-1`) ?? null
  })
  expect(sent).toMatchObject({ to: 'per_claimant', channel: 'app', template: 'guidance' })
  await until('the policy', async () => ((await eventTypesOf(claimId)).includes('PolicyLookedUp') ? true : null))
  expect(await worker.stop('SIGTERM')).toBe(0)
  for (const canary of Object.values(canaries)) expect(worker.log()).not.toContain(canary)
  expect(worker.log()).toContain('the worker has stopped')
})

test('after kill -9 the next worker goes on where it stood', async () => {
  const first = startWorker()
  const claimId = await takeInWithCanaries()
  await until('its start', async () => ((await isStarted(api, claimId)) ? true : null))
  await first.stop('SIGKILL')
  startWorker()
  await until('the guidance on record', async () =>
    (await eventTypesOf(claimId)).includes('NoticeDispatched') ? true : null,
  )
  const { messages } = await messagesSent()
  expect(messages.filter(({ reference }) => reference === `${claimId}-1`).length).toBe(1)
})

test('it waits for servers that are not there yet, says so, and still ends at once', async () => {
  const nowhere = `127.0.0.1:${await freePort()}`
  const lonely = startWorker({ TEMPORAL_ADDRESS: nowhere })
  await until('its complaint', () => (lonely.log().includes('waiting for Temporal') ? true : null))
  expect(lonely.log()).toContain('PostgreSQL is ready')
  expect(await lonely.stop('SIGTERM')).toBe('SIGTERM')
})

test('without a bundle it makes its own, and in local mode it says that its key is no key', async () => {
  const local = startWorker({ LIPEI_MODE: 'local', LIPEI_WORKFLOW_BUNDLE: undefined })
  await until('its readiness', () => (local.log().includes('the worker takes claims') ? true : null))
  expect(local.log()).toContain('development key')
})

function startWorker(more: Readonly<Record<string, string | undefined>> = {}) {
  const child = spawn(process.execPath, [path.join(programs.dist, 'worker.js')], {
    env: {
      ...inheritedEnvironment(),
      LIPEI_DATABASE_URL: database.workerUrl,
      TEMPORAL_ADDRESS: inject('temporalAddress'),
      TEMPORAL_NAMESPACE: own.namespace,
      LIPEI_DATA_KEYS: testKeys.dataKeys,
      LIPEI_INDEX_KEY: testKeys.indexKey,
      LIPEI_POLICY_URL: partners.policy.url,
      LIPEI_MESSAGES_URL: partners.messages.url,
      LIPEI_BANK_URL: partners.bank.url,
      LIPEI_FRAUD_URL: partners.fraud.url,
      LIPEI_SCREENING_URL: partners.screening.url,
      // No claim here has an invoice.
      LIPEI_TAX_URL: 'http://127.0.0.1:1',
      LIPEI_WORKFLOW_BUNDLE: programs.bundle,
      ...more,
    },
  })
  return watch(child)
}

function watch(child: ChildProcessWithoutNullStreams) {
  let log = ''
  child.stdout.on('data', (chunk) => (log += String(chunk)))
  child.stderr.on('data', (chunk) => (log += String(chunk)))
  const gone = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
  const stop = async (signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null> => {
    child.kill(signal)
    const [code, killedBy] = await gone
    return code ?? killedBy
  }
  onTestFinished(async () => void (await stop('SIGKILL')))
  return { log: () => log, stop }
}

async function takeInWithCanaries(): Promise<string> {
  const { phone, name, policyNo } = canaries
  const parties = [{ partyId: 'pty_1', kind: 'claimant', personId: 'per_claimant', details: { name, phone } }] as const
  const { claimId } = await takeIn(api, { parties, policyNo })
  return claimId
}

async function eventTypesOf(claimId: string): Promise<readonly unknown[]> {
  const { rows } = await api.$client.query('select type from claim_events where claim_id = $1', [claimId])
  return rows.map((row: { type: unknown }) => row.type)
}

async function messagesSent(): Promise<{ readonly messages: readonly { readonly reference: string }[] }> {
  const answer = await fetch(`${partners.messages.url}/messages`)
  return (await answer.json()) as { messages: { reference: string }[] }
}
