import { setTimeout as delay } from 'node:timers/promises'

import { type Child, type ChildSpec, lastLines, startChild } from './children.ts'

/** A child that is started again when it dies. */
export interface Supervised {
  readonly name: string
  /** Deaths in a row, each within a minute of its start. */
  readonly failures: () => number
  readonly child: () => Child
  /** What the next start will be. */
  readonly spec: () => ChildSpec
  /** Stops and starts it now, for changed sources. The change says what is different about the new one. */
  readonly restart: (change?: Partial<ChildSpec>) => Promise<void>
  readonly stop: (graceMs: number) => Promise<void>
}

export interface SupervisorReport {
  readonly say: (line: string) => void
  readonly started: (child: Child) => void
}

const steadyAfterMs = 60_000
const longestPauseMs = 10_000

/** Starts the child and keeps it running: a death is told with the end of its log, and the next start waits longer each time. */
export function supervise(first: ChildSpec, report: SupervisorReport): Supervised {
  let spec = first
  let failures = 0
  let isStopping = false
  let isRestarting = false
  const stopped = new AbortController()
  let child = start()
  void keepRunning()

  function start(): Child {
    const fresh = startChild(spec)
    report.started(fresh)
    return fresh
  }

  async function keepRunning(): Promise<void> {
    for (;;) {
      const startedAt = Date.now()
      const exit = await child.exited
      if (isStopping) return
      if (isRestarting) {
        isRestarting = false
      } else {
        failures = Date.now() - startedAt > steadyAfterMs ? 1 : failures + 1
        const pauseMs = pauseAfter(failures)
        report.say(describeDeath(child, exit, `starting it again in ${pauseMs / 1_000} s`))
        await delay(pauseMs, undefined, { signal: stopped.signal }).catch(() => undefined)
        if (isStopping) return
      }
      child = start()
    }
  }

  return {
    name: first.name,
    failures: () => failures,
    child: () => child,
    spec: () => spec,
    restart: async (change = {}) => {
      spec = { ...spec, ...change }
      isRestarting = child.exit() === undefined
      await child.stop(5_000)
    },
    stop: async (graceMs) => {
      isStopping = true
      stopped.abort()
      await child.stop(graceMs)
    },
  }
}

/** 0.5 s after the first death, then twice as long each time, 10 s at most. */
export function pauseAfter(failures: number): number {
  return Math.min(longestPauseMs, 250 * 2 ** Math.min(failures, 10))
}

export function describeDeath(child: Child, exit: string, next: string): string {
  const tail = lastLines(child.logFile, 6).map((line) => `    ${line.slice(0, 300)}`)
  const log = tail.length === 0 ? `Its log: ${child.logFile}` : `Its log (${child.logFile}) ends:`
  return [`${child.name} died (${exit}); ${next}. ${log}`, ...tail].join('\n')
}
