import { endOfNaturalDay } from '../clocks/engine.ts'
import type { Fen } from '../money.ts'
import { isFen, sumFen } from '../money.ts'
import { ruleBook } from '../rules.ts'
import type { Instant } from '../time.ts'
import { calculate } from './calculation.ts'
import { commandTable } from './command-table.ts'
import type { Actor, CommandOf } from './commands.ts'
import type { Context, Outcome, Refusal } from './decision.ts'
import { happens, refuse } from './decision.ts'
import { isOfExercise } from './emergency.ts'
import { isPrincipal } from './payment-region.ts'
import type { Claim, Payment } from './state.ts'

/** Natural days a hold stands from the agreement on, unless it is renewed (#54). */
const lateHoldDays = 3

/** What may not leave while it is looked into; 0 without a hold. */
export const heldFen = ({ hold }: Pick<Claim, 'hold'>): Fen => hold?.standing?.amountFen ?? 0

/**
 * The refusal of a payment that would touch what is held, or null. Of what the claim could come to, the held amount stays;
 * what has left or is on its way counts against the rest. `payFen` is what this decision would let go.
 */
export function blockedByHold(claim: Claim, payFen: Fen): { readonly refusal: Refusal } | null {
  const held = heldFen(claim)
  const free = freeFen(claim)
  if (held === 0 || letGoFen(claim.payments) + payFen <= free) return null
  const message = `${held} fen of this claim are held: no more than ${free} fen in all may leave until that is cleared`
  return refuse(claim, 'HELD', message, { resolvedBy: 'ReleaseHold', whoMay: commandTable.ReleaseHold.roles })
}

/**
 * Payments that were approved and would touch what is held by now: the bank is not told of them. Nor is it of any whose claim
 * has come to belong to an exercise since its checker let it go; what has left before is asked for like any other.
 */
export function withheldPayments(claim: Claim): ReadonlySet<number> {
  if (isReachedByExercise(claim))
    return new Set(claim.payments.filter(({ state }) => notSent.has(state)).map(({ n }) => n))
  if (heldFen(claim) === 0) return none
  const waiting = claim.payments.filter((payment) => isPrincipal(payment) && notSent.has(payment.state))
  let left = freeFen(claim) - letGoFen(claim.payments.filter((payment) => !waiting.includes(payment)))
  const withheld = waiting.filter(({ amountFen }) => {
    if (amountFen > left) return true
    left -= amountFen
    return false
  })
  return new Set(withheld.map(({ n }) => n))
}

const isReachedByExercise = (claim: Claim): boolean => ruleBook(claim.rules).events === 'wholly' && isOfExercise(claim)

const notSent: ReadonlySet<Payment['state']> = new Set<Payment['state']>(['approved', 'waiting', 'cleared'])
const none: ReadonlySet<number> = new Set<number>()

/**
 * #54: any colleague holds a named amount, and says why. A further suspicion holds more. From the agreement on it is asked
 * by head office (A4) or compliance, confirmed by the other, and lapses.
 */
export function raiseHold(claim: Claim, command: CommandOf<'RaiseHold'>, actor: Actor): Outcome {
  const { amountFen, reasonTextId } = command
  if (!isFen(amountFen) || amountFen === 0) {
    const message = 'a hold names the amount it keeps back: whole fen, more than none'
    return refuse(claim, 'HOLD_AMOUNT', message, { field: '/amountFen' })
  }
  if (isAgreed(claim)) return proposeHold(claim, command, actor)
  if (amountFen <= heldFen(claim)) return holdsLess(claim)
  return happens({ type: 'HoldRaised', n: nextHold(claim), amountFen, because: 'staff', signals: [], reasonTextId })
}

function proposeHold(claim: Claim, { amountFen, reasonTextId }: CommandOf<'RaiseHold'>, actor: Actor): Outcome {
  if (!mayHoldLate(actor)) {
    const message = 'from the agreement on a hold takes head office (A4) and compliance, two persons'
    return refuse(claim, 'AUTHORITY_EXCEEDED', message, { whoMay: ['head office (A4)', 'compliance'] })
  }
  if (amountFen < heldFen(claim)) return holdsLess(claim)
  return happens({ type: 'HoldProposed', amountFen, reasonTextId })
}

