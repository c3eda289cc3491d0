import { Client, Connection } from '@temporalio/client'

import { serveTwin } from '../twin/twin-front.ts'
import { readPlace } from '../twin/twin-place.ts'
import { ask, bareClaim, read, tell } from './bare-claim.ts'

/** The door of the bare twin: one call of Temporal per request, and nothing else. */
const { name: taskQueue, temporal, ports } = readPlace()
const connection = await Connection.connect({ address: temporal.address })
const { workflow } = new Client({ connection, namespace: temporal.namespace })

await serveTwin(ports.front, {
  async start(filed) {
    await workflow.start(bareClaim, { workflowId: filed.claimId, taskQueue, args: [filed] })
  },
  async message(claimId, message) {
    const view = await workflow.getHandle(claimId).executeUpdate(ask, { args: [message] })
    return { code: 200, body: view }
  },
  read: (claimId) => workflow.getHandle(claimId).query(read),
  tell: (claimId, receipt) => workflow.getHandle(claimId).signal(tell, receipt),
})
