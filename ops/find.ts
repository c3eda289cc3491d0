import type { Client } from '@temporalio/client'
import { WorkflowNotFoundError } from '@temporalio/client'

import { callTimeoutMs } from '../activities/delivery/start-claim.ts'
import { readSummary } from '../db/claim-summary.ts'
import { openClaims } from '../db/open-claims.ts'
import type { ClaimStatus } from '../domain/claim/state.ts'
import { claimWorkflowId, claimWorkflowType } from '../workflows/claim-contract.ts'
import type { OpsDesk } from './look.ts'

/** A claim that is open by its log and of which nothing runs. */
export interface LostClaim {
  readonly claimId: string
  readonly status: ClaimStatus
  readonly version: number
  /** How its last run ended; `MISSING` when Temporal knows none. */
  readonly workflow: string
}

/** One question of Temporal for so many claims. */
const claimsAtOnce = 100

/** Every claim that waits for a rebuild, in the order of the ids. A hundred open claims cost a query on either side. */
export async function* findLostClaims({ db, client }: OpsDesk): AsyncGenerator<LostClaim> {
  let after: string | undefined
  for (;;) {
    const open = await openClaims(db, { after, limit: claimsAtOnce })
    const running = await runningAmong(client, open)
    for (const claimId of open.filter((id) => !running.has(claimWorkflowId(id)))) {
      // The list of runs lags behind, and the claim may have come to its end meanwhile.
      const workflow = await statusOf(client, claimId)
      const summary = await readSummary(db, claimId)
      if (workflow === 'RUNNING' || summary === null || summary.restedAt !== null) continue
      yield { claimId, status: summary.status, version: summary.version, workflow }
    }
    if (open.length < claimsAtOnce) return
    after = open.at(-1)
  }
}

async function runningAmong(client: Client, claimIds: readonly string[]): Promise<ReadonlySet<string>> {
  const running = new Set<string>()
  if (claimIds.length === 0) return running
  const ids = claimIds.map((claimId) => `'${claimWorkflowId(claimId)}'`).join(', ')
  const query = `WorkflowType = '${claimWorkflowType}' AND ExecutionStatus = 'Running' AND WorkflowId IN (${ids})`
  for await (const { workflowId } of client.workflow.list({ query })) running.add(workflowId)
  return running
}

async function statusOf(client: Client, claimId: string): Promise<string> {
  const describe = () => client.workflow.getHandle(claimWorkflowId(claimId)).describe()
  try {
    return (await client.withDeadline(Date.now() + callTimeoutMs, describe)).status.name
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'MISSING'
    throw error
  }
}
