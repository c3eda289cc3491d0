import type { Client } from '@temporalio/client'
import { isGrpcServiceError } from '@temporalio/client'
import type { TaskPriority, TaskTurn } from '../../domain/emergency/task-priority.ts'
import { greenKey } from '../../domain/emergency/task-priority.ts'
import { claimWorkflowId } from '../../workflows/claim-contract.ts'
import { callTimeoutMs } from './start-claim.ts'

/**
 * Gives the tasks of a running claim another turn, those of its activities too, also after a continue-as-new. Repeating it leaves
 * no event. What a server cannot do (before 1.31) it leaves: the claim is worked in the turn it has.
 *
 * @returns false where no workflow of the claim runs, or the server knows no such thing
 */
export const giveTurn = (client: Client, claimId: string, turn: TaskTurn): Promise<boolean> =>
  // The key stays: it is that of the claim's own green channel, which no event opens or closes.
  prioritise(client, claimId, { priority: turn, fields: ['fairness_key', 'fairness_weight'], withinMs: callTimeoutMs })

/** Lets the tasks of a running claim go first: it was granted the green channel. Its turn stays that of its province or event. */
export const goFirst = (client: Client, claimId: string, withinMs: number): Promise<boolean> =>
  prioritise(client, claimId, { priority: { priorityKey: greenKey }, fields: ['priority_key'], withinMs })

interface Wanted {
  readonly priority: Partial<TaskPriority>
  readonly fields: readonly string[]
  readonly withinMs: number
}

async function prioritise(client: Client, claimId: string, { priority, fields, withinMs }: Wanted): Promise<boolean> {
  const { namespace } = client.options
  const ask = () =>
    client.workflowService.updateWorkflowExecutionOptions({
      namespace,
      workflowExecution: { workflowId: claimWorkflowId(claimId) },
      workflowExecutionOptions: { priority },
      updateMask: { paths: fields.map((field) => `priority.${field}`) },
    })
  try {
    await client.withDeadline(Date.now() + withinMs, ask)
    return true
  } catch (error) {
    if (isGrpcServiceError(error) && leftAlone.has(error.code)) return false
    throw error
  }
}

/** gRPC: NOT_FOUND, which is also said of a workflow that has ended, and UNIMPLEMENTED. */
const leftAlone: ReadonlySet<number> = new Set([5, 12])
