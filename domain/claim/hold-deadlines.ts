import { DAY } from '../time.ts'
import type { Deadline } from './deadlines.ts'
import type { Claim } from './state.ts'

/**
 * #54: from the agreement on a hold that nobody renews is over; a day before, those who may renew it are told. Nothing in the
 * summary says what is suspected.
 */
export function holdDeadlines({ hold }: Claim): Deadline[] {
  const { standing } = hold ?? {}
  if (standing?.lapsesAt === undefined) return []
  const { n, lapsesAt, lapseTold = false } = standing
  const near: Deadline = {
    at: lapsesAt - DAY,
    summary: `hold ${n} lapses in a day`,
    facts: [{ type: 'HoldLapseNear', n }],
  }
  const over: Deadline = { at: lapsesAt, summary: `hold ${n} lapses`, facts: [{ type: 'HoldLapsed', n }] }
  return lapseTold ? [over] : [near, over]
}