/** #54, from the agreement on: the other of the two confirms what the first asked for. Also renews what would lapse. */
export function confirmHold(claim: Claim, _command: CommandOf<'ConfirmHold'>, actor: Actor, { now }: Context): Outcome {
  const proposed = claim.hold?.proposed
  if (!proposed) return refuse(claim, 'HOLD_NOT_PROPOSED', 'nobody has asked for a hold that waits for a second person')
  if (!mayHoldLate(actor)) {
    const message = 'from the agreement on a hold takes head office (A4) and compliance, two persons'
    return refuse(claim, 'AUTHORITY_EXCEEDED', message, { whoMay: ['head office (A4)', 'compliance'] })
  }
  if (proposed.by === actor.id || proposed.role === actor.role) {
    const other = actor.role === 'compliance' ? 'head office (A4)' : 'compliance'
    const message = 'one of the two is head office (A4), the other compliance, and they are two persons'
    return refuse(claim, 'SEPARATION_OF_DUTIES', message, { whoMay: [other] })
  }
  const { amountFen, reasonTextId } = proposed
  const raised = { amountFen, because: 'staff', signals: [], reasonTextId, lapsesAt: lapseOf(now) } as const
  return happens({ type: 'HoldRaised', n: nextHold(claim), ...raised })
}

/** #55: what was suspected has been looked into and is cleared; the investigator's report says how. */
export function releaseHold(claim: Claim, { reportTextId }: CommandOf<'ReleaseHold'>): Outcome {
  const standing = claim.hold?.standing
  if (!standing) return refuse(claim, 'NO_HOLD', 'nothing of this claim is held')
  return happens({ type: 'HoldCleared', n: standing.n, reportTextId })
}

/** When a hold lapses that stands at the agreement, or was confirmed after it. */
export const lapseOf = (at: Instant): Instant => endOfNaturalDay(at, lateHoldDays)

/** The number a hold raised now would bear, counted from 1 for the life of the claim. */
export const nextHold = ({ hold }: Pick<Claim, 'hold'>): number => (hold?.raised ?? 0) + 1

/**
 * What the claim could come to: what was assessed, or what the terms give for all that is claimed and not refused, whichever is
 * more. Who leaves a held item out of the assessment determines the rest; who assesses it touches what is held.
 */
export function atStakeFen({ policy, filing, assessment }: Claim): Fen {
  const { payableFen = 0, notCoveredFen: refused = 0 } = assessment?.calculation ?? {}
  const { claimedFen } = filing ?? {}
  if (policy.known !== 'found') return Math.max(payableFen, claimedFen ?? 0)
  const claimed = claimedFen ?? (policy.fixedBenefit ? policy.sumInsuredFen : 0)
  const whole = { itemId: 'claim', claimedFen: claimed, notCoveredFen: Math.min(claimed, refused) }
  return Math.max(payableFen, calculate([whole], policy).payableFen)
}

const freeFen = (claim: Claim): Fen => Math.max(0, atStakeFen(claim) - heldFen(claim))

/** What has left, or was let go by its checker; what paying late cost is owed beside the sum that is looked into. */
const letGoFen = (payments: readonly Payment[]): Fen =>
  sumFen(
    payments.filter((payment) => isPrincipal(payment) && leaving.has(payment.state)).map(({ amountFen }) => amountFen),
  )

const leaving: ReadonlySet<Payment['state']> = new Set<Payment['state']>([
  'approved',
  'waiting',
  'cleared',
  'sent',
  'unknown',
  'settled',
])

const isAgreed = ({ stage }: Claim): boolean => stage.status === 'agreed' || stage.status === 'paying'

const mayHoldLate = ({ role, authorityLevel }: Actor): boolean =>
  role === 'compliance' || (role === 'head-office' && authorityLevel >= 4)

function holdsLess(claim: Claim): Outcome {
  const message = `${heldFen(claim)} fen are held already: name more, or let the investigator clear it`
  return refuse(claim, 'HOLD_AMOUNT', message, { field: '/amountFen' })
}
