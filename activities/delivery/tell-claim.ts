import type { Client, WorkflowHandle } from '@temporalio/client'
import { WorkflowNotFoundError } from '@temporalio/client'
import { fold } from '../../domain/claim/evolve.ts'
import { summarise } from '../../domain/claim/summary.ts'
import type { ClaimInput, ClaimMessage } from '../../workflows/claim-contract.ts'
import {
  claimTaskQueue,
  claimWorkflowId,
  claimWorkflowType,
  lookAtLog,
  renewRun,
  tellClaim,
} from '../../workflows/claim-contract.ts'
import { searchAttributesOf } from '../../workflows/search-attributes.ts'
import { callTimeoutMs, priorityAtStart } from './start-claim.ts'

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

/**
 * Tells a claim that has ended, in a new run under the same id, begun from its recorded events. Start and signal are one
 * call: a run that nobody tells anything finds the claim at rest and ends before the news arrives.
 */
export async function tellAgain(client: Client, input: ClaimInput, message: ClaimMessage): Promise<void> {
  const claim = fold(null, input.events)
  const summary = summarise(claim, { now: claim.lastAt, calendar: input.calendar, policy: input.policy })
  await client.withDeadline(Date.now() + callTimeoutMs, () =>
    client.workflow.signalWithStart(claimWorkflowType, {
      workflowId: claimWorkflowId(input.claimId),
      taskQueue: claimTaskQueue,
      args: [input],
      priority: priorityAtStart(claim, input.told),
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      typedSearchAttributes: searchAttributesOf(summary),
      staticSummary: `${summary.line} claim, ${summary.cause}, branch ${summary.branch}, gone on after its end`,
      signal: tellClaim,
      signalArgs: [message],
    }),
  )
}
