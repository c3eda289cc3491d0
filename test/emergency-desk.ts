import { randomUUID } from 'node:crypto'

import { NativeConnection, Worker } from '@temporalio/worker'
import { pino } from 'pino'

import { tellOfEvents } from '../activities/delivery/event-telling.ts'
import { startPendingClaims } from '../activities/delivery/starter.ts'
import { openPace } from '../activities/delivery/telling-pace.ts'
import { createActivities, createEmergencyActivities } from '../activities/index.ts'
import { askEmergency } from '../api/emergencies/ask-emergency.ts'
import type { GivenEventAnswer } from '../api/emergencies/ask-emergency.ts'
import { openDatabase } from '../db/connect.ts'
import type { Database } from '../db/database.ts'
import { readEvents } from '../db/event-log.ts'
import type { EventCommand } from '../domain/emergency/event-commands.ts'
import type { EventScope, EventWord } from '../domain/emergency/event-word.ts'
import { defaultServicePolicy } from '../domain/service-policy.ts'
import { addDays, dateOf } from '../domain/time.ts'
import type { ClaimActivities } from '../workflows/claim-contract.ts'
import { claimTaskQueue } from '../workflows/claim-contract.ts'
import { calendar } from './calendar-around.ts'
import { createTestDatabase } from './database.ts'
import { commander, reportStorm } from './example-emergency.ts'
import type { OwnNamespace } from './namespace.ts'
import { openNamespace } from './namespace.ts'
import { workflowBundle } from './shell/claim-desk.ts'
import { until } from './shell/outside-world.ts'
import { testVault } from './take-in.ts'

/** Emergencies and claims on the real servers, with a worker; nothing is told or started but when a test says so. */
export interface EmergencyDesk {
  readonly api: Database
  readonly worker: Database
  readonly own: OwnNamespace
  readonly trouble: Trouble
  readonly ask: (eventId: string, command: EventCommand, commandId?: string) => Promise<GivenEventAnswer>
  readonly report: (eventId: string) => Promise<GivenEventAnswer>
  readonly startAll: () => Promise<void>
  /** Tells a page of the claims that are listed. */
  readonly tell: () => Promise<unknown>
  /** Tells until a claim has heard a version; a row that was lent and lost comes back after some seconds. */
  readonly hears: (claimId: string, eventId: string, version: number) => Promise<readonly EventWord[]>
  /** What a claim has applied of an event, in order. */
  readonly appliedTo: (claimId: string, eventId: string) => Promise<readonly EventWord[]>
  readonly close: () => Promise<void>
}

interface Trouble {
  /** What the policy system says, or that it is away. */
  policySystem: 'away' | Awaited<ReturnType<ClaimActivities['lookUpPolicy']>>
  /** Recordings of an emergency that are written and whose worker then dies before it can say so. */
  diesAfterRecording: number
}

export const newEvent = (): string => `emg_${randomUUID().replaceAll('-', '')}`

/** Where the example claims happened. */
export const aroundHere: EventScope = {
  zones: ['31'],
  from: addDays(dateOf(Date.now()), -40),
  to: dateOf(Date.now()),
  causes: ['illness'],
  lines: [],
}

const log = pino({ level: 'silent' })

export async function openEmergencyDesk(address: string): Promise<EmergencyDesk> {
  const database = await createTestDatabase()
  const api = openDatabase(database.apiUrl, { max: 6, applicationName: 'test-api' })
  const db = openDatabase(database.workerUrl, { max: 8, applicationName: 'test-worker' })
  const own = await openNamespace(address)
  const trouble: Trouble = { policySystem: null, diesAfterRecording: 0 }
  const stopWorker = await startWorker({ address, db, own, trouble })

  const ask: EmergencyDesk['ask'] = (eventId, command, commandId = randomUUID()) => {
    const request = { commandId, bodyHash: `hash of ${command.type}`, actor: commander, command }
    return askEmergency({ db: api, vault: testVault, temporal: own.client }, { eventId, request, texts: [] })
  }
  const appliedTo: EmergencyDesk['appliedTo'] = async (claimId, eventId) =>
    (await readEvents(api, claimId)).flatMap((event) =>
      event.type === 'EventApplied' && event.word.eventId === eventId ? [event.word] : [],
    )
  const pace = openPace()
  const tell = () => tellOfEvents({ db, client: own.client, log, pace })

  return {
    api,
    worker: db,
    own,
    trouble,
    ask,
    report: (eventId) => ask(eventId, { ...reportStorm, eventId }),
    async startAll() {
      await db.execute('update starts set next_attempt_at = now()')
      const calendars = { current: async () => calendar }
      await startPendingClaims({ db, client: own.client, log, policy: defaultServicePolicy, calendars })
    },
    tell,
    hears: (claimId, eventId, version) =>
      until(`version ${version} on ${claimId}`, async () => {
        await tell()
        const heard = await appliedTo(claimId, eventId)
        return heard.some((word) => word.version === version) ? heard : null
      }),
    appliedTo,
    async close() {
      await stopWorker()
      await Promise.all([api.close(), db.close(), own.close()])
      await database.drop()
    },
  }
}

interface WorkerGround {
  readonly address: string
  readonly db: Database
  readonly own: OwnNamespace
  readonly trouble: Trouble
}

async function startWorker({ address, db, own, trouble }: WorkerGround): Promise<() => Promise<void>> {
  const connection = await NativeConnection.connect({ address })
  const gateways = {
    messages: { send: async () => ({ messageId: `msg_${randomUUID()}` }) },
    policies: { findPolicy: async () => 'unknown' as const },
    fraud: { score: async () => ({ hardRules: [], signals: [] }) },
    tax: { checkInvoice: async () => 'genuine' as const },
  }
  const emergency = createEmergencyActivities({ db, log })
  const worker = await Worker.create({
    connection,
    namespace: own.namespace,
    taskQueue: claimTaskQueue,
    workflowBundle: await workflowBundle(),
    activities: {
      ...createActivities({ db, vault: testVault, log, client: own.client, gateways }),
      ...emergency,
      lookUpPolicy: async () => {
        if (trouble.policySystem === 'away') throw new Error('the policy system is away')
        return trouble.policySystem
      },
      recordEmergency: async (recording: Parameters<typeof emergency.recordEmergency>[0]) => {
        const stands = await emergency.recordEmergency(recording)
        if (trouble.diesAfterRecording-- > 0) throw new Error('died before it could say so')
        return stands
      },
    },
  })
  const running = worker.run()
  return async () => {
    worker.shutdown()
    await running
    await connection.close()
  }
}
