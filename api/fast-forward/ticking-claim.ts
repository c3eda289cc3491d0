import { condition, defineSignal, setHandler, sleep } from '@temporalio/workflow'

import type { Claim, Notice } from '../../domain/claim/state.ts'
import { readClaim } from '../../workflows/claim-contract.ts'

/** For the tests of fast-forward: as much of a claim as its clock needs. One deadline every `everyMs`, `count` of them. */
export async function tickingClaim({ everyMs, count, inTheAir = false }: Ticking): Promise<number[]> {
  const fired: number[] = []
  let notice: Pick<Notice, 'n' | 'state' | 'channel'> | null = null
  if (inTheAir) notice = { n: 1, state: 'dispatched', channel: 'sms' }
  let nextAt = Date.now() + everyMs
  setHandler(noticeDelivered, () => void (notice = null))
  setHandler(readClaim, () => ({
    asOf: Date.now(),
    claim: { notices: notice === null ? [] : [notice], payments: [], version: fired.length } as unknown as Claim,
    summary: { nextDeadline: { at: nextAt, summary: 'next tick' } } as never,
  }))
  while (fired.length < count) {
    await sleep(Math.max(1, nextAt - Date.now()))
    fired.push(Date.now() - nextAt)
    nextAt += everyMs
  }
  await condition(() => notice === null)
  return fired
}

export const noticeDelivered = defineSignal('noticeDelivered')

/** `fired` at the end: how late each deadline was, in milliseconds. */
export interface Ticking {
  readonly everyMs: number
  readonly count: number
  readonly inTheAir?: boolean
}
