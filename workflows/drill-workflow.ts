import { proxyActivities, workflowInfo } from '@temporalio/workflow'
import { dateOf } from '../domain/time.ts'
import { databaseLater } from './activity-options.ts'
import type { DrillActivities } from './emergency-contract.ts'

const drills = proxyActivities<DrillActivities>(databaseLater)

/** Drills (演练) that are due: each begins as an incident that is watched, and says everywhere that it is an exercise. */
export async function drillWorkflow(): Promise<number> {
  const date = dateOf(workflowInfo().startTime.getTime())
  return drills.beginDrills.executeWithOptions({ ...databaseLater, summary: `begin the drills of ${date}` }, [{ date }])
}
