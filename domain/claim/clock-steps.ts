import { closingOf } from '../clocks/close-of-business.ts'
import type { Clock, ClockId, ClockPause, ClockProof, ClockRule, EscalationLevel } from '../clocks/clock.ts'
import {
  escalateClock,
  hastenClock,
  isOpen,
  meetClock,
  pauseClock,
  restartClock,
  resumeClock,
  shortenClock,
  startClock,
  stoodStill,
  voidClock,
} from '../clocks/engine.ts'
import { contractLength, promisedLength } from '../clocks/promise.ts'
import { ruleBook } from '../rules.ts'
import type { Instant } from '../time.ts'
import { fromReceipt, subjectOf } from './clock-subjects.ts'
import type { Context } from './decision.ts'
import type { Claim } from './state.ts'
import { targetLength } from './target-lengths.ts'

/** One change to the claim's clocks; it answers all clocks touched so far. A step that finds nothing to do changes nothing. */
export type ClockStep = (bench: ClockBench) => readonly Clock[]

export interface ClockBench {
  readonly claim: Claim
  readonly at: Instant
  readonly context: Context
  readonly touched: readonly Clock[]
}

/** Starts the next instance of a clock. `length` is the promised one where the rule's own does not hold. */
export const start =
  (id: ClockId, startedAt: Instant, length?: number): ClockStep =>
  (bench) =>
    touch(bench, next(bench, id, startedAt, length))

/** As {@link start}, and due after so many units at the latest. */
export const startWithin =
  (id: ClockId, startedAt: Instant, most: number): ClockStep =>
  (bench) => {
    const begun = next(bench, id, startedAt)
    return touch(bench, begun.length <= most ? begun : next(bench, id, startedAt, most))
  }

/** As {@link start}, where no instance is open. */
export const startOnce =
  (id: ClockId, startedAt: Instant): ClockStep =>
  (bench) =>
    allClocks(bench).some((clock) => clock.id === id && isOpen(clock)) ? bench.touched : start(id, startedAt)(bench)

/** As {@link start}, where none is open; one that is open keeps its date, unless this one falls due earlier. */
export const startOrHasten =
  (id: ClockId, startedAt: Instant, length: number): ClockStep =>
  (bench) => {
    const open = allClocks(bench).findLast((clock) => clock.id === id && isOpen(clock))
    const begun = next(bench, id, startedAt, length)
    if (open === undefined) return touch(bench, begun)
    const hastened = hastenClock(open, begun)
    return hastened === open ? bench.touched : touch(bench, hastened)
  }

/** As {@link start}, where none of the length it would have is open; one of another length ends with this reason. */
export const startAfresh =
  (id: ClockId, startedAt: Instant, reason: string): ClockStep =>
  (bench) => {
    const open = allClocks(bench).find((clock) => clock.id === id && isOpen(clock))
    if (open?.length === promised(ruleBook(bench.claim.rules).clocks[id], bench)) return bench.touched
    return start(id, startedAt)({ ...bench, touched: voidClocks(id, reason)(bench) })
  }

/**
 * As {@link start}, for a clock that comes late to what another ran through: what stopped that one stopped this one too.
 * None is started that would have ended in time by what happened at `endedAt`.
 */
export const startBeside =
  (id: ClockId, startedAt: Instant, pauses: readonly ClockPause[], endedAt?: Instant): ClockStep =>
  (bench) => {
    const rule = ruleBook(bench.claim.rules).clocks[id]
    const stood = (begun: Clock, until: Instant): Clock =>
      pauses
        .filter(({ from }) => from < until)
        .reduce((clock, pause) => stoodStill(rule, clock, pause, bench.context.calendar), begun)
    const begun = next(bench, id, startedAt)
    if (endedAt !== undefined && isInTime(stood(begun, endedAt), endedAt)) return bench.touched
    return touch(bench, stood(begun, Infinity))
  }

/** As {@link startBeside}, where no instance is open. */
export const startOnceBeside =
  (id: ClockId, startedAt: Instant, pauses: readonly ClockPause[]): ClockStep =>
  (bench) =>
    allClocks(bench).some((clock) => clock.id === id && isOpen(clock))
      ? bench.touched
      : startBeside(id, startedAt, pauses)(bench)

