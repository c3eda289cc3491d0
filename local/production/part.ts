import { spawn } from 'node:child_process'

import type { Child } from '../children.ts'
import { sendSignal } from '../process-identity.ts'
import { killTree } from '../process-tree.ts'

export type PartName =
  | 'postgres'
  | 'temporalPostgres'
  | 'temporal'
  | 'policy'
  | 'messages'
  | 'bank'
  | 'fraud'
  | 'screening'
  | 'tax'
  | 'worker'
  /** Beside the first, like it in everything; runs only when somebody starts it. */
  | 'secondWorker'
  | 'api'

/** One part of the stack, which can be taken away and put back. */
export interface Part {
  readonly name: PartName
  /** Its own port; a worker has none. */
  readonly port: number | undefined
  readonly logFile: string
  /** Says at once what `pids` looks for in every process of the machine. */
  readonly isRunning: () => boolean
  /** Its whole process tree now; empty while it does not run. */
  readonly pids: () => readonly number[]
  /** Resolves when it works. What is told by `env` holds for this start only. */
  readonly start: (change?: PartChange) => Promise<void>
  /** SIGKILL for the whole tree, without a word of warning; resolves when all of it is gone. */
  readonly kill: () => Promise<void>
  /** In order; killed when its grace is over. */
  readonly stop: () => Promise<void>
  /** Holds the whole tree still: whoever calls is let in and hears nothing. */
  readonly freeze: () => void
  readonly thaw: () => void
}

export interface PartChange {
  readonly env?: Readonly<Record<string, string>>
}

export interface PartPlan {
  readonly name: PartName
  readonly port: number | undefined
  readonly logFile: string
  /** How long it may take to stop in order. */
  readonly graceMs: number
  readonly launch: Launch
}

/** Starts the part and resolves when it works; tells the child as soon as there is one. */
export type Launch = (env: Readonly<Record<string, string>>, tell: (child: Child) => void) => Promise<void>

export function createPart({ name, port, logFile, graceMs, launch }: PartPlan): Part {
  let child: Child | undefined
  let thaw: () => void = () => undefined
  const isRunning = (): boolean => child !== undefined && child.exit() === undefined
  const pids = (): readonly number[] => child?.pids() ?? []
  return {
    name,
    port,
    logFile,
    isRunning,
    pids,
    async start({ env = {} } = {}) {
      if (isRunning()) throw new Error(`${name} runs already`)
      await launch(env, (started) => (child = started))
    },
    async kill() {
      if (child !== undefined && isRunning()) {
        await killTree(child.pid)
        await child.exited
      }
      // Only now: what was frozen dies without a last word.
      thaw()
    },
    async stop() {
      thaw()
      await child?.stop(graceMs)
    },
    freeze() {
      thaw()
      thaw = freezeAll(pids())
    },
    thaw: () => thaw(),
  }
}

/** Thawed by whoever calls what this returns, or when this process is gone: what is frozen cannot hear that it shall end. */
function freezeAll(pids: readonly number[]): () => void {
  const script = 'read -r _; kill -s CONT "$@" 2>/dev/null'
  const nurse = spawn('/bin/sh', ['-c', script, 'thaw', ...pids.map(String)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  nurse.unref()
  for (const pid of pids) sendSignal(pid, 'SIGSTOP')
  let isFrozen = true
  return () => {
    if (!isFrozen) return
    isFrozen = false
    for (const pid of pids) sendSignal(pid, 'SIGCONT')
    nurse.stdin.destroy()
  }
}
