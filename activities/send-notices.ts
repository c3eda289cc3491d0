import { ApplicationFailure } from '@temporalio/common'
import type { ClaimEvent } from '../domain/claim/events.ts'
import type { ClaimActivities, TriedNotice } from '../workflows/claim-contract.ts'
import type { NoticeDesk } from './send-notice.ts'
import { sendNotice } from './send-notice.ts'

type Orders = Parameters<ClaimActivities['sendNotices']>[0]

/**
 * Hands notices that were ordered together to the message provider, each once and as if it were alone, but for the log, which is
 * read once for all. Never fails for one of them: what cannot be sent now is sent by itself, with all the patience that has.
 */
export function sendNotices({ claimId, branch, notices }: Orders, desk: NoticeDesk): Promise<readonly TriedNotice[]> {
  let reading: Promise<readonly ClaimEvent[]> | undefined
  const readEvents = (): Promise<readonly ClaimEvent[]> => (reading ??= desk.readEvents(claimId))
  return Promise.all(notices.map((notice) => trySending({ claimId, branch, notice }, { ...desk, readEvents })))
}

async function trySending(order: Parameters<typeof sendNotice>[0], desk: NoticeDesk): Promise<TriedNotice> {
  const { n } = order.notice
  try {
    return { n, outcome: 'sent', sent: await sendNotice(order, desk) }
  } catch (error) {
    const isFinal = error instanceof ApplicationFailure && error.nonRetryable === true
    return isFinal ? { n, outcome: 'never', cause: error.type ?? 'failed' } : { n, outcome: 'later' }
  }
}