/** Meets the latest open clock of an id, in time or late, never before it began; where none is open nothing changes. */
export const meet = (id: ClockId): ClockStep =>
  onOpen(id, (clock, rule, { at }) => meetClock(rule, clock, Math.max(at, clock.startedAt)))

/** As {@link meet}, for the instance that had begun by an instant. */
export const meetBegunBy = (id: ClockId, begunBy: Instant): ClockStep =>
  onOpen(id, (clock, rule, { at }) => (clock.startedAt <= begunBy ? meetClock(rule, clock, at) : clock))

/** Ends the latest open clock of an id without a verdict: what it measured no longer happens, for `reason`. */
export const voidClocks = (id: ClockId, reason: string): ClockStep =>
  onOpen(id, (clock, _rule, { at }) => voidClock(clock, at, reason))

/** As {@link voidClocks}, where it is not due yet: what comes later lifts no breach. */
export const voidInTime = (id: ClockId, reason: string): ClockStep =>
  onOpen(id, (clock, _rule, { at }) => (isInTime(clock, at) ? voidClock(clock, at, reason) : clock))

const isInTime = ({ state, dueTarget }: Clock, at: Instant): boolean =>
  state === 'paused' || (state === 'running' && at < dueTarget)

/** Steps of something that was done earlier than it became known: they count from when it was done. */
export const asAt =
  (at: Instant, steps: readonly ClockStep[]): ClockStep =>
  (bench) =>
    steps.reduce((touched, step) => step({ ...bench, at, touched }), bench.touched)

/** One notice stops the law, once: no later list gives back what the first has used (interpretation II art. 15). */
export const pause = (id: ClockId, proof: ClockProof): ClockStep =>
  onOpen(id, (clock, rule, { at }) => (clock.pauses.length > 0 ? clock : pauseClock(rule, clock, at, proof)))

/** Lets a clock that stands still run on, with its proof; both due times move by what was lawfully deducted. */
/** Time a text itself leaves out, as often as there is some. */
export const exclude = (id: ClockId, proof: ClockProof): ClockStep =>
  onOpen(id, (clock, rule, { at }) => pauseClock(rule, clock, at, proof))

export const resume = (id: ClockId, proof: ClockProof): ClockStep =>
  onOpen(id, (clock, rule, { at, context }) => resumeClock(rule, clock, { at, proof }, context.calendar))

/** Ends all that run, but for the clocks that go on whatever becomes of the claim. */
export function voidAll(reason: string, goOn: readonly ClockId[] = []): ClockStep {
  return (bench) =>
    touchAll(
      bench,
      allClocks(bench)
        .filter((clock) => isOpen(clock) && !goOn.includes(clock.id))
        .map((clock) => voidClock(clock, bench.at, reason)),
    )
}

/** Marks on clock `n` of an id that a level of lateness was reached (#73). */
export function escalate(id: ClockId, n: number, level: EscalationLevel): ClockStep {
  return (bench) => {
    const reached = allClocks(bench).filter((clock) => clock.id === id && clock.n === n)
    return touchAll(
      bench,
      reached.map((clock) => escalateClock(clock, level, bench.at)),
    )
  }
}

/** Limitation begins anew with every request, acknowledgement and part payment (Civil Code 195): later, never earlier. */
export const beginAnew = (id: ClockId, from: Instant): ClockStep =>
  onOpen(id, (clock, rule, { context }) =>
    from > clock.startedAt ? restartClock(rule, clock, from, context.calendar) : clock,
  )

/** The original takes over the earlier receipt of its copy (#4): what runs from receipt runs from there. */
export function beganEarlier(receivedAt: Instant): ClockStep {
  return (bench) => {
    const { filing } = bench.claim
    const rules = ruleBook(bench.claim.rules).clocks
    if (filing === undefined || receivedAt >= filing.receivedAt) return bench.touched
    const begun = allClocks(bench).filter((clock) => isOpen(clock) && clock.startedAt === filing.receivedAt)
    return touchAll(
      bench,
      begun
        .filter(({ id }) => runsFromReceipt.has(id))
        .map((clock) => restartClock(rules[clock.id], clock, receivedAt, bench.context.calendar)),
    )
  }
}

