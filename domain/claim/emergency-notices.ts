import { isOpen } from '../clocks/engine.ts'
import type { Measures } from '../emergency/measures.ts'
import { showInstant } from '../time.ts'
import type { AdvanceNotice } from './advance-notices.ts'
import { subjectOf } from './clock-subjects.ts'
import type { ClaimLine } from './codes.ts'
import type { ToldOf } from './emergency-state.ts'
import { measuresOf } from './emergency.ts'
import type { ClaimEventType, ClaimFact, FactOf } from './events.ts'
import { queueOf } from './owner.ts'
import type { Claim, Notice } from './state.ts'
import { endedStatuses } from './statuses.ts'

type Orders = {
  readonly [T in ClaimEventType]?: (claim: Claim, fact: FactOf<T>) => readonly AdvanceNotice[]
}

/** What a fact tells of events and the green channel: the customer what he has of it, a colleague whom to speak with. */
export function toldOfEmergency(claim: Claim, fact: ClaimFact): readonly AdvanceNotice[] {
  const order = orders[fact.type] as ((claim: Claim, fact: ClaimFact) => readonly AdvanceNotice[]) | undefined
  return order === undefined || isOver(claim) ? [] : order(claim, fact)
}

const orders: Orders = {
  // An exercise writes to nobody outside.
  EventApplied: (claim, { word: { kind, drill }, joins }) => [
    ...(drill || joins === 'not' ? [] : toCustomer(claim, 'emergency', { event: kind })),
    ...contactTask(claim, drill),
  ],
  GreenChannelGranted: (claim) => [...toCustomer(claim, 'green-channel', {}), ...contactTask(claim, false)],
}

/** Nobody is told twice of the same measures: a regrading that brings the customer nothing sends nothing. */
function toCustomer(claim: Claim, kind: ToldOf, more: Notice['facts']): readonly AdvanceNotice[] {
  const promises = promisedIn(claim)
  const before = claim.emergencies?.told?.[kind]
  const isNews = Object.entries(promises).some(([name, value]) => before?.[name] !== value)
  return before === undefined || isNews ? [{ kind, facts: { ...more, ...promises } }] : []
}

/** What is promised to the customer now, by the names the texts use. */
function promisedIn(claim: Claim): Notice['facts'] {
  const isCalled = claim.clocks.some((clock) => clock.id === 'E1' && isOpen(clock))
  const measures = measuresOf(claim)
  const { contactHours, settleWorkingDays, waivedDocuments, prepayment, doorToDoorWorkingDays } = measures
  return {
    ...(contactHours === null || !isCalled ? {} : { contactHours }),
    ...(settleWorkingDays === null ? {} : { settleWorkingDays }),
    ...(waivedDocuments.length === 0 ? {} : { waived: waivedDocuments.length }),
    ...(prepayment.sharePercent === 0 ? {} : { prepayPercent: prepayment.sharePercent }),
    ...(doorToDoorWorkingDays === null ? {} : { doorToDoorWorkingDays }),
    ...(isOfCare(claim) ? liftedLimits(measures) : {}),
    ...(measures.identityByCommitteePaper ? { identity: 'committee-paper' } : {}),
    ...(measures.deathProofByList && claim.report.facts.injury === 'death' ? { deathProof: 'government-list' } : {}),
  }
}

/** Which limits of the contract do not hold, by the words the texts have for how far. */
const liftedLimits = ({ hospitalLimit, selfPayLimit }: Measures): Notice['facts'] => ({
  ...(hospitalLimit === 'contract' ? {} : { hospitalLimit }),
  ...(selfPayLimit === 'contract' ? {} : { selfPayLimit }),
})

/** Whoever has nobody to be treated is told nothing of hospitals. */
const isOfCare = (claim: Claim): boolean => {
  const { injury, hospitalised } = claim.report.facts
  return injury !== 'none' || hospitalised || ofCare.has(subjectOf(claim).line)
}

const ofCare: ReadonlySet<ClaimLine> = new Set<ClaimLine>(['medical', 'critical-illness', 'accident', 'travel'])

/** E1 or C21a has begun, or falls due earlier than before: whoever has the claim speaks with the customer. */
function contactTask(claim: Claim, drill: boolean): readonly AdvanceNotice[] {
  const begun = claim.clocks.filter(
    (clock) => (clock.id === 'E1' || clock.id === 'C21a') && isOpen(clock) && clock.startedAt === claim.lastAt,
  )
  const [clock] = begun.toSorted((a, b) => a.dueTarget - b.dueTarget)
  if (clock === undefined) return []
  const role = claim.owner?.role ?? queueOf(claim) ?? 'intake-clerk'
  const exercise = drill ? { exercise: 1 } : {}
  return [
    { task: 'event: speak with the customer', role, facts: { contactBy: showInstant(clock.dueTarget), ...exercise } },
  ]
}

const isOver = ({ stage }: Claim): boolean =>
  stage.status === 'paid' || stage.status === 'feedback' || endedStatuses.has(stage.status)
