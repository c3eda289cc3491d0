import type { Client, WorkflowExecutionStatusName } from '@temporalio/client'
import { isGrpcServiceError, WorkflowNotFoundError } from '@temporalio/client'
import type { LoadedDataConverter } from '@temporalio/common'
import { decodeFromPayloadsAtIndex } from '@temporalio/common/lib/internal-non-workflow/index.js'

import { callTimeoutMs } from '../activities/delivery/start-claim.ts'
import type { ClaimAnswer, ClaimInput, ClaimMessage } from '../workflows/claim-contract.ts'
import { claimWorkflowId, tellClaim } from '../workflows/claim-contract.ts'

/** The last run of a claim's workflow, as far as its repair needs it. */
export interface ClaimRun {
  readonly runId: string
  readonly status: WorkflowExecutionStatusName
  readonly historyLength: number
  readonly startedAt: number
  readonly endedAt: number | null
  /** Why its workflow task fails again and again; null when the last one did not. */
  readonly taskFailure: TaskFailure | null
  readonly activities: readonly PendingActivity[]
  /** What the claim was promised, and the working days it counts. */
  readonly promise: Pick<ClaimInput, 'policy' | 'calendar'>
  /** The highest version a caller was told. */
  readonly versionTold: number
  /** Every receipt it was handed, in order. */
  readonly receipts: readonly ClaimMessage[]
}

interface TaskFailure {
  readonly message: string
  readonly attempt: number
}

interface PendingActivity {
  readonly name: string
  readonly attempt: number
  readonly lastFailure: string | null
  readonly failureType: string | null
}

/** Null when Temporal knows no run of the claim: never started, or forgotten since. */
export async function readRun(client: Client, claimId: string): Promise<ClaimRun | null> {
  try {
    return await client.withDeadline(Date.now() + 4 * callTimeoutMs, () => lastRun(client, claimId))
  } catch (error) {
    if (isUnknown(error)) return null
    throw error
  }
}

const grpcNotFound = 5

/** The history may be gone before the run is. */
function isUnknown(error: unknown): boolean {
  if (!isGrpcServiceError(error)) return error instanceof WorkflowNotFoundError
  const code: number = error.code
  return code === grpcNotFound
}

async function lastRun(client: Client, claimId: string): Promise<ClaimRun> {
  const workflowId = claimWorkflowId(claimId)
  const { runId, status, historyLength, startTime, closeTime, raw } = await client.workflow
    .getHandle(workflowId)
    .describe()
  const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory()
  const history = events ?? []
  const read = reading(client.options.loadedDataConverter)
  const { policy, calendar } = await read.input(history)
  return {
    runId,
    status: status.name,
    historyLength,
    startedAt: startTime.getTime(),
    endedAt: closeTime?.getTime() ?? null,
    taskFailure: taskFailureIn(history, raw.pendingWorkflowTask?.attempt ?? 1),
    activities: (raw.pendingActivities ?? []).map(({ activityType, attempt, lastFailure }) => ({
      name: activityType?.name ?? '',
      attempt: attempt ?? 1,
      lastFailure: lastFailure?.message ?? null,
      failureType: lastFailure?.applicationFailureInfo?.type ?? null,
    })),
    promise: { policy, calendar },
    versionTold: Math.max(0, ...(await read.answers(history)).map(({ version }) => version)),
    receipts: await read.receipts(history),
  }
}

type HistoryEvents = NonNullable<
  Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>['events']
>
type HistoryEvent = HistoryEvents[number]

/** What of a history is ours, out of its payloads. */
function reading(converter: LoadedDataConverter) {
  const first = <T>(payloads: { payloads?: Parameters<typeof decodeFromPayloadsAtIndex>[2] } | null | undefined) =>
    decodeFromPayloadsAtIndex<T>(converter, 0, payloads?.payloads)
  const all = <T>(events: HistoryEvents, pick: (event: HistoryEvent) => Parameters<typeof first>[0]): Promise<T[]> =>
    Promise.all(events.flatMap((event) => pick(event) ?? []).map((payloads) => first<T>(payloads)))
  return {
    input: ([started]: HistoryEvents) => first<ClaimInput>(started?.workflowExecutionStartedEventAttributes?.input),
    answers: (events: HistoryEvents) =>
      all<ClaimAnswer>(events, (event) => event.workflowExecutionUpdateCompletedEventAttributes?.outcome?.success),
    receipts: (events: HistoryEvents) =>
      all<ClaimMessage>(events, ({ workflowExecutionSignaledEventAttributes: told }) =>
        told?.signalName === tellClaim.name ? told.input : undefined,
      ),
  }
}

/** Of `WorkflowTaskFailedCause` and `TimeoutType` of the Temporal API by number. */
const resetWorkflow = 20
const startToClose = 1

/** A history holds the first failure of a task only; an operator's reset looks like one, and a worker that went away is none. */
function taskFailureIn(events: HistoryEvents, attempt: number): TaskFailure | null {
  const last = events.findLast(
    (event) =>
      event.workflowTaskCompletedEventAttributes ||
      event.workflowTaskFailedEventAttributes ||
      Number(event.workflowTaskTimedOutEventAttributes?.timeoutType) === startToClose,
  )
  if (last?.workflowTaskTimedOutEventAttributes) return { message: 'it takes too long', attempt }
  const failed = last?.workflowTaskFailedEventAttributes
  if (!failed || Number(failed.cause) === resetWorkflow) return null
  return { message: failed.failure?.message ?? '', attempt }
}
