import { z } from 'zod'
import type { BankAnswer, ClaimReceipt, ReceiptOf } from '../../domain/claim/commands.ts'
import type { DeliveryProof } from '../../domain/claim/events.ts'

/** What the inbox keeps of a callback, as far as a claim needs it. */
export type Callback = z.infer<typeof callback>

const partner = { reference: z.string(), reason: z.string().optional() }

export const callback = z.discriminatedUnion('type', [
  z.object({
    ...partner,
    type: z.literal(['transfer.settled', 'transfer.rejected', 'transfer.returned', 'transfer.recalled']),
    /** Fen, in decimal; a bank that does not say it is asked by query. */
    amountFen: z.string().optional(),
  }),
  z.object({ ...partner, type: z.literal(['message.delivered', 'message.failed']), messageId: z.string() }),
])

type BankCallback = Extract<Callback, { type: `transfer.${string}` }>
type MessageCallback = Extract<Callback, { type: `message.${string}` }>

export const isBankCallback = (said: Callback): said is BankCallback => said.type.startsWith('transfer.')

/** What became of the `n`-th payment, in the words of the claim, with the bank's word as proof. */
export function bankReceipt(
  { type, reference, reason = 'other' }: BankCallback,
  heard: BankHeard,
): ReceiptOf<'BankAnswered'> {
  const { n, ageMs, claimedAt } = heard
  const answer = answers[type]
  const cause = answer === 'settled' ? {} : { cause: reason }
  const proof = answer === 'returned' ? { proof: { reference, claimedAt } } : {}
  return { type: 'BankAnswered', n, answer, ageMs, ...cause, ...proof }
}

interface BankHeard {
  readonly n: number
  readonly ageMs: number
  /** The bank's own instant, RFC 3339. */
  readonly claimedAt: string
}

const answers = {
  'transfer.settled': 'settled',
  'transfer.rejected': 'rejected',
  'transfer.returned': 'returned',
  'transfer.recalled': 'recalled',
} as const satisfies Record<BankCallback['type'], BankAnswer>

/** What became of the `n`-th notice, with the provider's word as proof. */
export function noticeReceipt(
  { type, messageId, reason }: MessageCallback,
  { n, ageMs, claimedAt }: { readonly n: number; readonly ageMs: number; readonly claimedAt: string },
): ClaimReceipt {
  const proof: DeliveryProof = { how: 'receipt', reference: messageId, claimedAt }
  const outcome = type === 'message.delivered' ? 'delivered' : 'failed'
  return { type: 'NoticeReceipt', n, outcome, ageMs, ...(reason === undefined ? {} : { cause: reason }), proof }
}
