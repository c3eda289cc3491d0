/** The workflow types this project registers: the one list the worker and the bundle are built from. */
export { claimWorkflow } from './claim-workflow.ts'
export { drillWorkflow } from './drill-workflow.ts'
export { emergencyWorkflow } from './emergency-workflow.ts'
export { reconciliationWorkflow } from './reconciliation-workflow.ts'
