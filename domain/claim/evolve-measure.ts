import { ruleBook } from '../rules.ts'
import type { ClaimEvent } from './events.ts'
import type { Claim, ClaimFile, Payment, ScreeningMeasure } from './state.ts'

/**
 * A payment its screening held and that is void since, because its payee was thawed or because its advance was called off:
 * the measure stands on, for nothing but compliance ends one (AML law of 2024). Whoever is paid instead waits for compliance, who was
 * told, in the same silence. `after` stands after the event.
 */
export function evolveMeasure(
  before: Claim,
  after: Claim,
  event: ClaimEvent,
): Partial<Pick<ClaimFile, 'measure' | 'payments'>> {
  if (!ruleBook(before.rules).measuresStay) return {}
  const fell = before.payments.findLast((payment) => isHit(payment) && isVoidIn(after, payment))
  const standing = isReleased(before, event) ? null : before.measure
  const measure = fell === undefined ? standing : measureOf(fell, after)
  if (!measure) return measure === before.measure ? {} : { measure: null }
  const known = new Set(before.payments.map(({ n }) => n))
  const payments = after.payments.map((payment) =>
    known.has(payment.n) || payment.origin !== undefined ? payment : heldOver(payment, measure),
  )
  return { measure, payments }
}

/** The measure that began to stand on by the last event. */
export const measureNow = ({ measure, version }: Claim): ScreeningMeasure | null =>
  measure?.event === version ? measure : null

const isHit = ({ screening, state }: Payment): boolean => screening === 'hit' && state !== 'void'

/** The state lets go of the oldest that are void. */
const isVoidIn = ({ payments }: Claim, { n }: Payment): boolean =>
  payments.every((payment) => payment.n !== n || payment.state === 'void')

const measureOf = ({ n, screened }: Payment, { version }: Claim): ScreeningMeasure => ({
  screeningId: screened?.screeningId ?? '',
  payment: n,
  event: version,
})

/** What compliance releases of it ends the measure, not what was released for another reason. */
const isReleased = ({ payments, measure }: Claim, event: ClaimEvent): boolean =>
  event.type === 'ScreeningReleased' &&
  Boolean(measure) &&
  payments.some(({ n, screened }) => n === event.n && screened?.screeningId === measure?.screeningId)

/** Nobody was screened yet: an entry is released when it is found, and not before. */
const heldOver = (payment: Payment, { screeningId }: ScreeningMeasure): Payment => ({
  ...payment,
  screening: 'hit',
  screened: { screeningId, matches: [], released: [], releases: 0 },
})
