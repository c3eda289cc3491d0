import { realpathSync } from 'node:fs'
import { hostname } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Connection } from '@temporalio/client'
import type { WorkerConfig } from '../../config.ts'
import { readWorkerConfig } from '../../config.ts'
import { claimTaskQueue, paymentTaskQueue } from '../../workflows/claim-contract.ts'

type QueueName = WorkerConfig['LIPEI_WORKER_QUEUES'][number]

interface Place {
  readonly address: string
  readonly namespace: string
}

/** A worker with free hands asks anew every minute. */
const silentMsMax = 120_000

const taskQueues: Readonly<Record<QueueName, string>> = { claims: claimTaskQueue, payments: paymentTaskQueue }

/**
 * Those of the queues from which no worker of this machine has lately asked for work, by Temporal's own account: a worker
 * has no port that could be knocked at, and a process that lives but does not poll would pass any other check.
 */
export async function silentQueues<T extends QueueName>(place: Place, queues: readonly T[]): Promise<T[]> {
  const connection = await Connection.connect({ address: place.address, connectTimeout: 5_000 })
  try {
    const heard = await Promise.all(queues.map((queue) => isHeard(connection, place.namespace, taskQueues[queue])))
    return queues.filter((_, index) => heard[index] !== true)
  } finally {
    await connection.close()
  }
}

async function isHeard({ workflowService }: Connection, namespace: string, name: string): Promise<boolean> {
  const activities = 2
  const { pollers } = await workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name },
    taskQueueType: activities,
  })
  const since = Date.now() - silentMsMax
  return pollers.some(
    ({ identity, lastAccessTime }) =>
      identity?.endsWith(`@${hostname()}`) === true && Number(lastAccessTime?.seconds ?? 0) * 1_000 > since,
  )
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace, LIPEI_WORKER_QUEUES: queues } = readWorkerConfig()
  const silent = await silentQueues({ address, namespace }, queues)
  process.stdout.write(silent.length === 0 ? 'the worker asks for work\n' : `nobody here asks: ${silent.join(', ')}\n`)
  process.exitCode = silent.length === 0 ? 0 : 1
}
