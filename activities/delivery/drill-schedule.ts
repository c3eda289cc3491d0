import type { Client } from '@temporalio/client'
import { ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client'

import { claimTaskQueue } from '../../workflows/claim-contract.ts'
import { drillScheduleId, drillWorkflowType } from '../../workflows/emergency-contract.ts'
import { callTimeoutMs } from './start-claim.ts'

/** Makes the schedule of drills (演练), unless it stands: once a quarter at ten in Shanghai. Resolves to how many were made. */
export async function ensureDrills(client: Client): Promise<number> {
  try {
    await client.withDeadline(Date.now() + callTimeoutMs, () =>
      client.schedule.create({
        scheduleId: drillScheduleId,
        spec: {
          calendars: [{ month: ['MARCH', 'JUNE', 'SEPTEMBER', 'DECEMBER'], dayOfMonth: 10, hour: 10, minute: 0 }],
          timezone: 'Asia/Shanghai',
        },
        action: {
          type: 'startWorkflow',
          workflowType: drillWorkflowType,
          workflowId: drillScheduleId,
          taskQueue: claimTaskQueue,
          args: [],
        },
        policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 day' },
        state: { note: 'begins the drills of the response plans that are exercised' },
      }),
    )
    return 1
  } catch (error) {
    if (error instanceof ScheduleAlreadyRunning) return 0
    throw error
  }
}
