import { mkdirSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import type { Source } from '../../local/source.ts'
import type { FaultKind, Struck } from './faults/field.ts'
import type { LifeFailure, LoadCounts } from './load/load.ts'
import type { Verdict } from './oracle/judge.ts'
import type { Pending } from './oracle/quiet.ts'
import type { Invariant, Violation } from './oracle/violation.ts'
import { invariants } from './oracle/violation.ts'

/** One fault as it was struck. */
export interface Round extends Struck {
  readonly kind: FaultKind
  readonly n: number
  /** Since the first fault. */
  readonly atMs: number
  readonly tookMs: number
  readonly violations: readonly Violation[]
}

export interface DrillReport extends Source {
  readonly kind: 'full' | 'smoke'
  /** Draws the same load and the same faults once more, on the same commit. */
  readonly command: string
  /** As many as were asked for. */
  readonly kills: number
  readonly seed: number
  readonly startedAt: string
  readonly durationMs: number
  readonly machine: ReturnType<typeof describeMachine>
  readonly load: LoadCounts
  readonly rounds: readonly Round[]
  /** Parts that died though nobody had ordered it. */
  readonly diedAlone: readonly string[]
  readonly failures: readonly LifeFailure[]
  /** What was still on its way two minutes after the last claim's end. */
  readonly pending: Pending
  readonly verdict: Verdict
}

/** Writes the whole report beside the last ones and answers with the file. */
export function writeReport(report: DrillReport, folder: string): string {
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, `drill-${report.startedAt.replaceAll(/[:.]/g, '-')}-seed-${report.seed}.json`)
  writeFileSync(file, `${JSON.stringify(report, undefined, 2)}\n`)
  return file
}

/** The run on one screen. */
export function showReport(report: DrillReport): string {
  const { rounds, verdict, load, seed } = report
  const kills = sum(rounds.map((round) => round.kills))
  const recoveries = rounds.flatMap(({ recoveryMs }) => recoveryMs ?? [])
  const violations = violationsOf(report)
  return [
    '',
    `${kills} kills in ${rounds.length} faults, seed ${seed}, ${Math.round(report.durationMs / 1_000)} s`,
    standing(report),
    `${load.started} claims begun, ${load.heldBack} held back, ${load.peak} under way at most, ${verdict.events} events, ${verdict.transfers} transfers`,
    '',
    ...faultTable(rounds),
    '',
    ...choices(rounds),
    '',
    `recovery     ${spread(recoveries)}, aim p99 <= 15 s ${(percentile(recoveries, 99) ?? 0) <= 15_000 ? 'MET' : 'MISSED'}`,
    `lateness     ${spread(verdict.lateness.map(({ lateMs }) => lateMs))} of ${verdict.lateness.length} deadlines of 24 and 48 hours`,
    `lost ${count(violations, 'I1')}, doubled or not meant ${count(violations, 'I2', 'I8')}, deadlines wrong ${count(violations, 'I5')}, ` +
      `others ${count(violations, 'I3', 'I4', 'I6', 'I7', 'I9')}`,
    ...rounds.flatMap(({ kind, notRun }) => (notRun === undefined ? [] : [`NOT RUN: ${kind}: ${notRun}`])),
    ...shortcomingsOf(report).map((what) => `FAILED: ${what}`),
    ...report.failures.map(({ life, cause }) => `NOT SERVED: ${life}: ${cause}`),
    ...violations.map(
      ({ invariant, claimId, seen }) =>
        `VIOLATION ${invariant} (${invariants[invariant]}): ${claimId ?? 'all'}: ${seen}`,
    ),
    ...(isClean(report) ? [] : [`again, on the same commit: ${report.command}`]),
  ].join('\n')
}

/** What the run stood on. */
function standing({ commit, dirty, machine: { cores, cpu, kernel, node } }: DrillReport): string {
  const changed = dirty ? ', with changes that are not committed' : ''
  return `commit ${commit}${changed}; ${cores} cores of ${cpu}, ${kernel}, Node ${node}`
}

