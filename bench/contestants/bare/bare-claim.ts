import {
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  sleep,
} from '@temporalio/workflow'

import { databaseNow, outsideCall } from '../../../workflows/activity-options.ts'
import type { Act } from '../claim-life.ts'
import { acts, noticesAtFirst, noticesWhenSettled } from '../claim-life.ts'
import type { TwinEffects, TwinFiling, TwinMessage, TwinReceipt } from '../twin/twin-contract.ts'

export const ask = defineUpdate<BareView, [TwinMessage]>('ask')
export const tell = defineSignal<[TwinReceipt]>('tell')
export const read = defineQuery<BareView>('read')

export interface BareView {
  /** The last message that counted. */
  readonly last: TwinMessage['type'] | null
  readonly notices: number
  readonly delivered: number
  readonly settled: boolean
}

const outside = proxyActivities<TwinEffects>(outsideCall)
const database = proxyLocalActivities<Pick<TwinEffects, 'findDuplicate'>>(databaseNow)

/**
 * The limit: a claim that takes Lipei's messages, makes Lipei's calls of the outside and holds one timer, and decides,
 * records and shows nothing. A message that comes too early waits inside its Update, so that nobody has to ask when it is
 * its turn. Like Lipei's, the claim stays open when its life is over.
 */
export async function bareClaim({ claimId }: TwinFiling): Promise<void> {
  let last: BareView['last'] = null
  let notices = 0
  let settled = false
  const delivered = new Set<number>()
  const view = (): BareView => ({ last, notices, delivered: delivered.size, settled })

  function notify(count: number): void {
    for (let left = count; left > 0; left -= 1) void outside.sendNotice({ claimId, n: (notices += 1) })
  }

  async function pay(): Promise<void> {
    await outside.preparePayment(claimId)
    await outside.sendPayment(claimId)
  }

  function isTurn({ after }: Act): boolean {
    if (after === 'told') return delivered.has(notices)
    return after === undefined || settled
  }

  setHandler(ask, async ({ type }) => {
    const act = acts[type] ?? {}
    await condition(() => isTurn(act))
    last = type
    notify(act.notices ?? 0)
    if (act.pays) void pay()
    return view()
  })
  setHandler(tell, (receipt) => {
    if (receipt.type === 'delivered') delivered.add(receipt.n)
    else if (!settled) {
      settled = true
      notify(noticesWhenSettled)
    }
  })
  setHandler(read, view)

  notify(noticesAtFirst)
  void outside.lookUpPolicy()
  void database.findDuplicate(claimId)
  await sleep('90 days')
}
