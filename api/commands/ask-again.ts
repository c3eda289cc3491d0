import type { Client } from '@temporalio/client'
import { WithStartWorkflowOperation } from '@temporalio/client'

import { priorityAtStart } from '../../activities/delivery/start-claim.ts'
import { fold } from '../../domain/claim/evolve.ts'
import { summarise } from '../../domain/claim/summary.ts'
import type { ClaimAnswer, ClaimInput, ClaimRequest } from '../../workflows/claim-contract.ts'
import { askClaim, claimTaskQueue, claimWorkflowId, claimWorkflowType } from '../../workflows/claim-contract.ts'
import { searchAttributesOf } from '../../workflows/search-attributes.ts'

/**
 * Asks a finished claim in a new run under the same id, begun from its recorded events. Start and question are one call:
 * a run that nobody asks anything finds the claim at rest and ends before the question arrives.
 */
export function askAgain(client: Client, input: ClaimInput, request: ClaimRequest): Promise<ClaimAnswer> {
  const claim = fold(null, input.events)
  const summary = summarise(claim, { now: claim.lastAt, calendar: input.calendar, policy: input.policy })
  const run = new WithStartWorkflowOperation<(input: ClaimInput) => Promise<void>>(claimWorkflowType, {
    workflowId: claimWorkflowId(input.claimId),
    taskQueue: claimTaskQueue,
    args: [input],
    priority: priorityAtStart(claim, input.told),
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    workflowIdConflictPolicy: 'USE_EXISTING',
    typedSearchAttributes: searchAttributesOf(summary),
    staticSummary: `${summary.line} claim, ${summary.cause}, branch ${summary.branch}, reopened`,
  })
  return client.workflow.executeUpdateWithStart(askClaim, {
    args: [request],
    updateId: request.commandId,
    startWorkflowOperation: run,
  })
}
