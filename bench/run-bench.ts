import path from 'node:path'

import { startServers } from '../local/production/production-stack.ts'
import { describeSource } from '../local/source.ts'
import { contestants } from './contestants/all.ts'
import { type Contestant, promptOutside, type Running } from './contestants/contestant.ts'
import { startDriver } from './drive.ts'
import { killedSweep } from './emergency/killed-sweep.ts'
import { manyEvents } from './emergency/many-events.ts'
import { surge } from './emergency/surge.ts'
import { sweep } from './emergency/sweep.ts'
import { figuresOf } from './figures.ts'
import { nothingFound } from './findings.ts'
import { checkChains, checkInvariants } from './invariants.ts'
import { curveOf, spreadOf } from './measure/percentiles.ts'
import { commandOf, type BenchOptions } from './options.ts'
import { calendar } from './phases/calendar.ts'
import { closedLoop, realisticLoop } from './phases/closed-loop.ts'
import { crash } from './phases/crash.ts'
import { growthAt } from './phases/growth.ts'
import { idle } from './phases/idle.ts'
import { intake } from './phases/intake.ts'
import { openLoop } from './phases/open-loop.ts'
import type { Phase } from './phases/phase.ts'
import { replay } from './phases/replay.ts'
import { storm } from './phases/storm.ts'
import { warmUp } from './phases/warm-up.ts'
import { yardsticks } from './phases/yardsticks.ts'
import { fullPlan, type Plan, smokePlan } from './plan.ts'
import { describeMachine } from './report/machine.ts'
import type { BenchReport, OpenLoopCurve } from './report/report-shape.ts'
import { openStage, type Stage } from './stage.ts'

/** In this order: growth is looked at while few claims are there, and what the intake leaves open is used to the end. */
const phases: readonly Phase[] = [
  warmUp,
  growthAt(0),
  closedLoop,
  growthAt(1),
  realisticLoop,
  openLoop,
  crash,
  intake,
  growthAt(2),
  replay,
  idle,
  yardsticks,
  storm,
  calendar,
  manyEvents,
  surge,
  sweep,
  killedSweep,
]

export interface BenchContext extends BenchOptions {
  readonly say: (line: string) => void
  /** Ends the run at the next opportunity; everything is stopped. */
  readonly stopped: AbortSignal
}

/** Starts the servers and all contestants, runs the phases, stops everything. Throws for a phase that does not exist. */
export async function runBench({ say, stopped, ...options }: BenchContext): Promise<BenchReport> {
  const { smoke, seed, open, only } = options
  refuseUnknown(only)
  const began = Date.now()
  const plan = smoke ? smokePlan : fullPlan(open)
  const stack = await startServers({ simulatorArgs: promptOutside, say })
  const leaving: (() => unknown)[] = [() => stack.stop()]
  try {
    const driver = await startDriver()
    leaving.unshift(() => driver.stop())
    stopped.addEventListener('abort', () => driver.stop())
    const running: Record<string, Running> = {}
    for (const { name, start } of contestants.filter((one) => isNeeded(one, only))) {
      stopped.throwIfAborted()
      const wish = { cachedWorkflows: plan.cachedWorkflows, folder: path.join(stack.folder, name) }
      const contestant = await start(stack, wish)
      running[name] = contestant
      leaving.unshift(() => contestant.stop())
      say(`${name} takes claims`)
    }
    const stage = await openStage({ plan, stack, running, driver, seed, findings: nothingFound(), say })
    await playPhases(stage, { only, stopped, until: Date.now() + budgetMsOf(plan, only) })
    return await reportOn(stage, { began, plan, seed, command: commandOf(options) })
  } finally {
    for (const leave of leaving) await leave()
  }
}

function refuseUnknown(only: readonly string[]): void {
  const names = [...new Set(phases.map(({ name, partOf }) => partOf ?? name))]
  const unknown = only.find((name) => !names.includes(name))
  if (unknown !== undefined) throw new Error(`there is no phase ${unknown}; there are ${names.join(', ')}`)
}

