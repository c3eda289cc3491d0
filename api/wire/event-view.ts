import { z } from 'zod'

import type { RecordedEvent } from '../../db/event-log.ts'
import { isConfidentialEvent, isConfidentialNotice } from '../../domain/claim/confidential.ts'
import type { ClaimEvent, ClaimEventType } from '../../domain/claim/events.ts'
import { showInstant } from '../../domain/time.ts'
import { pageBody, paging } from './claim-list.ts'
import { onWire } from './on-wire.ts'

/** One event of the audit log. `facts` are the event's own: codes, ids and amounts, never personal data. */
const eventBody = z
  .object({
    position: z.int(),
    type: z.string(),
    at: z.string(),
    by: z.object({ id: z.string(), role: z.string() }).optional(),
    facts: z.record(z.string(), z.unknown()).optional(),
    recordedAt: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'Event' })

export const eventsAnswer = z.object({ data: z.array(eventBody), page: pageBody })

/** No log is longer. */
export const lastPosition = 1_000_000

export const eventsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(100),
  cursor: paging.cursor,
  /** Position of the first event wanted; a cursor goes before it. */
  from: z.coerce.number().int().min(0).max(lastPosition).default(0),
})

/** The event whole for staff; customers see that it happened, and only what was done towards them. */
export function eventOnWire({ position, event, recordedAt, hash }: RecordedEvent, staff: boolean) {
  const { type, at, by, clocks: _clocks, notices: _notices, command: _command, ...facts } = event
  const known = { position, type, at: showInstant(at), recordedAt: showInstant(Math.floor(recordedAt)), hash }
  return staff ? { ...known, by: { ...by }, facts: onWire(facts) as Record<string, unknown> } : known
}

/** Numbers of the notices that told compliance what is its alone. */
export const confidentialNotices = (events: readonly ClaimEvent[]): ReadonlySet<number> =>
  new Set(events.flatMap(({ notices = [] }) => notices.filter(isConfidentialNotice).map(({ n }) => n)))

/** What every colleague may see: not what is compliance's alone, nor what became of its notices. */
export function isForColleagues(event: ClaimEvent, notices: ReadonlySet<number>): boolean {
  const isNotice =
    event.type === 'NoticeDispatched' || event.type === 'NoticeDelivered' || event.type === 'NoticeFailed'
  return !isConfidentialEvent(event) && !(isNotice && notices.has(event.n))
}

export const isForCustomers = ({ event }: RecordedEvent): boolean => told.has(event.type)

const told: ReadonlySet<ClaimEventType> = new Set<ClaimEventType>([
  'ClaimReported',
  'ReportReminded',
  'ClaimFiled',
  'ClaimAccepted',
  'DocumentsRequested',
  'DocumentsSupplied',
  'InvoiceRegistered',
  'InvoiceVerified',
  'InvoiceRefuted',
  'DocumentsCompleted',
  'SupplementReminded',
  'SupplementTimeRanOut',
  'ClaimWentDormant',
  'ClaimRevived',
  'ClaimOffered',
  'OfferReminded',
  'ClaimDenied',
  'ClaimDeclined',
  'OfferAgreed',
  'PrepaymentApproved',
  'AdvanceOffered',
  'NothingProvable',
  'PayeesUnfrozen',
  'PaymentSettled',
  'PaymentBounced',
  'AccountNamed',
  'PaymentHeld',
  'PayeeReminded',
  'CompensationApproved',
  'ClaimPaid',
  'ClaimPaidInPart',
  'FeedbackGiven',
  'FeedbackAnswered',
  'ClaimClosed',
  'ClaimWithdrawn',
  'ClaimCancelled',
  'PolicyRelinked',
  'ClaimReopened',
  'ContactsChanged',
  'DisputeRaised',
  'DisputeAnswered',
  'AssessorAppointed',
  'AppraisalRecorded',
  'DisputeDecided',
  'DisputeSettled',
  'MediationBegan',
  'MediationFailed',
  'DisputeAdjudicated',
  'LitigationFiled',
  'DisputeJudged',
  'GreenChannelGranted',
  'DocumentsWaived',
  'ContactMade',
])
