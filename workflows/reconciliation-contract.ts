/** One schedule for the whole company. */
export const reconciliationScheduleId = 'reconciliation'
export const reconciliationWorkflowId = 'reconciliation'
export const reconciliationWorkflowType = 'reconciliationWorkflow'

/** What became of one run: days that were compared, lines they had, differences that were found. */
export interface ReconciledDays {
  readonly days: number
  readonly lines: number
  readonly differences: number
}

/** The port belongs to its user; activities implement it. */
export interface ReconciliationActivities {
  /** Compares every day that was not compared yet, in order, up to this date of Shanghai; safe to repeat. */
  reconcileThrough(ask: { readonly date: string }): Promise<ReconciledDays>
}
