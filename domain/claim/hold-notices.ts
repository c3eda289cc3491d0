import type { ClockId } from '../clocks/clock.ts'
import { ruleBook } from '../rules.ts'
import { showInstant } from '../time.ts'
import type { Role } from './codes.ts'
import type { FactOf } from './events.ts'
import { heldFen } from './hold.ts'
import { queueOf } from './owner.ts'
import type { Claim } from './state.ts'

/** Something a colleague should do about a hold: who, and the facts of the work item. The customer is told nothing of it. */
interface HoldTask {
  readonly audience: Role
  readonly facts: { readonly task: string } & Readonly<Record<string, string | number>>
}

/** Of a hold while the determination comes near, in the words of the work item. */
const provablePart = {
  task: 'money is held and the determination is near: decide, or advance the provable part',
} as const

/** #54: the investigator looks; where the determination is near already, head office decides what may go on. */
export function holdRaised(claim: Claim, { n, amountFen }: FactOf<'HoldRaised'>): readonly HoldTask[] {
  const look: HoldTask = {
    audience: 'siu-investigator',
    facts: { task: 'investigate what is held', hold: n, amountFen },
  }
  const isNear = claim.clocks.some(
    ({ id, endedAt, escalations }) => id === 'C06' && endedAt === undefined && escalations.length > 0,
  )
  return isNear ? [look, { audience: 'head-office', facts: { ...provablePart, hold: n } }] : [look]
}

/** #54, from the agreement on: the second person is asked for his word. */
export function holdProposed({ hold }: Claim, { amountFen }: FactOf<'HoldProposed'>): readonly HoldTask[] {
  const audience = hold?.proposed?.role === 'compliance' ? 'head-office' : 'compliance'
  return [{ audience, facts: { task: 'confirm a hold', amountFen } }]
}

/** Who holds from the agreement on, and who looks into it. */
const lateHolders: readonly Role[] = ['head-office', 'compliance', 'siu-investigator']

const toLateHolders = (facts: HoldTask['facts']): readonly HoldTask[] =>
  lateHolders.map((audience) => ({ audience, facts }))

/** #54: a day before it is over somebody decides whether what is held may leave. */
export function holdLapseNear({ hold }: Claim, { n }: FactOf<'HoldLapseNear'>): readonly HoldTask[] {
  const { amountFen = 0, lapsesAt = 0 } = hold?.standing ?? {}
  return toLateHolders({
    task: 'a hold lapses in a day: renew it, prove what is suspected, or clear it',
    hold: n,
    amountFen,
    lapsesAt: showInstant(lapsesAt),
  })
}

/** #54: nobody renewed it. */
export const holdLapsed = ({ n }: FactOf<'HoldLapsed'>): readonly HoldTask[] =>
  toLateHolders({ task: 'a hold has lapsed: what it kept back may leave', hold: n })

/**
 * #55, from the agreement on: those who held it learn that it is over. Before, whoever has the next step does, for he waited: the
 * owner of the claim or its queue, and nobody while it is the customer's turn.
 */
export function holdCleared(claim: Claim, { n }: FactOf<'HoldCleared'>): readonly HoldTask[] {
  const { stage, owner, rules } = claim
  if (stage.status !== 'agreed' && stage.status !== 'paying') {
    const next = ruleBook(rules).clearingTold ? (owner?.role ?? queueOf(claim)) : null
    return next === null
      ? []
      : [{ audience: next, facts: { task: 'a hold was cleared: go on with the claim', hold: n } }]
  }
  const facts = { task: 'a hold was cleared: what it kept back may leave', hold: n }
  return [
    { audience: 'head-office', facts },
    { audience: 'compliance', facts },
  ]
}

/** #56: compliance signs beside the committee. */
export const fraudProven = (): readonly HoldTask[] => [
  { audience: 'compliance', facts: { task: 'countersign a refusal for fraud' } },
]

/** #69: what is decided after a refusal for fraud takes the signature of compliance, as that did. */
export const decidedAnew = ({ refusedForFraud }: Claim): readonly HoldTask[] =>
  refusedForFraud
    ? [{ audience: 'compliance', facts: { task: 'countersign what is decided after a refusal for fraud' } }]
    : []

/** #54: what the score found after the decision holds nothing by itself: from the agreement on two persons do. */
export const scoredLate = (codes: string): readonly HoldTask[] => [
  { audience: 'compliance', facts: { task: 'the fraud score found something after the decision', found: codes } },
]

/** #57: a hold stops no clock: at 80 % of C06 head office (A4) decides, or has the provable part advanced. */
export function holdBeforeDetermination(
  claim: Claim,
  { clock, level }: Pick<FactOf<'ClockEscalated'>, 'clock' | 'level'>,
): readonly HoldTask[] {
  if (clock !== 'C06' || level !== 'at-risk' || heldFen(claim) === 0) return []
  return [
    {
      audience: 'head-office',
      facts: { ...provablePart, hold: claim.hold?.raised ?? 0, escalation: claim.escalationsRaised },
    },
  ]
}

/** Clocks of the insurer against itself, the policyholder or who is liable: a customer neither sees them nor hears of them. */
export const isInternal = (id: ClockId): boolean => internal.has(id)

const internal: ReadonlySet<ClockId> = new Set<ClockId>(['T-siu', 'C25', 'R1'])
