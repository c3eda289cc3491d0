import type { Deadline } from './deadlines.ts'
import type { Claim } from './state.ts'

/** #54: from the agreement on a hold that nobody renews is over. Nothing in the summary says what is suspected. */
export function holdDeadlines({ hold }: Claim): Deadline[] {
  const { standing } = hold ?? {}
  if (standing?.lapsesAt === undefined) return []
  return [
    { at: standing.lapsesAt, summary: `hold ${standing.n} lapses`, facts: [{ type: 'HoldLapsed', n: standing.n }] },
  ]
}
