import { z } from 'zod'

import type { ClockListPage, OpenClockState } from '../../db/clock-list.ts'
import { answerBody, linksOf } from './answer.ts'
import { listQuery, pageBody, paging, withOpenQueue } from './claim-list.ts'
import { onWire } from './on-wire.ts'

/** A missing state does not compile; those of ended clocks are refused. */
const states = Object.keys({ running: 0, paused: 0, breached: 0 } satisfies Record<
  OpenClockState,
  0
>) as OpenClockState[]

/** In an address a plus sign is a space: the example says how not to need one. */
const instantInAddress = z.iso
  .datetime({ offset: true, error: 'expected an instant such as 2026-11-22T01:30:00Z, or with %2B08:00 for +08:00' })
  .transform((text) => Date.parse(text))

export const clockListQuery = z.strictObject({
  ...paging,
  /** Clocks whose `dueTarget` is earlier. */
  dueBefore: instantInAddress.optional(),
  state: z.enum(states).optional(),
  branch: listQuery.shape.branch,
})

const listedClockBody = z
  .object({
    claimId: z.string(),
    id: z.string(),
    n: z.int(),
    /** `breached` is late and not done yet. */
    state: z.string(),
    /** What is aimed at and what the customer is told; of a paused clock as it was when it stood still. */
    dueTarget: z.string(),
    /** The last lawful instant, rolled over statutory rest days. */
    dueLegal: z.string(),
    /** True while a date behind the calendar's end was used. */
    provisional: z.boolean(),
    ownerId: z.string().nullable(),
    queue: z.string().nullable(),
    /** The claim's own now: from here time left is counted. */
    asOf: z.string(),
    links: answerBody.shape.links,
  })
  .meta({ id: 'ListedClock' })

export const clockListAnswer = z.object({ data: z.array(listedClockBody), page: pageBody })

export function clockListOnWire({ clocks, next }: ClockListPage, isConfidant = false) {
  const data = clocks.map((clock) => ({ ...onWire(withOpenQueue(clock, isConfidant)), links: linksOf(clock.claimId) }))
  return { data, page: { next, hasMore: next !== null } }
}
