import type { Client } from '@temporalio/client'
import type { Logger } from 'pino'
import type { CalendarBook } from '../../db/calendar-book.ts'
import { readSummary } from '../../db/claim-summary.ts'
import type { Database } from '../../db/database.ts'
import { readEvents } from '../../db/event-log.ts'
import type { PendingReceipt } from '../../db/inbox.ts'
import { markDelivered, markUnmatched, pendingReceipts } from '../../db/inbox.ts'
import { findPayment, keepOutcome } from '../../db/payments.ts'
import { isStarted, startAgain } from '../../db/starts.ts'
import { toldAtStart } from '../../db/told-at-start.ts'
import { authorityOnArrival } from '../../db/told-limits.ts'
import type { ClaimReceipt } from '../../domain/claim/commands.ts'
import { parseNoticeReference } from '../../domain/claim/notice-reference.ts'
import { showInstant } from '../../domain/time.ts'
import { deliverEach } from './delivery-loop.ts'
import type { Callback } from './receipts.ts'
import { bankReceipt, callback, isBankCallback, noticeReceipt } from './receipts.ts'
import type { ClaimInput } from '../../workflows/claim-contract.ts'
import { tellAgain, tellRunningClaim } from './tell-claim.ts'

export interface InboxDesk {
  readonly db: Database
  readonly client: Client
  readonly log: Logger
  /** What a claim is promised that goes on after its end, and the working days it counts. */
  readonly policy: ClaimInput['policy']
  readonly calendars: CalendarBook
}

const receiptsAtOnce = 20

/** Hands receipts of the bank and the message provider to their claims. The same one twice is one: the claim knows the id. */
export async function deliverReceipts(desk: InboxDesk): Promise<number> {
  return deliverEach({
    items: await pendingReceipts(desk.db, receiptsAtOnce),
    deliver: (row) => deliverReceipt(row, desk),
    describe: ({ source, eventId, claimId }) => ({ source, eventId, claimId }),
    log: desk.log,
  })
}

async function deliverReceipt(row: PendingReceipt, desk: InboxDesk): Promise<void> {
  const said = callback.safeParse(row.receipt)
  if (!said.success) return markUnmatched(desk.db, unmatched(row, 'not-understood'))
  const addressed = await addressOf(said.data, row, desk.db)
  const { reference } = said.data
  if (typeof addressed === 'string') return markUnmatched(desk.db, { ...unmatched(row, addressed), reference })
  const { claimId, receipt } = addressed
  const message = { messageId: `${row.source}/${row.eventId}`, receipt }
  if (await tellRunningClaim(desk.client, claimId, message)) return markDelivered(desk.db, row)
  if (wakes(receipt) && (await isAtRest(desk.db, claimId))) {
    const input = await inputOf(desk, claimId)
    // Once it goes on the starter lists it for what it missed of emergencies.
    await startAgain(desk.db, claimId)
    await tellAgain(desk.client, input, message)
    return markDelivered(desk.db, row)
  }
  return leave(claimId, { ...row, reference }, desk)
}

/** Money that came back is owed again, however long ago the claim has ended (#44). */
const wakes = (receipt: ClaimReceipt): boolean => receipt.type === 'BankAnswered' && receipt.answer === 'returned'

async function isAtRest(db: Database, claimId: string): Promise<boolean> {
  const summary = await readSummary(db, claimId)
  return summary !== null && summary.restedAt !== null
}

async function inputOf({ db, policy, calendars }: InboxDesk, claimId: string): Promise<ClaimInput> {
  const [events, calendar] = await Promise.all([readEvents(db, claimId), calendars.current()])
  return { claimId, events, policy, calendar, ...(await toldAtStart(db, events)) }
}

type NamedReceipt = PendingReceipt & { readonly reference: string }

const unmatched = ({ source, eventId, claimId }: PendingReceipt, reason: string) => ({
  source,
  eventId,
  claimId,
  reason,
})

/** The claim a callback is about, and the callback in its words; or why no claim is told of it. */
async function addressOf(said: Callback, row: PendingReceipt, db: Database): Promise<Addressed | Unaddressed> {
  if (isBankCallback(said)) return bankAddress(said, row, db)
  const place = parseNoticeReference(said.reference)
  if (place === null) return 'reference-unknown'
  const { claimId, n } = place
  const claimedAt = showInstant(row.occurredAt)
  return { claimId, receipt: noticeReceipt(said, { n, ageMs: row.ageMs, claimedAt }) }
}

interface Addressed {
  readonly claimId: string
  readonly receipt: ClaimReceipt
}

/** `amount-differs`: signed, and about another sum than we sent under this reference: nothing is concluded from it. */
type Unaddressed = 'reference-unknown' | 'amount-differs'

/** The bank knows only our reference; our book knows whose it is, and keeps what became of it. */
async function bankAddress(
  said: Parameters<typeof bankReceipt>[0],
  { ageMs, occurredAt }: PendingReceipt,
  db: Database,
): Promise<Addressed | Unaddressed> {
  const booked = await findPayment(db, said.reference)
  if (booked === null) return 'reference-unknown'
  if (said.amountFen !== undefined && said.amountFen !== String(booked.amountFen)) return 'amount-differs'
  await keepOutcome(db, said.reference, { state: bookStates[said.type], cause: said.reason })
  const { n, claimId } = booked
  const receipt = bankReceipt(said, { n, ageMs, claimedAt: showInstant(occurredAt) })
  const told = said.type === 'transfer.settled' ? await authorityOnArrival(db, claimId) : {}
  return { claimId, receipt: { ...receipt, ...told } }
}

const bookStates = {
  'transfer.settled': 'settled',
  'transfer.rejected': 'rejected',
  'transfer.returned': 'returned',
  'transfer.recalled': 'recalled',
} as const

/**
 * No workflow of the claim runs. Not started yet: it will be, and the row waits. Ended or unknown: a person looks into it.
 * Running by all we know: the workflow is missing, which the watchdog tells; the row waits for its rebuilding.
 */
async function leave(claimId: string, row: NamedReceipt, { db, log }: InboxDesk): Promise<void> {
  const summary = await readSummary(db, claimId)
  const { source, eventId, reference } = row
  const named = { source, eventId, reference, claimId }
  if (summary === null) return markUnmatched(db, { ...named, reason: 'claim-unknown' })
  if (summary.restedAt !== null) return markUnmatched(db, { ...named, reason: 'claim-ended' })
  const started = await isStarted(db, claimId)
  log[started ? 'warn' : 'info']({ claimId, started }, 'a receipt waits for the workflow of its claim')
}
