import { randomUUID } from 'node:crypto'

import { Client, Connection } from '@temporalio/client'
import { NativeConnection, Worker } from '@temporalio/worker'
import { pino } from 'pino'

import { recordEvents as recordFor } from '../activities/record-events.ts'
import { openCalendarBook } from '../db/calendar-book.ts'
import { openDatabase } from '../db/connect.ts'
import type { Database } from '../db/database.ts'
import { storeParties } from '../db/parties.ts'
import { recordEvents } from '../db/recording.ts'
import type { Vault } from '../db/vault.ts'
import { createVault } from '../db/vault.ts'
import { fold } from '../domain/claim/evolve.ts'
import { summarise } from '../domain/claim/summary.ts'
import { createTestDatabase } from './database.ts'
import { inputFor, workflowBundle } from './shell/claim-desk.ts'
import { createWorld } from './shell/outside-world.ts'
import type { AskDependencies } from '../api/commands/ask-claim.ts'

/** Everything a command meets on its way: a database, a Temporal server, a worker that can be stopped. */
export interface AskingDesk {
  readonly deps: AskDependencies
  readonly db: Database
  /** The same database as the worker may write it. */
  readonly workerDb: Database
  /** Records a filed claim as intake does, without starting its workflow. */
  readonly fileClaim: () => Promise<string>
  readonly stopWorker: () => Promise<void>
  readonly startWorker: () => Promise<void>
  readonly close: () => Promise<void>
}

export async function openAskingDesk(address: string): Promise<AskingDesk> {
  const taskQueue = `asking-${randomUUID()}`
  const database = await createTestDatabase()
  const db = openDatabase(database.apiUrl, { max: 5, applicationName: 'asking-api' })
  const workerDb = openDatabase(database.workerUrl, { max: 5, applicationName: 'asking-worker' })
  const connection = await Connection.connect({ address })
  const native = await NativeConnection.connect({ address })
  const { policy: servicePolicy, calendar } = inputFor('clm_any', {})
  const vault = testVault()
  let running = await run()

  async function run(): Promise<{ readonly worker: Worker; readonly ended: Promise<void> }> {
    const { activities } = createWorld()
    const log = pino({ level: 'silent' })
    const worker = await Worker.create({
      connection: native,
      taskQueue,
      workflowBundle: await workflowBundle(),
      activities: {
        ...activities,
        recordEvents: (recording: Recording) => recordFor(recording, { db: workerDb, log, goFirst: async () => true }),
      },
    })
    return { worker, ended: worker.run() }
  }

  async function stopWorker(): Promise<void> {
    running.worker.shutdown()
    await running.ended
  }

  return {
    deps: {
      db,
      vault,
      beneficiaryNames: { compare: () => Promise.reject(new Error('the policy system is away')) },
      temporal: clientOn(taskQueue, connection),
      servicePolicy,
      calendars: openCalendarBook(db, calendar),
    },
    db,
    workerDb,
    fileClaim: () => fileClaim(db, vault),
    stopWorker,
    startWorker: async () => void (running = await run()),
    async close() {
      await stopWorker()
      await Promise.all([native.close(), connection.close(), db.close(), workerDb.close()])
      await database.drop()
    },
  }
}

type Recording = Parameters<typeof recordFor>[0]

const testVault = () =>
  createVault({
    dataKeys: `test:${Buffer.alloc(32, 1).toString('base64')}`,
    indexKey: Buffer.alloc(32, 2).toString('base64'),
  })

/** Test files share one server: what is started here goes to this file's own queue. */
function clientOn(taskQueue: string, connection: Connection): Client {
  return new Client({
    connection,
    interceptors: {
      workflow: [
        {
          startWithDetails: (input, next) => next({ ...input, options: { ...input.options, taskQueue } }),
          startUpdateWithStart: (input, next) =>
            next({ ...input, workflowStartOptions: { ...input.workflowStartOptions, taskQueue } }),
        },
      ],
    },
  })
}

/** The insured asks himself, and is called 张三. */
async function fileClaim(db: Database, vault: Vault): Promise<string> {
  const claimId = `clm_${randomUUID()}`
  const { events, policy, calendar } = inputFor(claimId, {})
  const claim = fold(null, events)
  const summary = summarise(claim, { now: claim.lastAt, policy, calendar })
  await recordEvents(db, { claimId, from: 0, events, summary, clocks: claim.clocks, answers: [] })
  const party = { partyId: `pty_${randomUUID()}`, kind: 'claimant', personId: 'per_claimant' } as const
  await storeParties(db, vault, claimId, [{ ...party, details: { name: '张三' } }])
  return claimId
}
