import { Client, Connection } from '@temporalio/client'

import { serveTwin } from '../twin/twin-front.ts'
import { openPool, readPlace } from '../twin/twin-place.ts'
import { naiveClaim, send, tell } from './naive-claim.ts'

/** The door of the naive twin: messages are signals nobody waits for, and the status is read from the last step's row. */
const place = readPlace()
const connection = await Connection.connect({ address: place.temporal.address })
const { workflow } = new Client({ connection, namespace: place.temporal.namespace })
const pool = openPool(place)

await serveTwin(place.ports.front, {
  async start(filed) {
    await workflow.start(naiveClaim, { workflowId: filed.claimId, taskQueue: place.name, args: [filed] })
  },
  async message(claimId, message) {
    await workflow.getHandle(claimId).signal(send, message)
    return { code: 202, body: {} }
  },
  async read(claimId) {
    const last = 'select status, n as steps from naive.steps where claim_id = $1 order by n desc limit 1'
    const { rows } = await pool.query<{ status: string; steps: number }>(last, [claimId])
    return rows[0] ?? null
  },
  tell: (claimId, receipt) => workflow.getHandle(claimId).signal(tell, receipt),
})
