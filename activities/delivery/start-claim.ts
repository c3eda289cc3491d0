import type { Client, WorkflowStartOptions } from '@temporalio/client'
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client'
import { currentEvents } from '../../domain/claim/emergency.ts'
import { fold } from '../../domain/claim/evolve.ts'
import { greenByRule } from '../../domain/claim/green-channel.ts'
import type { Claim } from '../../domain/claim/state.ts'
import type { ClaimSummary } from '../../domain/claim/summary.ts'
import { summarise } from '../../domain/claim/summary.ts'
import type { EventWord } from '../../domain/emergency/event-word.ts'
import type { TaskPriority } from '../../domain/emergency/task-priority.ts'
import { taskPriority, turnAmong } from '../../domain/emergency/task-priority.ts'
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
  try {
    await start(client, input, { workflowIdReusePolicy: 'REJECT_DUPLICATE', workflowIdConflictPolicy: 'FAIL' })
    return 'started'
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 'already-started'
    throw error
  }
}

/**
 * Starts a new run of a claim that had one. In one act with the end of a run that is still open, if `endOpenRun`: the
 * claim is never without a run in between.
 *
 * @returns the new run's id
 * @throws {WorkflowExecutionAlreadyStartedError} when a run is open and is not to be ended
 */
export function startAnew(client: Client, input: ClaimInput, endOpenRun: boolean): Promise<string> {
  return start(client, input, {
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    workflowIdConflictPolicy: endOpenRun ? 'TERMINATE_EXISTING' : 'FAIL',
  })
}

type IdPolicies = Pick<WorkflowStartOptions, 'workflowIdReusePolicy' | 'workflowIdConflictPolicy'>

async function start(client: Client, input: ClaimInput, policies: IdPolicies): Promise<string> {
  const claim = fold(null, input.events)
  const summary = summarise(claim, { now: claim.lastAt, calendar: input.calendar, policy: input.policy })
  const options = {
    ...policies,
    workflowId: claimWorkflowId(input.claimId),
    taskQueue: claimTaskQueue,
    args: [input],
    priority: priorityAtStart(claim, input.told),
    typedSearchAttributes: searchAttributesOf(summary),
    staticSummary: `${summary.line} claim, ${summary.cause}, branch ${summary.branch}`,
    staticDetails: detailsAtStart(summary),
  }
  const begin = () => client.workflow.start(claimWorkflowType, options)
  const { firstExecutionRunId } = await client.withDeadline(Date.now() + callTimeoutMs, begin)
  return firstExecutionRunId
}

/** By what it knows already, by what its rules will find first of all, and by what it is told as it starts: of an event the newest word. */
export function priorityAtStart(claim: Claim, told: readonly EventWord[] = []): TaskPriority {
  const known = currentEvents(claim).filter(({ eventId }) => !told.some((word) => word.eventId === eventId))
  const turn = turnAmong(claim.report.region, [...known, ...told])
  return taskPriority(turn, claim.emergencies?.greenChannel !== undefined || greenByRule(claim) !== null)
}

/** Markdown for whoever opens the run in the Temporal UI. */
function detailsAtStart({ claimId, channel, line, cause, region, eventDate, reportedAt }: ClaimSummary): string {
  return [
    `**${claimId}**`,
    `- line ${line}, cause ${cause}, on ${eventDate}, region ${region}`,
    `- reported ${showInstant(reportedAt)} by ${channel}`,
  ].join('\n')
}
