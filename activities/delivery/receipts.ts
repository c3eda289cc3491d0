import { z } from 'zod'
import type { ClaimReceipt } from '../../domain/claim/commands.ts'
import type { DeliveryProof } from '../../domain/claim/events.ts'

/** What the inbox keeps of a callback, as far as a claim needs it. */
export type Callback = z.infer<typeof callback>

const partner = { reference: z.string(), reason: z.string().optional() }

export const callback = z.discriminatedUnion('type', [
  z.object({ ...partner, type: z.literal(['transfer.settled', 'transfer.rejected', 'transfer.returned']) }),
  z.object({ ...partner, type: z.literal(['message.delivered', 'message.failed']), messageId: z.string() }),
])

type BankCallback = Extract<Callback, { type: `transfer.${string}` }>
type MessageCallback = Extract<Callback, { type: `message.${string}` }>

export const isBankCallback = (said: Callback): said is BankCallback => said.type.startsWith('transfer.')

/** What became of the `n`-th payment, in the words of the claim. Money that came back has not reached the payee. */
export function bankReceipt({ type, reason = 'other' }: BankCallback, n: number, ageMs: number): ClaimReceipt {
  if (type === 'transfer.settled') return { type: 'BankAnswered', n, answer: 'settled', ageMs }
  const cause = type === 'transfer.returned' ? `returned-${reason}` : reason
  return { type: 'BankAnswered', n, answer: 'rejected', cause, ageMs }
}

/** What became of the `n`-th notice, with the provider's word as proof. */
export function noticeReceipt(
  { type, messageId, reason }: MessageCallback,
  { n, ageMs, claimedAt }: { readonly n: number; readonly ageMs: number; readonly claimedAt: string },
): ClaimReceipt {
  const proof: DeliveryProof = { how: 'receipt', reference: messageId, claimedAt }
  const outcome = type === 'message.delivered' ? 'delivered' : 'failed'
  return { type: 'NoticeReceipt', n, outcome, ageMs, ...(reason === undefined ? {} : { cause: reason }), proof }
}