/** Nothing contradicts a promise, every life came to its end, and everything asked for was done. */
export const isClean = (report: DrillReport): boolean =>
  [violationsOf(report), shortcomingsOf(report), report.failures].every((found) => found.length === 0)

/** What a run lacks that contradicts no promise and is no success either. */
function shortcomingsOf({ kills: asked, rounds, diedAlone, pending }: DrillReport): readonly string[] {
  const killed = sum(rounds.map(({ kills }) => kills))
  const { starts, receipts, payments } = pending
  const left = `still on their way: ${starts} starts, ${receipts} receipts, ${payments} payments`
  const missed = [...pointsMissed(rounds)].map((point) => `no process came by the crash point ${point}`)
  return [
    ...(killed >= asked ? [] : [`${killed} of ${asked} kills in the time there was`]),
    ...missed,
    ...diedAlone.map((death) => `died alone: ${death}`),
    ...(starts + receipts + payments === 0 ? [] : [left]),
  ]
}

/** Everything the oracle found, between the faults and at the end, each once. */
function violationsOf({ rounds, verdict }: DrillReport): readonly Violation[] {
  const all = [...rounds.flatMap(({ violations }) => violations), ...verdict.violations]
  return [...new Map(all.map((violation) => [JSON.stringify(violation), violation])).values()]
}

export function describeMachine() {
  const [cpu] = os.cpus()
  return {
    cpu: cpu?.model ?? 'unknown',
    cores: os.cpus().length,
    memoryBytes: os.totalmem(),
    kernel: `${os.type()} ${os.release()}`,
    node: process.version,
  }
}

function faultTable(rounds: readonly Round[]): string[] {
  const kinds = [...new Set(rounds.map(({ kind }) => kind))].toSorted()
  const header = row(['fault', 'times', 'kills', 'recovery p50', 'p99', 'max'])
  return [
    header,
    ...kinds.map((kind) => {
      const struck = rounds.filter((round) => round.kind === kind)
      const times = struck.flatMap(({ recoveryMs }) => recoveryMs ?? [])
      const shares = [50, 99, 100].map((percent) => seconds(percentile(times, percent)))
      return row([kind, String(struck.length), String(sum(struck.map(({ kills }) => kills))), ...shares])
    }),
  ]
}

/** What was drawn within the kinds that are many faults, each with how often. */
function choices(rounds: readonly Round[]): string[] {
  const many: readonly FaultKind[] = ['kill at a crash point', 'damage a wire', 'partner in trouble']
  return many.flatMap((kind) => {
    const drawn = rounds.flatMap((round) => (round.kind === kind ? (round.what ?? []) : []))
    const times = [...new Set(drawn)].toSorted().map((what) => `${what} ${drawn.filter((one) => one === what).length}`)
    return times.length === 0 ? [] : [`${kind}: ${times.join('; ')}`]
  })
}

/** Crash points at which a process was told to die, and none ever did. */
function pointsMissed(rounds: readonly Round[]): ReadonlySet<string> {
  const told = rounds.flatMap(({ kind, what }) => (kind === 'kill at a crash point' && what !== undefined ? what : []))
  const reached = new Set(told.filter((what) => !what.includes(',')))
  return new Set(told.map((what) => what.replace(/,.*$/, '')).filter((point) => !reached.has(point)))
}

const row = ([first = '', ...rest]: readonly string[]): string =>
  `${first.padEnd(30)}${rest.map((cell) => cell.padStart(13)).join('')}`

const spread = (values: readonly number[]): string =>
  [50, 99, 100]
    .map((percent) => `p${percent} ${seconds(percentile(values, percent))}`)
    .join('  ')
    .replace('p100', 'max')

const seconds = (ms: number | undefined): string => (ms === undefined ? '-' : `${(ms / 1_000).toFixed(1)} s`)

/** By nearest rank: a value that was seen. */
function percentile(values: readonly number[], percent: number): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)]
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

const count = (violations: readonly Violation[], ...which: readonly Invariant[]): number =>
  violations.filter(({ invariant }) => which.includes(invariant)).length
