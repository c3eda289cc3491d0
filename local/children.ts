import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

import { readableLine } from './log-line.ts'
import { identifyProcess, type ProcessIdentity, sendSignal } from './process-identity.ts'
import { descendantsOf } from './process-tree.ts'

/** How a child process is started. Its output goes straight into its log file, so it outlives this process. */
export interface ChildSpec {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly logFile: string
  readonly user?: UserIds | undefined
  /** What asks this child to stop in order. */
  readonly stopSignal: 'SIGINT' | 'SIGTERM'
  /** The child gets `stopSignal` as soon as this process is gone, however it went. For tests. */
  readonly endsWithParent?: boolean
}

export interface UserIds {
  readonly uid: number
  readonly gid: number
}

export interface Child {
  readonly name: string
  readonly pid: number
  /** The program and everything it has started, now; a guard is not among them. */
  readonly pids: () => readonly number[]
  /** Undefined when the process was gone before it could be looked at. */
  readonly identity: ProcessIdentity | undefined
  readonly logFile: string
  readonly exited: Promise<ChildExit>
  /** Undefined while it runs. */
  readonly exit: () => ChildExit | undefined
  /** Asks with the child's own signal; after `graceMs` it is killed. Resolves when it is gone. */
  readonly stop: (graceMs: number) => Promise<void>
  /** At once and without waiting. */
  readonly kill: () => void
}

/** How a child ended, in words: "exit code 1", "signal SIGKILL". */
export type ChildExit = string

/** Starts a child in a process group of its own, so that Ctrl-C in the terminal reaches only this process. */
export function startChild(spec: ChildSpec): Child {
  mkdirSync(path.dirname(spec.logFile), { recursive: true })
  const log = openSync(spec.logFile, 'a')
  const child = spec.endsWithParent ? spawnGuarded(spec, log) : spawnPlain(spec, log)
  closeSync(log)

  let exit: ChildExit | undefined
  const exited = new Promise<ChildExit>((resolve) => {
    child.once('error', (error) => resolve((exit = `could not be started (${error.message})`)))
    child.once('exit', (code, signal) => resolve((exit = signal ? `signal ${signal}` : `exit code ${code}`)))
  })
  const pid = child.pid ?? 0
  const ask = (): void => {
    if (spec.endsWithParent) child.stdio[3]?.destroy()
    else sendSignal(pid, spec.stopSignal)
  }

  return {
    name: spec.name,
    pid,
    pids: () => (spec.endsWithParent ? guardedBy(pid) : [pid, ...descendantsOf(pid)].filter(identifyProcess)),
    identity: identifyProcess(pid),
    logFile: spec.logFile,
    exited,
    exit: () => exit,
    stop: async (graceMs) => {
      if (pid === 0 || exit !== undefined) return
      ask()
      await Promise.race([exited, delay(graceMs, undefined, { ref: false })])
      if (exit !== undefined) return
      sendSignal(-pid, 'SIGKILL')
      await exited
    },
    kill: () => {
      if (pid !== 0 && exit === undefined) sendSignal(-pid, 'SIGKILL')
    },
  }
}

/** The last lines a child wrote, readable, for the message that says it died. What is said again and again is told once. */
export function lastLines(logFile: string, count: number): string[] {
  if (!existsSync(logFile)) return []
  const lines = readFileSync(logFile, 'utf8').slice(-16_384).split('\n').map(readableLine)
  return lines
    .filter((line) => line !== undefined)
    .filter((line, at, said) => line !== said[at - 1])
    .slice(-count)
}

function spawnPlain(spec: ChildSpec, log: number): ChildProcess {
  return spawn(spec.command, spec.args, { ...spawnOptions(spec), stdio: ['ignore', log, log] })
}

/**
 * A shell stands between: it holds the reading end of a pipe whose writing end only this process has. When the pipe closes,
 * on purpose or because this process was killed, the shell signals the child. Test servers never outlive their run.
 */
const guard = `"$@" 3<&- & child=$!
( read -r _ <&3; kill -s "$STOP_SIGNAL" $child 2>/dev/null ) & watcher=$!
exec 3<&-
wait $child; code=$?
kill $watcher 2>/dev/null
exit $code`

function spawnGuarded(spec: ChildSpec, log: number): ChildProcess {
  const options = spawnOptions(spec)
  const env = { ...options.env, STOP_SIGNAL: spec.stopSignal.slice('SIG'.length) }
  const args = ['-c', guard, spec.name, spec.command, ...spec.args]
  return spawn('/bin/sh', args, { ...options, env, stdio: ['ignore', log, log, 'pipe'] })
}

/** The guard's own helper is a copy of the guard, down to its command line. */
function guardedBy(guardPid: number): number[] {
  const own = identifyProcess(guardPid)?.command
  return descendantsOf(guardPid).filter((pid) => {
    const command = identifyProcess(pid)?.command
    return command !== undefined && command !== own
  })
}

function spawnOptions(
  spec: ChildSpec,
): { cwd: string; env: Record<string, string>; detached: true } & Partial<UserIds> {
  return { cwd: spec.cwd, env: { ...spec.env }, detached: true, ...spec.user }
}
