import type { Fen } from '../../../domain/money.ts'
import { sumFen } from '../../../domain/money.ts'
import { stepsOf } from './steps.ts'
import type { RecordedClaim, Transfer } from './witnesses.ts'

/**
 * What the bank took while it was held (#54): by its own book, in the time from the recorded hold to the event that lifts it.
 * What was cleared before the hold was known may have been on the wire, and is not told.
 */
export function leftWhileHeld({ log, claim }: RecordedClaim, transfers: readonly Transfer[]): readonly string[] {
  const events = log.map(({ event }) => event)
  const atStakeFen = Math.max(claim.assessment?.calculation.payableFen ?? 0, claim.filing?.claimedFen ?? 0)
  const lifted = stepsOf(events, 'HoldCleared', 'HoldLapsed')
  return stepsOf(events, 'HoldRaised').flatMap(({ position, fact }) => {
    const heldFrom = log[position]?.recordedAt ?? Infinity
    const end = lifted.find((step) => step.position > position)
    const heldUntil = end === undefined ? Infinity : (events[end.position]?.at ?? Infinity)
    const clearedBefore = stepsOf(events.slice(0, position), 'PaymentCleared').map(({ fact: { n } }) => n)
    const wasOnTheWire = new Set(
      claim.payments.filter(({ n }) => clearedBefore.includes(n)).map(({ reference }) => reference),
    )
    const moved = transfers.filter((transfer) => hasMoved(transfer) && takenAt(transfer) < heldUntil)
    const meanwhile = moved.filter((transfer) => takenAt(transfer) > heldFrom && !wasOnTheWire.has(transfer.reference))
    const free = Math.max(0, atStakeFen - fact.amountFen)
    if (meanwhile.length === 0 || total(moved) <= free) return []
    return [`${total(meanwhile)} fen left while ${fact.amountFen} were held, ${total(moved)} in all, ${free} were free`]
  })
}

const hasMoved = ({ state }: Transfer): boolean => state !== 'rejected' && state !== 'recalled'
const takenAt = ({ acceptedAt }: Transfer): number => Date.parse(acceptedAt)
const total = (transfers: readonly Transfer[]): Fen => sumFen(transfers.map(({ amountFen }) => Number(amountFen)))
