import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker'

import { shutdownGraceTime } from '../../../activities/process/workers.ts'
import type { TwinEffects } from './twin-contract.ts'
import type { TwinPlace } from './twin-place.ts'
import { workerReady } from './twin-place.ts'

/** Runs until SIGTERM, with the settings of Lipei's worker: the SDK's pollers, Lipei's slots, cache and sticky time. */
export async function runTwinWorker(place: TwinPlace, activities: TwinEffects): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('WARN') })
  const { address, namespace } = place.temporal
  const worker = await Worker.create({
    connection: await NativeConnection.connect({ address }),
    namespace,
    taskQueue: place.name,
    workflowBundle: { codePath: place.bundle },
    activities,
    maxCachedWorkflows: place.cachedWorkflows,
    maxConcurrentWorkflowTaskExecutions: place.workflowTasks,
    stickyQueueScheduleToStartTimeout: '3s',
    shutdownGraceTime,
  })
  console.log(workerReady)
  await worker.run()
  process.exit()
}
