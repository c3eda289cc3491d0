import { openCalendarBook } from '../../db/calendar-book.ts'
import { tellOfCalendar } from './calendar-telling.ts'
import { startDelivery } from './delivery-loop.ts'
import { deliverReceipts } from './inbox-delivery.ts'
import { ensureReconciliation } from './reconciliation-schedule.ts'
import { callTimeoutMs } from './start-claim.ts'
import type { ClaimInput } from '../../workflows/claim-contract.ts'
import type { StarterDesk } from './starter.ts'
import { startPendingClaims } from './starter.ts'

interface DeliveryGround extends Pick<StarterDesk, 'db' | 'client' | 'log'> {
  /** What claims are promised, and the calendar they count by while none is published. */
  readonly promise: Pick<ClaimInput, 'policy' | 'calendar'>
}

/**
 * Starts what mops up after the API: claims whose workflow is to be started, receipts that are to be handed over, claims
 * that are to be told of a new calendar.
 */
export function startDeliveries({ promise, ...ground }: DeliveryGround): { readonly stop: () => Promise<void> } {
  const { client, log, db } = ground
  const desk = { ...ground, policy: promise.policy, calendars: openCalendarBook(db, promise.calendar) }
  // Who lists a claim for a version has read it: what is told a moment later must not be older.
  const teller = { ...ground, calendars: openCalendarBook(db, promise.calendar, 0) }
  const reachReceiver = () =>
    client.withDeadline(Date.now() + callTimeoutMs, () => client.workflowService.getSystemInfo({}))
  const deliveries = [
    startDelivery({ name: 'starter', log, reachReceiver, deliverBatch: () => startPendingClaims(desk) }),
    startDelivery({ name: 'calendar', log, reachReceiver, pollMs: 1_000, deliverBatch: () => tellOfCalendar(teller) }),
    startDelivery({ name: 'inbox', log, reachReceiver, deliverBatch: () => deliverReceipts(desk) }),
    // Somebody may have deleted it: it is looked for every hour.
    startDelivery({
      name: 'schedule',
      log,
      reachReceiver,
      pollMs: 3_600_000,
      deliverBatch: () => ensureReconciliation(client),
    }),
  ]
  return {
    async stop() {
      await Promise.all(deliveries.map(({ stop }) => stop()))
    },
  }
}
