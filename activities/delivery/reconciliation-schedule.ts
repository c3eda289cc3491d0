import type { Client } from '@temporalio/client'
import { ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client'

import { claimTaskQueue } from '../../workflows/claim-contract.ts'
import {
  reconciliationScheduleId,
  reconciliationWorkflowId,
  reconciliationWorkflowType,
} from '../../workflows/reconciliation-contract.ts'
import { callTimeoutMs } from './start-claim.ts'

/**
 * Makes the daily schedule of reconciliation (对账), unless it stands: at six in Shanghai, when yesterday's statement is there.
 * Each run takes up every day that was not compared, so a missed one needs no catching up. Resolves to how many were made.
 */
export async function ensureReconciliation(client: Client): Promise<number> {
  try {
    await client.withDeadline(Date.now() + callTimeoutMs, () =>
      client.schedule.create({
        scheduleId: reconciliationScheduleId,
        spec: { calendars: [{ hour: 6, minute: 0 }], timezone: 'Asia/Shanghai' },
        action: {
          type: 'startWorkflow',
          workflowType: reconciliationWorkflowType,
          workflowId: reconciliationWorkflowId,
          taskQueue: claimTaskQueue,
          args: [],
        },
        policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 day' },
        state: { note: 'compares the bank’s statements with our payments' },
      }),
    )
    return 1
  } catch (error) {
    if (error instanceof ScheduleAlreadyRunning) return 0
    throw error
  }
}
