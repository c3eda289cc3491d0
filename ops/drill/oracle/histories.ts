import type { Client } from '@temporalio/client'

import type { Claim } from '../../../domain/claim/state.ts'
import { claimWorkflowId, readClaim } from '../../../workflows/claim-contract.ts'

/** One claim as Temporal tells it. */
export interface RunningClaim {
  /** Runs that began by being started, not by continuing another: one, for ever. */
  readonly begun: number
  readonly runs: number
  /** Ids of the Updates that were answered with success, by run. */
  readonly done: readonly (readonly string[])[]
  /** The claim as its workflow knows it; null when that has ended. */
  readonly claim: Claim | null
  /** How often the workflow task that is open now was tried; 0 when none is. */
  readonly taskAttempts: number
}

/** Ids of the runs of every claim, from the list: it lags behind, so it is asked when all is quiet. */
export async function listRuns(temporal: Client): Promise<ReadonlyMap<string, readonly string[]>> {
  const runs = new Map<string, string[]>()
  for await (const { workflowId, runId } of temporal.workflow.list({ query: `WorkflowType = 'claimWorkflow'` })) {
    const known = runs.get(workflowId)
    if (known === undefined) runs.set(workflowId, [runId])
    else known.push(runId)
  }
  return runs
}

/** Null when Temporal does not know the claim. */
export async function readRunning(
  temporal: Client,
  claimId: string,
  listed: ReadonlyMap<string, readonly string[]>,
): Promise<RunningClaim | null> {
  const workflowId = claimWorkflowId(claimId)
  const handle = temporal.workflow.getHandle(workflowId)
  const described = await handle.describe().catch(ifUnknown)
  if (described === null) return null
  const runs = [...new Set([...(listed.get(workflowId) ?? []), described.runId])]
  const histories = await Promise.all(runs.map((runId) => readRun(temporal, workflowId, runId)))
  const isRunning = described.status.name === 'RUNNING'
  return {
    begun: histories.filter(({ isBegun }) => isBegun).length,
    runs: runs.length,
    done: histories.map(({ done }) => done),
    claim: isRunning ? (await handle.query(readClaim)).claim : null,
    taskAttempts: described.raw.pendingWorkflowTask?.attempt ?? 0,
  }
}

async function readRun(temporal: Client, workflowId: string, runId: string) {
  const { events } = await temporal.workflow.getHandle(workflowId, runId).fetchHistory()
  const done: string[] = []
  let isBegun = false
  for (const event of events ?? []) {
    const started = event.workflowExecutionStartedEventAttributes
    if (started) isBegun = !started.continuedExecutionRunId
    const completed = event.workflowExecutionUpdateCompletedEventAttributes
    if (completed?.outcome?.success && completed.meta?.updateId) done.push(completed.meta.updateId)
  }
  return { isBegun, done }
}

function ifUnknown(error: unknown): null {
  if (error instanceof Error && error.name === 'WorkflowNotFoundError') return null
  throw error
}
