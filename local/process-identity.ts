import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

/** One process, told apart from a later one that was given the same pid. */
export interface ProcessIdentity {
  readonly pid: number
  /** The arguments, joined by spaces. */
  readonly command: string
  /** Compared, never read: ticks since boot on Linux, a date elsewhere. */
  readonly startedAt: string
}

/** The process that has this pid now; undefined when there is none (a zombie counts as none). */
export function identifyProcess(pid: number): ProcessIdentity | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 1) return undefined
  try {
    return process.platform === 'linux' ? identifyFromProc(pid) : identifyFromPs(pid)
  } catch {
    return undefined
  }
}

/** True while the very process that was recorded is alive. */
export function isSameProcess(recorded: ProcessIdentity): boolean {
  const now = identifyProcess(recorded.pid)
  return now !== undefined && now.startedAt === recorded.startedAt && now.command === recorded.command
}

/** Asks the process to stop with each signal in turn, waiting `patienceMs` after each. True when it is gone. */
export async function endProcess(
  target: ProcessIdentity,
  signals: readonly NodeJS.Signals[],
  patienceMs: number,
): Promise<boolean> {
  for (const signal of signals) {
    if (!isSameProcess(target)) return true
    sendSignal(target.pid, signal)
    if (await isGoneWithin(target, patienceMs)) return true
  }
  return !isSameProcess(target)
}

/** Sends a signal; a process that is gone already is no error. A negative pid means its whole group. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // Gone between the look and the signal, or not ours: the caller looks again.
  }
}

async function isGoneWithin(target: ProcessIdentity, patienceMs: number): Promise<boolean> {
  const until = Date.now() + patienceMs
  while (Date.now() < until) {
    if (!isSameProcess(target)) return true
    await delay(25)
  }
  return !isSameProcess(target)
}

/** The pid of a process's parent; undefined when it cannot be told. */
export function parentOf(pid: number): number | undefined {
  try {
    if (process.platform === 'linux') return Number(statFields(pid)[1])
    return Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }))
  } catch {
    return undefined
  }
}

function identifyFromProc(pid: number): ProcessIdentity | undefined {
  const fields = statFields(pid)
  const [state] = fields
  const startedAt = fields[19]
  if (state === 'Z' || state === 'X' || startedAt === undefined) return undefined
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim()
  return { pid, command, startedAt }
}

/** The fields after the name, which stands in brackets and may itself hold spaces and brackets. */
function statFields(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

function identifyFromPs(pid: number): ProcessIdentity | undefined {
  const line = execFileSync('ps', ['-ww', '-o', 'lstart=', '-o', 'command=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/bin:/usr/bin' },
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim()
  if (line === '') return undefined
  // lstart is always five words: "Sun Nov 22 15:52:24 2026".
  const words = line.split(/\s+/)
  return { pid, startedAt: words.slice(0, 5).join(' '), command: words.slice(5).join(' ') }
}
