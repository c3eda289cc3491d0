import type { ClaimReceipt } from '../../domain/claim/commands.ts'
import type { Notice } from '../../domain/claim/state.ts'
import { DAY, MINUTE } from '../../domain/time.ts'
import type { Dice } from '../../local/dice.ts'

/** What the provider may say of a notice as it stands. */
export function noticeReceipts({ n, state }: Notice, dice: Dice): readonly ClaimReceipt[] {
  if (state === 'queued') return [{ type: 'NoticeSentOut', n, messageId: `msg_${n}` }]
  return state === 'dispatched' ? [noticeReceipt(n, dice)] : []
}

export const noticeReceipt = (n: number, dice: Dice): ClaimReceipt => ({
  type: 'NoticeReceipt',
  n,
  outcome: dice.below(4) === 0 ? 'failed' : 'delivered',
  ageMs: dice.pick([0, 0, MINUTE, DAY, 20 * DAY]),
  proof: { how: 'receipt', reference: `rcp_${n}` },
})