const isNamed = ({ name, partOf }: Phase, only: readonly string[]): boolean => only.includes(partOf ?? name)

/** What is compared with a first look is compared with one at warm processes. */
const isPlayed = (phase: Phase, only: readonly string[]): boolean =>
  only.length === 0 ? !phase.onlyByName : isNamed(phase, only) || (phase === warmUp && !isAlone(only))

/** Nothing but what runs only by name: it compares Lipei with nobody. */
const isAlone = (only: readonly string[]): boolean =>
  only.length > 0 && phases.every((phase) => phase.onlyByName || !isNamed(phase, only))

const isNeeded = ({ name }: Contestant, only: readonly string[]): boolean => name === 'lipei' || !isAlone(only)

/** What runs only by name has no share in the 40 minutes of a whole run, and may take an hour. */
const budgetMsOf = ({ budgetSeconds }: Plan, only: readonly string[]): number =>
  (isAlone(only) ? Math.max(budgetSeconds, 3_600) : budgetSeconds) * 1_000

interface Playing {
  readonly only: readonly string[]
  readonly stopped: AbortSignal
  readonly until: number
}

/** A phase that finds no time is left out; one that breaks is a broken check, and the next ones still tell something. */
async function playPhases(stage: Stage, { only, stopped, until }: Playing): Promise<void> {
  const { plan, findings, say } = stage
  for (const phase of phases) {
    if (stopped.aborted) throw new Error('stopped')
    if (!isPlayed(phase, only)) continue
    const left = Math.round((until - Date.now()) / 1_000)
    const needed = Math.round(phase.seconds(plan))
    if (needed > left) {
      findings.cut.push(`${phase.name}: it may take ${needed} s, and ${left} s are left`)
      continue
    }
    say(`${phase.name} (${left} s left)`)
    await play(stage, phase, stopped)
  }
  findings.invariants.push(await checkChains(stage, 'the last phase'))
}

async function play(stage: Stage, phase: Phase, stopped: AbortSignal): Promise<void> {
  const { findings, say } = stage
  try {
    await phase.run(stage)
    findings.invariants.push(...(await checkInvariants(stage, phase.name)))
  } catch (error) {
    if (stopped.aborted) throw error
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
    findings.invariants.push({ phase: phase.name, name: 'the phase came to its end', holds: false, detail })
  }
  const broken = findings.invariants.filter((one) => one.phase === phase.name && !one.holds)
  for (const { name, detail } of broken) say(`  BROKEN: ${name} (${detail})`)
}

interface Frame {
  readonly began: number
  readonly plan: Plan
  readonly seed: number
  readonly command: string
}

async function reportOn({ stack, findings }: Stage, frame: Frame): Promise<BenchReport> {
  const { began, plan, seed, command } = frame
  const { kind } = plan
  const { rounds, growth, economy, recovery, storm: stormy, storage, idle: idling, invariants, cut } = findings
  const { emergency } = findings
  return {
    kind,
    startedAt: new Date(began).toISOString(),
    durationMs: Date.now() - began,
    seed,
    command,
    ...describeSource(),
    machine: await describeMachine(stack),
    figures: figuresOf(findings, kind),
    rounds,
    openLoop: findings.openLoop.map(curvesOf),
    growth,
    ...(economy && { economy }),
    ...(recovery && { recovery }),
    ...(stormy && { storm: stormy }),
    ...(storage && { storage }),
    ...(idling && { idle: idling }),
    ...(Object.keys(emergency).length > 0 && { emergency }),
    invariants,
    cut,
  }
}

function curvesOf({ contestant, ratePerSecond, load }: Stage['findings']['openLoop'][number]): OpenLoopCurve {
  const { started, completed, backlog, latencies } = load
  const steps = Object.entries(latencies)
  return {
    contestant,
    ratePerSecond,
    started,
    completed,
    backlog,
    curves: Object.fromEntries(steps.map(([name, values]) => [name, curveOf(values)])),
    steps: Object.fromEntries(steps.map(([name, values]) => [name, spreadOf(values)])),
  }
}
