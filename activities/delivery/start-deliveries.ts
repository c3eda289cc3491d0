import { openCalendarBook } from '../../db/calendar-book.ts'
import type { Vault } from '../../db/vault.ts'
import type { PortfolioGateway } from '../gateways/portfolio-gateway.ts'
import { tellOfCalendar } from './calendar-telling.ts'
import { startDelivery } from './delivery-loop.ts'
import { tellOfEvents } from './event-telling.ts'
import { ensureDrills } from './drill-schedule.ts'
import { deliverReceipts } from './inbox-delivery.ts'
import { matchLists } from './list-matching.ts'
import { searchPolicies } from './policy-search.ts'
import { watchResponses } from './response-watch.ts'
import { ensureReconciliation } from './reconciliation-schedule.ts'
import { callTimeoutMs } from './start-claim.ts'
import type { ClaimInput } from '../../workflows/claim-contract.ts'
import type { StarterDesk } from './starter.ts'
import { startPendingClaims } from './starter.ts'
import { openPace } from './telling-pace.ts'
import { surgeLookMs, watchForSurges } from './surge-watch.ts'

interface DeliveryGround extends Pick<StarterDesk, 'db' | 'client' | 'log'> {
  /** What claims are promised, and the calendar they count by while none is published. */
  readonly promise: Pick<ClaimInput, 'policy' | 'calendar'>
  readonly vault: Vault
  readonly portfolio: PortfolioGateway
}

/**
 * Starts what mops up after the API: claims whose workflow is to be started, receipts that are to be handed over, claims
 * that are to be told of a new calendar or of an emergency; looks for surges of reports, for people an event may have hit, and
 * for targets of events that were missed.
 */
export function startDeliveries({ promise, ...ground }: DeliveryGround): { readonly stop: () => Promise<void> } {
  const { client, log, db } = ground
  const desk = { ...ground, policy: promise.policy, calendars: openCalendarBook(db, promise.calendar) }
  // Who lists a claim for a version has read it: what is told a moment later must not be older.
  const teller = { ...ground, calendars: openCalendarBook(db, promise.calendar, 0) }
  const events = { ...ground, pace: openPace() }
  const reachReceiver = () =>
    client.withDeadline(Date.now() + callTimeoutMs, () => client.workflowService.getSystemInfo({}))
  const deliveries = [
    startDelivery({ name: 'starter', log, reachReceiver, deliverBatch: () => startPendingClaims(desk) }),
    startDelivery({ name: 'calendar', log, reachReceiver, pollMs: 1_000, deliverBatch: () => tellOfCalendar(teller) }),
    ...startSearches(ground),
    startDelivery({ name: 'emergencies', log, reachReceiver, deliverBatch: () => tellOfEvents(events) }),
    startDelivery({ name: 'surges', log, pollMs: surgeLookMs, deliverBatch: () => watchForSurges(ground) }),
    startDelivery({ name: 'inbox', log, reachReceiver, deliverBatch: () => deliverReceipts(desk) }),
    // Somebody may have deleted it: it is looked for every hour.
    startDelivery({
      name: 'schedule',
      log,
      reachReceiver,
      pollMs: 3_600_000,
      deliverBatch: async () => (await ensureReconciliation(client)) + (await ensureDrills(client)),
    }),
  ]
  return {
    async stop() {
      await Promise.all(deliveries.map(({ stop }) => stop()))
    },
  }
}

/** What looks for those affected by an event. It needs the policy system, never Temporal. */
function startSearches({ db, log, vault, portfolio }: Omit<DeliveryGround, 'promise'>) {
  const desk = { db, log, vault, portfolio, now: () => Date.now() }
  return [
    startDelivery({ name: 'policy search', log, pollMs: 1_000, deliverBatch: () => searchPolicies(desk) }),
    startDelivery({ name: 'list matching', log, pollMs: 1_000, deliverBatch: () => matchLists(desk) }),
    startDelivery({ name: 'response watch', log, pollMs: 15_000, deliverBatch: () => watchResponses(desk) }),
  ]
}
