import { startDelivery } from './delivery-loop.ts'
import { deliverReceipts } from './inbox-delivery.ts'
import { callTimeoutMs } from './start-claim.ts'
import type { StarterDesk } from './starter.ts'
import { startPendingClaims } from './starter.ts'

/** Starts what mops up after the API: claims whose workflow is to be started, receipts that are to be handed over. */
export function startDeliveries(desk: StarterDesk): { readonly stop: () => Promise<void> } {
  const { client, log } = desk
  const reachReceiver = () =>
    client.withDeadline(Date.now() + callTimeoutMs, () => client.workflowService.getSystemInfo({}))
  const deliveries = [
    startDelivery({ name: 'starter', log, reachReceiver, deliverBatch: () => startPendingClaims(desk) }),
    startDelivery({ name: 'inbox', log, reachReceiver, deliverBatch: () => deliverReceipts(desk) }),
  ]
  return {
    async stop() {
      await Promise.all(deliveries.map(({ stop }) => stop()))
    },
  }
}
