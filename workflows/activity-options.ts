import type { ActivityOptions, LocalActivityOptions } from '@temporalio/workflow'

/**
 * Milliseconds of work inside the worker: one transaction. Bounded by attempts: the schedule-to-close of a local activity
 * does not end its retries (seen on SDK 1.24), and while they last the claim hears nobody.
 */
export const databaseNow: LocalActivityOptions = {
  startToCloseTimeout: '3s',
  retry: { initialInterval: '100ms', backoffCoefficient: 2, maximumAttempts: 3 },
}

/** The same for as long as the database is away or lacks events: an event that was decided is never given up. */
export const databaseLater: ActivityOptions = {
  startToCloseTimeout: '20s',
  retry: { initialInterval: '1s', backoffCoefficient: 1.5, maximumInterval: '15s' },
}

/** A call to an outside system that may be down for a day: it delays its own effect and nothing else. */
export const outsideCall: ActivityOptions = {
  startToCloseTimeout: '20s',
  retry: {
    initialInterval: '1s',
    backoffCoefficient: 2,
    maximumInterval: '5m',
    nonRetryableErrorTypes: ['NO_CONTACT', 'NOTICE_REFUSED', 'NO_ACCOUNT'],
  },
}

/** Sending money: one attempt. Whatever goes wrong is an unknown outcome, and the bank is asked. */
export const bankSend: ActivityOptions = {
  startToCloseTimeout: '25s',
  retry: { maximumAttempts: 1 },
}

/** Pages of open claims: some hundred milliseconds, so that the pages of a worker that died are soon another's. */
export const pagesOfClaims: ActivityOptions = {
  startToCloseTimeout: '15s',
  retry: { initialInterval: '1s', backoffCoefficient: 1.5, maximumInterval: '15s' },
}

/** A day's statement and its comparison; the bank may be hours late with it, and tomorrow's run begins where this one ended. */
export const statementReading: ActivityOptions = {
  startToCloseTimeout: '10m',
  scheduleToCloseTimeout: '20h',
  retry: { initialInterval: '10s', backoffCoefficient: 2, maximumInterval: '15m' },
}