/** Changes every open clock; those that stay as they are are not touched. */
export function changeOpen(change: (clock: Clock, rule: ClockRule, bench: ClockBench) => Clock): ClockStep {
  return (bench) => {
    const rules = ruleBook(bench.claim.rules).clocks
    const changed = allClocks(bench)
      .filter(isOpen)
      .map((clock) => ({ clock, after: change(clock, rules[clock.id], bench) }))
      .filter(({ clock, after }) => clock !== after)
    return touchAll(
      bench,
      changed.map(({ after }) => after),
    )
  }
}

/** What became known of the contract and the customer shortens what runs already; nothing is ever lengthened. */
export const shortenAll: ClockStep = changeOpen((clock, rule, bench) =>
  rule.kind === 'service' ? clock : shortenClock(rule, clock, promised(rule, bench), bench.context.calendar),
)

/** Steps of a claim as a fact leaves it, where the fact itself says which clocks the claim has. */
export const asOf =
  (claim: Claim, steps: readonly ClockStep[]): ClockStep =>
  (bench) =>
    steps.reduce((touched, step) => step({ ...bench, claim, touched }), bench.touched)

const runsFromReceipt: ReadonlySet<ClockId> = new Set<ClockId>(fromReceipt)

export function next(bench: ClockBench, id: ClockId, startedAt: Instant, length?: number): Clock {
  const { version, clocks } = ruleBook(bench.claim.rules)
  const rule = clocks[id]
  const n = Math.max(0, ...allClocks(bench).map((clock) => (clock.id === id ? clock.n : 0))) + 1
  const { closeOfBusiness = [] } = bench.context.policy
  const closesAfterMs = closingOf(rule, closeOfBusiness, bench.claim.report.branch)
  return startClock(
    { rule, ruleVersion: version, n, startedAt, length: length ?? promised(rule, bench), closesAfterMs },
    bench.context.calendar,
  )
}

function onOpen(id: ClockId, change: (clock: Clock, rule: ClockRule, bench: ClockBench) => Clock): ClockStep {
  return (bench) => {
    const clock = allClocks(bench).findLast((candidate) => candidate.id === id && isOpen(candidate))
    if (clock === undefined) return bench.touched
    const changed = change(clock, ruleBook(bench.claim.rules).clocks[id], bench)
    return changed === clock ? bench.touched : touch(bench, changed)
  }
}

export const touchAll = (bench: ClockBench, clocks: readonly Clock[]): readonly Clock[] =>
  clocks.reduce((touched, clock) => touch({ ...bench, touched }, clock), bench.touched)

export function touch({ touched }: ClockBench, clock: Clock): readonly Clock[] {
  return [...touched.filter(({ id, n }) => id !== clock.id || n !== clock.n), clock]
}

export function allClocks({ claim, touched }: ClockBench): readonly Clock[] {
  const untouched = claim.clocks.filter((clock) => !touched.some(({ id, n }) => id === clock.id && n === clock.n))
  return [...untouched, ...touched]
}

/** How long a clock would run on this claim if it began now, in the unit of its rule. */
export const lengthFor = (id: ClockId, claim: Claim, context: Pick<Context, 'policy'>): number =>
  promised(ruleBook(claim.rules).clocks[id], { claim, context })

/** The supplement time is the policy's, and so are its targets; every other clock runs as long as its rule or the contract, or shorter as promised. */
function promised(rule: ClockRule, { claim, context }: Promising): number {
  const { supplement, promises = [], longerContractPeriods = false } = context.policy
  if (rule.id === 'C14') return supplement.workingDays
  const { report, policy } = claim
  const known = policy.known === 'found' ? policy : null
  const own = targetLength(rule.id, claim, context.policy)
  const length = own ?? contractLength(rule, known?.contractPeriods ?? {}, longerContractPeriods)
  return promisedLength(
    rule,
    promises,
    { line: subjectOf(claim).line, channel: report.channel, group: known?.group ?? null },
    length,
  )
}

interface Promising extends Pick<ClockBench, 'claim'> {
  readonly context: Pick<Context, 'policy'>
}
