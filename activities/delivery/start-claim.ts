import type { Client } from '@temporalio/client'
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client'
import { fold } from '../../domain/claim/evolve.ts'
import type { ClaimSummary } from '../../domain/claim/summary.ts'
import { summarise } from '../../domain/claim/summary.ts'
import { showInstant } from '../../domain/time.ts'
import type { ClaimInput } from '../../workflows/claim-contract.ts'
import { claimTaskQueue, claimWorkflowId, claimWorkflowType } from '../../workflows/claim-contract.ts'
import { searchAttributesOf } from '../../workflows/search-attributes.ts'

/** Bound of every call of the Temporal server, in milliseconds. */
export const callTimeoutMs = 5_000

/**
 * Starts the workflow of a claim from its recorded events. Repeating it is safe: a claim whose workflow runs, or has run,
 * is `already-started`.
 */
export async function startClaim(client: Client, input: ClaimInput): Promise<'started' | 'already-started'> {
  const claim = fold(null, input.events)
  const summary = summarise(claim, { now: claim.lastAt, calendar: input.calendar, policy: input.policy })
  const options = {
    workflowId: claimWorkflowId(input.claimId),
    taskQueue: claimTaskQueue,
    args: [input],
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    workflowIdConflictPolicy: 'FAIL',
    typedSearchAttributes: searchAttributesOf(summary),
    staticSummary: `${summary.line} claim, ${summary.cause}, branch ${summary.branch}`,
    staticDetails: detailsAtStart(summary),
  } as const
  try {
    await client.withDeadline(Date.now() + callTimeoutMs, () => client.workflow.start(claimWorkflowType, options))
    return 'started'
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 'already-started'
    throw error
  }
}

/** Markdown for whoever opens the run in the Temporal UI. */
function detailsAtStart({ claimId, channel, line, cause, region, eventDate, reportedAt }: ClaimSummary): string {
  return [
    `**${claimId}**`,
    `- line ${line}, cause ${cause}, on ${eventDate}, region ${region}`,
    `- reported ${showInstant(reportedAt)} by ${channel}`,
  ].join('\n')
}
