import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Where a drilled process may be killed, and which of the two programs comes by. `LIPEI_CRASH_AT` names the point,
 * `LIPEI_CRASH_LATCH` a folder: each point kills once for each folder, whoever comes by first. What runs already is told
 * its points by `tellPoints`. With `LIPEI_CRASH_SIGNAL` of SIGSTOP the process is not killed: it stands still there until
 * somebody lets it go on.
 */
export const crashPlaces = {
  /** Inside intake: the claim is stored, its workflow not started. */
  'intake-before-start': 'api',
  /** Inside the starter: rows are lent, the workflow is not started; started, the row not marked. */
  'starter-before-start': 'worker',
  'starter-after-start': 'worker',
  'recording-before': 'worker',
  'recording-after': 'worker',
  /** Inside a notice: rendered and not handed over; handed over, and nobody knows. */
  'notice-before-send': 'worker',
  'notice-after-send': 'worker',
  /** The payee is about to be screened; he is, and nothing is cleared for him yet. */
  'screening-before': 'worker',
  'screening-after': 'worker',
  /** The bank was asked and the row allows a send, before the claim knows. */
  'payment-after-clearing': 'worker',
  'payment-before-bank': 'worker',
  /** The bank took it, before we know. */
  'payment-after-bank': 'worker',
  /** We know and keep it in the book, before it is recorded. */
  'payment-before-recording': 'worker',
  /** The bank was asked how a payment ended that nobody told of, before the claim hears it. */
  'payment-after-query': 'worker',
  /** The inbox told the claim, before it marks the row. */
  'inbox-before-marking': 'worker',
  /** A page of the claims an emergency is to tell was listed, and its workflow does not know. */
  'sweep-after-listing': 'worker',
  /** A claim was told of an emergency, before its row is marked. */
  'sweep-before-marking': 'worker',
  /** The run has decided to continue as new, before Temporal hears of it. Needs the drilled bundle. */
  'continue-as-new': 'worker',
} as const satisfies Readonly<Record<string, 'api' | 'worker'>>

export type CrashPoint = keyof typeof crashPlaces

/** Where only the claims of an emergency come by. */
export const sweepPoints = ['sweep-after-listing', 'sweep-before-marking'] as const satisfies readonly CrashPoint[]

/** Where every claim comes by on its way, or another one of its day. */
export const crashPoints = (Object.keys(crashPlaces) as readonly CrashPoint[]).filter(
  (point) => !sweepPoints.some((other) => other === point),
)

/** Has whoever was started with this latch die at these points from now on, at each of them once more, and at no other. */
export function tellPoints(latch: string, points: readonly CrashPoint[]): void {
  for (const point of points) rmSync(path.join(latch, point), { force: true })
  writeFileSync(path.join(latch, toldFile), points.join('\n'))
}

const toldFile = 'points'

/** Ends this process on the spot when this is a point it was told, and nobody was killed there before. */
export function passBy(point: CrashPoint): void {
  const { LIPEI_CRASH_AT: told, LIPEI_CRASH_LATCH: latch, LIPEI_CRASH_SIGNAL: signal } = process.env
  if (latch === undefined) return
  if (told !== point && !readTold(latch).includes(point)) return
  if (!take(path.join(latch, point))) return
  process.kill(process.pid, signal === 'SIGSTOP' ? signal : 'SIGKILL')
}

function readTold(latch: string): readonly string[] {
  const file = path.join(latch, toldFile)
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
}

/** Makes the file; false when it stands already. */
function take(file: string): boolean {
  try {
    closeSync(openSync(file, 'wx'))
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}
