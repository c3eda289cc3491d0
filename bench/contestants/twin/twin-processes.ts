import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'

import type { Child } from '../../../local/children.ts'
import { startChild } from '../../../local/children.ts'
import { inheritedEnvironment, projectFolder } from '../../../local/options.ts'
import { findHttpFault, findSimulatorFault, untilItWorks } from '../../../local/readiness.ts'
import { promptOutside } from '../contestant.ts'
import type { TwinPlace } from './twin-place.ts'
import { workerReady } from './twin-place.ts'

/** A program of the compiled build, and how it is seen that it works. */
interface Program {
  readonly role: 'front' | 'worker' | 'messages' | 'bank'
  /** The file below the build, and its arguments. */
  readonly run: readonly [file: string, ...args: string[]]
  readonly findFault: (child: Child) => Promise<string | undefined>
}

/** Resolves when the program works. */
export type Launch = (program: Program) => Promise<Child>

interface LaunchPlan {
  readonly dist: string
  readonly folder: string
  readonly place: TwinPlace
  /** Told of every child as soon as there is one. */
  readonly started: (child: Child) => void
}

export function createLauncher({ dist, folder, place, started }: LaunchPlan): Launch {
  let count = 0
  return async ({ role, run: [file, ...args], findFault }) => {
    count += 1
    const child = startChild({
      name: `${role} of the ${place.name} twin`,
      command: process.execPath,
      args: [path.join(dist, file), ...args],
      cwd: projectFolder,
      env: { ...inheritedEnvironment(), BENCH_TWIN: JSON.stringify(place) },
      // One for each start: what an earlier worker said is not said by this one.
      logFile: path.join(folder, 'logs', `${place.name}-${role}-${count}.log`),
      stopSignal: 'SIGTERM',
      endsWithParent: true,
    })
    started(child)
    await untilItWorks(child, () => findFault(child), { withinMs: 60_000 })
    return child
  }
}

export const frontOf = ({ name, ports }: TwinPlace): Program => ({
  role: 'front',
  run: [`bench/contestants/${name}/front.js`],
  findFault: () => findHttpFault(`http://127.0.0.1:${ports.front}/healthz`),
})

export const workerOf = ({ name }: TwinPlace): Program => ({
  role: 'worker',
  run: [`bench/contestants/${name}/worker.js`],
  findFault: async ({ logFile }) =>
    readFileSync(logFile, 'utf8').includes(workerReady) ? undefined : 'it is not ready',
})

/** An outside system as Lipei's own, which calls the twin's front back. Its receipts are signed; nobody checks. */
export function simulatorOf(kind: 'messages' | 'bank', { name, ports }: TwinPlace, folder: string): Program {
  const flags = [
    `--port=${ports[kind]}`,
    `--data=${path.join(folder, `${name}-${kind}`)}`,
    `--callback-url=http://127.0.0.1:${ports.front}/callbacks/${kind}`,
    `--callback-secret=whsec_${randomBytes(24).toString('base64')}`,
    ...promptOutside[kind],
  ]
  return { role: kind, run: ['simulators/main.js', kind, ...flags], findFault: () => findSimulatorFault(ports[kind]) }
}
