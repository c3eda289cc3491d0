import { claimWorkflowId } from '../../workflows/claim-contract.ts'
import { isUnderWay } from '../shell/walk.ts'
import { until } from '../shell/outside-world.ts'
import type { Stack } from './stack.ts'
import { foldLog, ownerQuery, readLog } from './witnesses.ts'

/** Resolves when nothing of the claim is under way any more: its notices are proven, what came back is told, its run stands still. */
export async function atRest(stack: Stack, claimId: string): Promise<void> {
  await until('every notice to be proven', async () => {
    const { notices } = foldLog(await readLog(stack, claimId))
    return notices.every(({ state }) => state === 'delivered')
  })
  await until('every receipt to be told', async () => {
    const pending = `select event_id from inbox where claim_id = $1 and state = 'pending'`
    return (await ownerQuery(stack, pending, [claimId])).length === 0
  })
  const run = stack.temporal.workflow.getHandle(claimWorkflowId(claimId))
  await until('its run to stand still', async () => !(await isUnderWay(run)))
}
