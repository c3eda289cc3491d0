import { setTimeout as delay } from 'node:timers/promises'

import { diceOf } from '../../local/dice.ts'
import { describeSource } from '../../local/source.ts'
import type { DrilledStack } from './drilled-stack.ts'
import type { Fault } from './faults/field.ts'
import { deathsOrdered } from './faults/kills.ts'
import { unorderedDeaths } from './faults/unordered-deaths.ts'
import { dealFaults, smokeFaults } from './faults/schedule.ts'
import { openIntegrator } from './load/integrator.ts'
import { startLoad } from './load/load.ts'
import type { Observed } from './observed.ts'
import { keepObserved, readObserved } from './observed.ts'
import { judge } from './oracle/judge.ts'
import { quickLook } from './oracle/quick-look.ts'
import { untilQuiet } from './oracle/quiet.ts'
import { commandOf, type DrillOptions } from './options.ts'
import type { DrillReport, Round } from './report.ts'
import { describeMachine } from './report.ts'

/**
 * Kills everything under load until enough was killed, lets every claim come to its end, and hears the witnesses. What
 * was seen until then lies in the folder of the run, for {@link hearAgain}.
 */
export async function runDrill(
  drilled: DrilledStack,
  options: DrillOptions,
  say: (line: string) => void,
): Promise<DrillReport> {
  const { stack, journal, supervisor, folder } = drilled
  const { kind, seed, kills, pace } = options
  const begunAt = Date.now()
  const { url, tokenOf } = stack
  const integrator = openIntegrator({ url, tokenOf, journal, patienceMs: pace.patienceMs })
  const load = startLoad(integrator, pace, seed)
  await delay(warmUpMs)
  const rounds = await strikeAll(drilled, options, say)
  say(`${secondsSince(begunAt)} no more faults; ${load.counts().underWay} claims come to their end`)
  const last = await load.finish()
  say(`${secondsSince(begunAt)} all of them have; the last was ${last}`)
  await supervisor.close()
  const observed: Observed = {
    kind,
    command: commandOf(options),
    ...describeSource(),
    kills,
    seed,
    startedAt: new Date(begunAt).toISOString(),
    durationMs: Date.now() - begunAt,
    machine: describeMachine(),
    load: load.counts(),
    rounds,
    diedAlone: diedAlone(drilled),
    failures: load.failures,
  }
  keepObserved(folder, observed)
  return { ...observed, ...(await hear(drilled, say)) }
}

/** Hears the witnesses of a run whose hearing did not come to its end, on the servers of its folder. */
export async function hearAgain(drilled: DrilledStack, say: (line: string) => void): Promise<DrillReport> {
  return { ...readObserved(drilled.folder), ...(await hear(drilled, say)) }
}

async function hear(
  { stack, journal, temporal }: DrilledStack,
  say: (line: string) => void,
): Promise<Pick<DrillReport, 'pending' | 'verdict'>> {
  const { ownerUrl, bankUrl } = stack
  const pending = await untilQuiet(ownerUrl, quietWithinMs)
  say('all is quiet; the witnesses are heard')
  const verdict = await judge({ ownerUrl, bankUrl, temporal, journal: journal.entries }, say)
  return { pending, verdict }
}

const secondsSince = (at: number): string => `${Math.round((Date.now() - at) / 1_000)} s:`

/** So that there is something to lose. */
const warmUpMs = 8_000
const quietWithinMs = 120_000

async function strikeAll(
  drilled: DrilledStack,
  { kind, kills, seed, minutes }: DrillOptions,
  say: (line: string) => void,
): Promise<readonly Round[]> {
  const dice = diceOf(seed ^ 0x5eed)
  const faults: Iterable<Fault> = kind === 'smoke' ? smokeFaults : dealFaults(dice)
  const begunAt = Date.now()
  const rounds: Round[] = []
  let killed = 0
  for (const { kind: fault, strike } of faults) {
    const n = rounds.length + 1
    await delay(dice.below(gapMsAtMost))
    const at = Date.now()
    const struck = await strike(drilled, diceOf(seed * 31 + n))
    const { ownerUrl, bankUrl } = drilled.stack
    const violations = await quickLook({ ownerUrl, bankUrl, journal: drilled.journal.entries }).catch(() => [])
    const round = { n, kind: fault, ...struck, atMs: at - begunAt, tookMs: Date.now() - at, violations }
    rounds.push(round)
    killed += struck.kills
    say(sentenceOf(round, killed))
    if (killed >= kills || Date.now() - begunAt > minutes * 60_000) break
  }
  return rounds
}

const gapMsAtMost = 2_500

function sentenceOf({ n, kind, what, readyMs = 0, recoveryMs, notRun, violations }: Round, killed: number): string {
  const [ready = '', back = ''] = [readyMs, recoveryMs ?? 0].map((ms) => `${(ms / 1_000).toFixed(1)} s`)
  const outcome = recoveryMs === undefined ? '' : `, ready after ${ready}, at work after ${back}`
  const seen = violations.map(({ invariant, seen: saw }) => `; VIOLATION ${invariant}: ${saw}`).join('')
  const missed = notRun === undefined ? '' : `, NOT RUN: ${notRun}`
  return `${String(n).padStart(4)}  ${kind}${what === undefined ? '' : ` (${what})`}${outcome}${missed}; ${killed} kills${seen}`
}

/** Who died without having been told to. */
const diedAlone = (drilled: DrilledStack): readonly string[] =>
  unorderedDeaths(drilled.supervisor.deaths, deathsOrdered(drilled)).map(
    ({ name, at }) => `${name} at ${new Date(at).toISOString()}`,
  )
