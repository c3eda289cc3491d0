import { identifyProcess, parentOf } from './process-identity.ts'

const lookEveryMs = 500

/**
 * Calls back when `npm`, or what it put between itself and this process, is gone. Killing npm with SIGKILL tells its
 * children nothing: the stack would stay behind without an owner, and in the way of the next start.
 */
export function watchLaunchers(onGone: () => void): void {
  const launchers = findLaunchers()
  if (launchers.length === 0) return
  const timer = setInterval(() => {
    if (launchers.every(isAlive)) return
    clearInterval(timer)
    onGone()
  }, lookEveryMs)
  timer.unref()
}

/** The nearest ancestors that only exist to run this program; a shell someone types into is none of them. */
function findLaunchers(): number[] {
  const pids: number[] = []
  for (let pid = process.ppid; pid > 1; pid = parentOf(pid) ?? 0) {
    if (!isLauncher(identifyProcess(pid)?.command ?? '')) break
    pids.push(pid)
  }
  return pids
}

export function isLauncher(command: string): boolean {
  return /^npm(?: |$)/.test(command) || /^\S*sh -c (?:tsx|node) .*local\/start\.ts/.test(command) || isTsx(command)
}

function isTsx(command: string): boolean {
  return /\/tsx(?:\/dist\/cli\.mjs)? .*local\/start\.ts/.test(command)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
