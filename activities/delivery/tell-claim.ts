import type { Client } from '@temporalio/client'
import { WorkflowNotFoundError } from '@temporalio/client'
import type { ClaimMessage } from '../../workflows/claim-contract.ts'
import { claimWorkflowId, tellClaim } from '../../workflows/claim-contract.ts'
import { callTimeoutMs } from './start-claim.ts'

/** Tells a running claim what happened. False when no workflow of the claim runs: not yet started, or ended. */
export async function tellRunningClaim(client: Client, claimId: string, message: ClaimMessage): Promise<boolean> {
  const handle = client.workflow.getHandle(claimWorkflowId(claimId))
  try {
    await client.withDeadline(Date.now() + callTimeoutMs, () => handle.signal(tellClaim, message))
    return true
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false
    throw error
  }
}
