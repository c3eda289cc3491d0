import type { Client, WorkflowHandle } from '@temporalio/client'
import { WorkflowNotFoundError } from '@temporalio/client'
import type { ClaimMessage } from '../../workflows/claim-contract.ts'
import { claimWorkflowId, lookAtLog, renewRun, tellClaim } from '../../workflows/claim-contract.ts'
import { callTimeoutMs } from './start-claim.ts'

/** Tells a running claim what happened. False when no workflow of the claim runs: not yet started, or ended. */
export const tellRunningClaim = (client: Client, claimId: string, message: ClaimMessage): Promise<boolean> =>
  reach(client, claimId, (handle) => handle.signal(tellClaim, message))

/** Tells a running claim how long its log is; it reads on when it knows less. False when no workflow of the claim runs. */
export const tellLogLength = (client: Client, claimId: string, length: number): Promise<boolean> =>
  reach(client, claimId, (handle) => handle.signal(lookAtLog, length))

/** Tells a running claim that there are rules of this version. False when no workflow of the claim runs. */
export const tellOfRules = (client: Client, claimId: string, rules: number): Promise<boolean> =>
  reach(client, claimId, (handle) => handle.signal(renewRun, rules))

async function reach(
  client: Client,
  claimId: string,
  tell: (handle: WorkflowHandle) => Promise<void>,
): Promise<boolean> {
  const handle = client.workflow.getHandle(claimWorkflowId(claimId))
  try {
    await client.withDeadline(Date.now() + callTimeoutMs, () => tell(handle))
    return true
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false
    throw error
  }
}
