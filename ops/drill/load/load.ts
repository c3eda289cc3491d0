import { setMaxListeners } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'

import { type Dice, diceOf } from '../../../local/dice.ts'
import { beginLife } from './claim-life.ts'
import type { Integrator } from './integrator.ts'
import type { LifePlan } from './life-plan.ts'
import { drawPlan, fileFor } from './lives.ts'

export interface Pace {
  readonly startsPerMinute: number
  /** More claims are not begun while so many are under way: a system that is behind is not buried. */
  readonly underWayAtMost: number
  /** Mean pause before each step of a claim. */
  readonly pauseMs: number
  /** A paper claim's clock falls due within this time from its entry, at the earliest and at the latest. */
  readonly dueWithinMs: readonly [number, number]
  /** How long a claim may take to get where it must. */
  readonly patienceMs: number
}

/** Claims that begin at an even pace, whatever is killed meanwhile. */
export interface Load {
  readonly counts: () => LoadCounts
  /** Lives that did not come where they should: each is a violation, or a defect of the drill. */
  readonly failures: readonly LifeFailure[]
  /** No new claims, shorter pauses; resolves when every life under way has come to its end, with the name of the last. */
  readonly finish: () => Promise<string>
}

export interface LoadCounts {
  readonly started: number
  readonly underWay: number
  /** The most that were under way at once. */
  readonly peak: number
  /** Claims that were due to begin and were not, because too many were under way. */
  readonly heldBack: number
}

export interface LifeFailure {
  readonly life: string
  readonly cause: string
}

export function startLoad(integrator: Integrator, pace: Pace, seed: number): Load {
  const hurry = new AbortController()
  // Every claim that rests listens.
  setMaxListeners(0, hurry.signal)
  const underWay = new Set<Promise<void>>()
  const failures: LifeFailure[] = []
  const dice = diceOf(seed)
  let started = 0
  let peak = 0
  let heldBack = 0
  let last = 'nobody'
  const begin = (): void => {
    if (underWay.size >= pace.underWayAtMost) {
      heldBack += 1
      return
    }
    started += 1
    const life = drawLife(dice, started, seed)
    const lived: Promise<void> = live(life, { integrator, pace, hurry: hurry.signal })
      .catch((error: unknown) => void failures.push({ life: life.name, cause: String(error) }))
      .finally(() => {
        underWay.delete(lived)
        last = life.name
      })
    underWay.add(lived)
    peak = Math.max(peak, underWay.size)
  }
  const beginning = beginEvenly(begin, 60_000 / pace.startsPerMinute, hurry.signal)
  return {
    counts: () => ({ started, underWay: underWay.size, peak, heldBack }),
    failures,
    async finish() {
      hurry.abort()
      await beginning
      await Promise.all(underWay)
      return last
    },
  }
}

interface Life {
  readonly name: string
  readonly n: number
  readonly plan: LifePlan
  /** Chance of its own, so that the order in which lives go on changes nobody's. */
  readonly dice: Dice
}

function drawLife(dice: Dice, n: number, seed: number): Life {
  const plan = drawPlan(dice)
  return { name: `drill-${seed}-${n}-${plan.name}`, n, plan, dice: diceOf(seed * 1_000_003 + n) }
}

interface LoadSetting {
  readonly integrator: Integrator
  readonly pace: Pace
  readonly hurry: AbortSignal
}

async function live({ name, n, plan, dice }: Life, { integrator, pace, hurry }: LoadSetting): Promise<void> {
  const [soonest, latest] = pace.dueWithinMs
  const filed = fileFor(plan, n, soonest + dice.below(latest - soonest))
  const { pauseShare = 1 } = plan
  const nextPauseMs = (): number => dice.below(2 * pace.pauseMs) * pauseShare * (hurry.aborted ? hurriedShare : 1)
  const setting = { integrator, name, filer: plan.filer, nextPauseMs, hurry, patienceMs: pace.patienceMs }
  await plan.live(await beginLife(setting, filed.body), filed)
}

/** Not none at all: everybody at once would be another load than the one that was measured. */
const hurriedShare = 0.4

async function beginEvenly(begin: () => void, everyMs: number, signal: AbortSignal): Promise<void> {
  const startedAt = Date.now()
  for (let n = 1; !signal.aborted; n += 1) {
    begin()
    await delay(Math.max(0, startedAt + n * everyMs - Date.now()), undefined, { signal }).catch(() => undefined)
  }
}
