import type { Client } from '@temporalio/client'
import { isGrpcServiceError } from '@temporalio/client'
import type { TaskTurn } from '../../domain/emergency/task-priority.ts'
import { claimWorkflowId } from '../../workflows/claim-contract.ts'
import { callTimeoutMs } from './start-claim.ts'

/**
 * Gives the tasks of a running claim another turn, those of its activities too, also after a continue-as-new. Repeating it leaves
 * no event. What a server cannot do (before 1.31) it leaves: the claim is worked in the turn it has.
 *
 * @returns false where no workflow of the claim runs, or the server knows no such thing
 */
export async function giveTurn(client: Client, claimId: string, priority: TaskTurn): Promise<boolean> {
  const { namespace } = client.options
  const ask = () =>
    client.workflowService.updateWorkflowExecutionOptions({
      namespace,
      workflowExecution: { workflowId: claimWorkflowId(claimId) },
      workflowExecutionOptions: { priority },
      // The key stays: it is that of the claim's own green channel, which no event opens or closes.
      updateMask: { paths: ['priority.fairness_key', 'priority.fairness_weight'] },
    })
  try {
    await client.withDeadline(Date.now() + callTimeoutMs, ask)
    return true
  } catch (error) {
    if (isGrpcServiceError(error) && leftAlone.has(error.code)) return false
    throw error
  }
}

/** gRPC: NOT_FOUND, which is also said of a workflow that has ended, and UNIMPLEMENTED. */
const leftAlone: ReadonlySet<number> = new Set([5, 12])
