import { ApplicationFailure } from '@temporalio/common'
import type { NoticeOrder, NoticeOutcome } from '../workflows/claim-contract.ts'
import type { NoticeDesk } from './send-notice.ts'
import { sendNotice } from './send-notice.ts'

/**
 * Sends several notices of one claim side by side, from one reading of its log. One that the provider does not take this time holds up
 * no other: it is left out. Where none gets anywhere the first error is thrown, and all are tried again later.
 *
 * @returns what became of those that left, and of those that never can by their channel
 */
export async function sendNotices(orders: readonly NoticeOrder[], desk: NoticeDesk): Promise<readonly NoticeOutcome[]> {
  const reading = new Map<string, ReturnType<NoticeDesk['readEvents']>>()
  const readOnce = (claimId: string) => {
    const events = reading.get(claimId) ?? desk.readEvents(claimId)
    reading.set(claimId, events)
    return events
  }
  const tried = await Promise.allSettled(orders.map((order) => outcomeOf(order, { ...desk, readEvents: readOnce })))
  const outcomes = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const failed = tried.find((one) => one.status === 'rejected')
  if (outcomes.length === 0 && failed !== undefined) throw failed.reason
  return outcomes
}

async function outcomeOf(order: NoticeOrder, desk: NoticeDesk): Promise<NoticeOutcome> {
  const { n } = order.notice
  try {
    return { n, sent: await sendNotice(order, desk) }
  } catch (error) {
    if (error instanceof ApplicationFailure && error.nonRetryable === true && error.type) {
      return { n, unsendable: error.type }
    }
    throw error
  }
}
