import { proxyActivities, workflowInfo } from '@temporalio/workflow'
import { DAY, dateOf } from '../domain/time.ts'
import { statementReading } from './activity-options.ts'
import { paymentQueueBeside } from './claim-contract.ts'
import type { ReconciledDays, ReconciliationActivities } from './reconciliation-contract.ts'

const bank = proxyActivities<ReconciliationActivities>(statementReading)

/**
 * Reconciliation (对账): the bank's statements of all days that are over, compared with our payments. A run that finds no
 * statement asks for hours, then ends failed; the next one takes up its days.
 */
export async function reconciliationWorkflow(): Promise<ReconciledDays> {
  const { startTime, taskQueue } = workflowInfo()
  const date = dateOf(startTime.getTime() - DAY)
  const options = { ...statementReading, taskQueue: paymentQueueBeside(taskQueue), summary: `compare through ${date}` }
  return bank.reconcileThrough.executeWithOptions(options, [{ date }])
}
