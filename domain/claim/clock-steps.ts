import type { Clock, ClockId, ClockProof, ClockRule, EscalationLevel } from '../clocks/clock.ts'
import {
  escalateClock,
  isOpen,
  meetClock,
  pauseClock,
  restartClock,
  resumeClock,
  startClock,
  voidClock,
} from '../clocks/engine.ts'
import { promisedLength } from '../clocks/promise.ts'
import { ruleBook } from '../rules.ts'
import type { Instant } from '../time.ts'
import type { Context } from './decision.ts'
import type { Claim } from './state.ts'

/** One change to the claim's clocks; it answers all clocks touched so far. A step that finds nothing to do changes nothing. */
export type ClockStep = (bench: ClockBench) => readonly Clock[]

interface ClockBench {
  readonly claim: Claim
  readonly at: Instant
  readonly context: Context
  readonly touched: readonly Clock[]
}

/** Starts the next instance of a clock. `length` is the promised one where the rule's own does not hold. */
export function start(id: ClockId, startedAt: Instant, length?: number): ClockStep {
  return (bench) => {
    const { version, clocks } = ruleBook(bench.claim.rules)
    const rule = clocks[id]
    const n = Math.max(0, ...allClocks(bench).map((clock) => (clock.id === id ? clock.n : 0))) + 1
    return touch(
      bench,
      startClock(
        { rule, ruleVersion: version, n, startedAt, length: length ?? promised(rule, bench) },
        bench.context.calendar,
      ),
    )
  }
}

export const meet = (id: ClockId): ClockStep => onOpen(id, (clock, rule, { at }) => meetClock(rule, clock, at))

/** As {@link meet}, for the instance that had begun by an instant. */
export const meetBegunBy = (id: ClockId, begunBy: Instant): ClockStep =>
  onOpen(id, (clock, rule, { at }) => (clock.startedAt <= begunBy ? meetClock(rule, clock, at) : clock))

export const voidClocks = (id: ClockId, reason: string): ClockStep =>
  onOpen(id, (clock, _rule, { at }) => voidClock(clock, at, reason))

export const pause = (id: ClockId, proof: ClockProof): ClockStep =>
  onOpen(id, (clock, rule, { at }) => pauseClock(rule, clock, at, proof))

export const resume = (id: ClockId, proof: ClockProof): ClockStep =>
  onOpen(id, (clock, rule, { at, context }) => resumeClock(rule, clock, { at, proof }, context.calendar))

export function voidAll(reason: string): ClockStep {
  return (bench) =>
    touchAll(
      bench,
      allClocks(bench)
        .filter(isOpen)
        .map((clock) => voidClock(clock, bench.at, reason)),
    )
}

export function escalate(id: ClockId, n: number, level: EscalationLevel): ClockStep {
  return (bench) => {
    const reached = allClocks(bench).filter((clock) => clock.id === id && clock.n === n)
    return touchAll(
      bench,
      reached.map((clock) => escalateClock(clock, level, bench.at)),
    )
  }
}

/** The original takes over the earlier receipt of its copy (#4): what runs from receipt runs from there. */
export function beganEarlier(receivedAt: Instant): ClockStep {
  return (bench) => {
    const { filing } = bench.claim
    const rules = ruleBook(bench.claim.rules).clocks
    if (filing === undefined || receivedAt >= filing.receivedAt) return bench.touched
    const fromReceipt = allClocks(bench).filter((clock) => isOpen(clock) && clock.startedAt === filing.receivedAt)
    return touchAll(
      bench,
      fromReceipt.map((clock) => restartClock(rules[clock.id], clock, receivedAt, bench.context.calendar)),
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

function onOpen(id: ClockId, change: (clock: Clock, rule: ClockRule, bench: ClockBench) => Clock): ClockStep {
  return (bench) => {
    const clock = allClocks(bench).findLast((candidate) => candidate.id === id && isOpen(candidate))
    if (clock === undefined) return bench.touched
    const changed = change(clock, ruleBook(bench.claim.rules).clocks[id], bench)
    return changed === clock ? bench.touched : touch(bench, changed)
  }
}

const touchAll = (bench: ClockBench, clocks: readonly Clock[]): readonly Clock[] =>
  clocks.reduce((touched, clock) => touch({ ...bench, touched }, clock), bench.touched)

function touch({ touched }: ClockBench, clock: Clock): readonly Clock[] {
  return [...touched.filter(({ id, n }) => id !== clock.id || n !== clock.n), clock]
}

function allClocks({ claim, touched }: ClockBench): readonly Clock[] {
  const untouched = claim.clocks.filter((clock) => !touched.some(({ id, n }) => id === clock.id && n === clock.n))
  return [...untouched, ...touched]
}

/** The supplement time is the policy's; every other clock runs as long as its rule, or shorter as promised to this customer. */
function promised(rule: ClockRule, { claim, context }: ClockBench): number {
  const { supplement, promises = [] } = context.policy
  if (rule.id === 'C14') return supplement.workingDays
  const { report, policy } = claim
  const group = policy.known === 'found' ? policy.group : null
  return promisedLength(rule, promises, { line: report.line, channel: report.channel, group })
}
