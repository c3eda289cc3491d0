import { randomUUID } from 'node:crypto'

import type { WorkflowHandle } from '@temporalio/client'
import { Client, Connection } from '@temporalio/client'
import { NativeConnection, Worker } from '@temporalio/worker'

import { DAY } from '../../domain/time.ts'
import type { EventCommand } from '../../domain/emergency/event-commands.ts'
import type { Emergency, EmergencyEvent } from '../../domain/emergency/event-state.ts'
import type { EmergencyActivities, EmergencyInput } from '../../workflows/emergency-contract.ts'
import {
  askEmergency,
  emergencyWorkflowId,
  emergencyWorkflowType,
  readEmergency,
} from '../../workflows/emergency-contract.ts'
import { commander, declareStorm, endStorm, regrade, reportStorm, stormId, stormScope } from '../example-emergency.ts'
import { quietRuntime } from '../quiet-runtime.ts'
import { workflowBundle } from './claim-desk.ts'
import { until } from './outside-world.ts'

/** One emergency on a worker of its own, with a log and a list of claims in memory. */
export interface EmergencyDesk {
  readonly client: Client
  readonly handle: WorkflowHandle
  readonly ask: (command: EventCommand) => Promise<void>
  /** Resolves when it stands so. */
  readonly stands: (isSo: (emergency: Emergency) => boolean) => Promise<void>
  readonly close: () => Promise<void>
}

/** Goes on in a new run after so many events of its history. */
const historyLimit = 30

export async function openEmergency(address: string): Promise<EmergencyDesk> {
  quietRuntime()
  const taskQueue = `test-${randomUUID()}`
  const [native, connection] = await Promise.all([
    NativeConnection.connect({ address }),
    Connection.connect({ address }),
  ])
  const client = new Client({ connection })
  const activities = inMemory()
  const worker = await Worker.create({
    connection: native,
    taskQueue,
    workflowBundle: await workflowBundle(),
    activities: { ...activities },
  })
  const running = worker.run()
  const input: EmergencyInput = { eventId: stormId, events: [], historyLimit }
  const workflowId = emergencyWorkflowId(stormId)
  await client.workflow.start(emergencyWorkflowType, { taskQueue, workflowId, args: [input] })
  const handle = client.workflow.getHandle(workflowId)
  let asked = 0
  return {
    client,
    handle,
    async ask(command) {
      asked += 1
      const commandId = `command-${asked}`
      const request = { commandId, bodyHash: commandId, actor: commander, command }
      await handle.executeUpdate(askEmergency, { args: [request], updateId: commandId })
    },
    async stands(isSo) {
      await until(
        'the emergency to stand so',
        async () => {
          const emergency = await handle.query(readEmergency).catch(() => null)
          return emergency !== null && isSo(emergency)
        },
        90_000,
      )
    },
    async close() {
      worker.shutdown()
      await running
      await Promise.all([native.close(), connection.close()])
    },
  }
}

/** The log takes what it is given once; three claims are listed, in two calls. */
function inMemory(): EmergencyActivities {
  const log: EmergencyEvent[] = []
  return {
    recordEmergency: async ({ from, events }) => {
      if (log.length === from) log.push(...events)
      return log.slice(from)
    },
    readEventLog: async ({ from }) => log.slice(from),
    listClaims: async ({ after }) => (after === '' ? { listed: 2, last: 'clm_2' } : { listed: 1, last: null }),
  }
}

/** What histories of emergencies are recorded of. */
export const emergencyRuns: Readonly<Record<string, (desk: EmergencyDesk) => Promise<void>>> = {
  'emergency-reviewed': async ({ ask, stands }) => {
    await ask(reportStorm)
    await ask(declareStorm)
    await stands(({ status }) => status === 'active')
    await ask(regrade('II'))
    await stands(({ level, listed }) => level === 'II' && listed.length === 1)
    const measures = { contactHours: 1, waivedDocuments: ['photos'] } as const
    await ask({ type: 'SetMeasures', measures, reasonId: 'txt_reason' })
    await ask({ type: 'SetZone', scope: { ...stormScope, zones: ['41'] }, reasonId: 'txt_reason' })
    await ask(endStorm)
    // The second round of its end, a minute after the first.
    await stands(({ status, listed }) => status === 'ended' && listed.length === 2)
    await ask({ type: 'ReviewEvent', summaryId: 'txt_summary' })
  },
  'emergency-exercise': async ({ ask, stands }) => {
    await ask({ ...reportStorm, drill: true })
    await ask({ ...declareStorm, level: 'II', regulatorLevel: 'II', estimate: { lossFen: 6_000_000_000 } })
    await stands(({ status }) => status === 'active')
    const multiplier = { times: 2, until: Date.now() + 7 * DAY } as const
    await ask({ type: 'SetMeasures', measures: { multiplier }, reasonId: 'txt_reason' })
    await ask(endStorm)
    await ask({ type: 'ReviewEvent', summaryId: 'txt_summary' })
  },
  'emergency-only-watched': async ({ ask }) => {
    await ask(reportStorm)
    await ask(endStorm)
    await ask({ type: 'ReviewEvent', summaryId: 'txt_summary' })
  },
}
