import type { ActivityOptions, LocalActivityOptions } from '@temporalio/workflow'
import { paymentTaskQueue } from './claim-contract.ts'

/** Milliseconds of work inside the worker: one transaction. Retried at once, handed over to {@link recordingLater} when the database is away. */
export const recordingNow: LocalActivityOptions = {
  startToCloseTimeout: '5s',
  scheduleToCloseTimeout: '8s',
  retry: { initialInterval: '100ms', backoffCoefficient: 2, maximumInterval: '2s' },
}

/** The same transaction for as long as the database is away: an acknowledged event is never given up. */
export const recordingLater: ActivityOptions = {
  startToCloseTimeout: '20s',
  retry: { initialInterval: '1s', backoffCoefficient: 1.5, maximumInterval: '15s' },
}

/** One query of our own database. */
export const databaseQuery: LocalActivityOptions = {
  startToCloseTimeout: '5s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '5s' },
}

/** A call to an outside system that may be down for a day: it delays its own effect and nothing else. */
export const outsideCall: ActivityOptions = {
  startToCloseTimeout: '20s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '60s' },
}

/** Asking the bank moves no money and may be repeated for ever. */
export const bankQuery: ActivityOptions = { ...outsideCall, taskQueue: paymentTaskQueue }

/** Sending money: one attempt. Whatever goes wrong is an unknown outcome, and the bank is asked. */
export const bankSend: ActivityOptions = {
  startToCloseTimeout: '25s',
  taskQueue: paymentTaskQueue,
  retry: { maximumAttempts: 1 },
}
