import type { NativeConnection, WorkerOptions } from '@temporalio/worker'
import { Worker } from '@temporalio/worker'
import type { ClaimActivities, PaymentActivities } from '../../workflows/claim-contract.ts'
import type { DrillActivities, EmergencyActivities } from '../../workflows/emergency-contract.ts'
import type { ReconciliationActivities } from '../../workflows/reconciliation-contract.ts'
import { claimTaskQueue, paymentTaskQueue } from '../../workflows/claim-contract.ts'

/**
 * Longer than the longest activity (25 s), so that a deploy never cuts one off. But for the comparison of statements, which
 * may take minutes: it keeps whole days, and begins again with the first it did not keep.
 */
export const shutdownGraceTime = '40s'

/**
 * How long one step of workflow code may keep its thread before the SDK breaks it off. Its own five seconds pass on a starved
 * machine with nothing wrong, and breaking off may end the whole process (nodejs/node#38503). Not among the public options.
 */
const patience = { isolateExecutionTimeout: '20s' }

export interface WorkerPlan {
  /** Which of the two queues this process works on. */
  readonly queues: readonly ('claims' | 'payments')[]
  readonly connection: NativeConnection
  readonly namespace: string
  readonly claimActivities: ClaimActivities & EmergencyActivities & DrillActivities
  readonly paymentActivities: PaymentActivities
  /** Served beside the payments, by whoever speaks with the bank. */
  readonly reconciliationActivities?: ReconciliationActivities
  readonly workflows: Pick<WorkerOptions, 'workflowBundle' | 'workflowsPath' | 'bundlerOptions'>
  readonly cachedWorkflows: number
  /** Claims worked on at once. */
  readonly workflowTasks: number
  /** What workflow interceptors of the bundle may call. */
  readonly sinks?: WorkerOptions['sinks']
}

/** One worker for claims and what they ask for, one that moves money and nothing else; each may have its own process. */
export function createWorkers(plan: WorkerPlan): Promise<Worker[]> {
  const { connection, namespace, claimActivities, paymentActivities, workflows, sinks } = plan
  const bankActivities = { ...paymentActivities, ...plan.reconciliationActivities }
  const common = { connection, namespace, shutdownGraceTime } as const
  const options: Readonly<Record<(typeof plan.queues)[number], WorkerOptions>> = {
    claims: {
      ...common,
      ...workflows,
      ...(sinks && { sinks }),
      taskQueue: claimTaskQueue,
      activities: claimActivities,
      ...patience,
      maxCachedWorkflows: plan.cachedWorkflows,
      maxConcurrentWorkflowTaskExecutions: plan.workflowTasks,
      // A claim whose worker was killed is offered to the others after this long, instead of the SDK's ten seconds.
      stickyQueueScheduleToStartTimeout: '3s',
    },
    payments: { ...common, taskQueue: paymentTaskQueue, activities: bankActivities },
  }
  return Promise.all(plan.queues.map((queue) => Worker.create(options[queue])))
}

/**
 * Runs until SIGTERM or SIGINT, then lets what is under way end; a second signal ends the process at once. When one
 * worker breaks, the others stop in order before its error is thrown.
 */
export async function runWorkers(workers: readonly Worker[]): Promise<void> {
  const shutDown = (): void => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown()
  }
  process.once('SIGTERM', shutDown).once('SIGINT', shutDown)
  const outcomes = await Promise.allSettled(workers.map((worker) => worker.run().finally(shutDown)))
  const broken = outcomes.find((outcome) => outcome.status === 'rejected')
  if (broken !== undefined) throw broken.reason
}
