import { parseArgs } from 'node:util'

import type { Pace } from './load/load.ts'

/** What `npm run drill` was asked for. */
export interface DrillOptions {
  readonly kind: 'full' | 'smoke'
  readonly kills: number
  readonly seed: number
  /** The faults end after so many minutes, whatever is left of the kills. */
  readonly minutes: number
  readonly pace: Pace
  /** Folder of an earlier run: nothing is killed, its witnesses are heard again. */
  readonly hear?: string
}

export const usage = `usage: npm run drill -- [--kills N] [--seed N] [--minutes M] [--smoke]
  --kills N    go on until so many processes were killed (200)
  --seed N     of load and faults (drawn, and printed)
  --minutes M  strike no longer than this, then judge (45)
  --smoke      five kills and the verdict, in about two minutes
  --hear DIR   nothing is killed: the servers of a kept folder come back, and their witnesses are heard again
  --help       this text`

/** Null when only help was asked for. Throws with a readable message for what it does not know. */
export function readDrillOptions(args: readonly string[]): DrillOptions | null {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args: [...args],
    strict: true,
    options: {
      kills: text,
      seed: text,
      minutes: text,
      hear: text,
      smoke: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  const { smoke } = values
  if (values.help) return null
  return {
    kind: smoke ? 'smoke' : 'full',
    kills: wholeNumber('--kills', values.kills) ?? (smoke ? 5 : 200),
    seed: wholeNumber('--seed', values.seed) ?? Date.now() % 1_000_000,
    minutes: wholeNumber('--minutes', values.minutes) ?? usualMinutes[smoke ? 'smoke' : 'full'],
    pace: smoke ? smokePace : fullPace,
    ...(values.hear !== undefined && { hear: values.hear }),
  }
}

const usualMinutes = { full: 45, smoke: 3 } as const

/** What has the same load drawn and the same faults dealt once more. */
export function commandOf({ kind, kills, seed, minutes }: Omit<DrillOptions, 'pace' | 'hear'>): string {
  const time = minutes === usualMinutes[kind] ? '' : ` --minutes ${minutes}`
  return `npm run drill -- --kills ${kills} --seed ${seed}${time}${kind === 'smoke' ? ' --smoke' : ''}`
}

/** A mean life of four minutes at 52 a minute: about 200 claims are under way. */
const fullPace: Pace = {
  startsPerMinute: 52,
  underWayAtMost: 260,
  pauseMs: 22_000,
  dueWithinMs: [30_000, 420_000],
  // A send that died before the bank heard of it is cleared by a query after 1 minute, the next after 5, the next after 15.
  patienceMs: 1_500_000,
}

const smokePace: Pace = {
  startsPerMinute: 40,
  underWayAtMost: 100,
  pauseMs: 2_000,
  dueWithinMs: [15_000, 45_000],
  patienceMs: 300_000,
}

function wholeNumber(flag: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new Error(`${flag} takes a whole number from 1 on`)
  return Number(value)
}
