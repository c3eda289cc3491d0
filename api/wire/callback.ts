import { z } from 'zod'

/** Ids partners give: printable, bounded. What they send beyond the fields below is kept out. */
const partnerId = z.string().regex(/^[A-Za-z0-9._:/-]{1,128}$/)
const occurredAt = z.iso.datetime({ offset: true })
/** A code. What is none, or says more than a code, is not kept: it may name somebody. */
const reason = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,64}$/)
  .optional()
  .catch('other')

/** The bank reports what became of a transfer, under the reference we gave it. Of another amount than ours it is not believed. */
export const bankCallback = z.object({
  type: z.enum(['transfer.settled', 'transfer.rejected', 'transfer.returned', 'transfer.recalled']),
  eventId: partnerId,
  reference: partnerId,
  amountFen: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
  occurredAt,
  reason,
})

/** The message provider reports whether a notice arrived. */
export const messageCallback = z.object({
  type: z.enum(['message.delivered', 'message.failed']),
  eventId: partnerId,
  messageId: partnerId,
  reference: partnerId,
  occurredAt,
  reason,
})

export type PartnerCallback = z.infer<typeof bankCallback> | z.infer<typeof messageCallback>
