import { readFileSync } from 'node:fs'
import path from 'node:path'

import { apiSpec, simulatorSpecs, watchdogSpec, workerSpec } from '../../local/child-specs.ts'
import type { Child, ChildSpec } from '../../local/children.ts'
import { lastLines, startChild } from '../../local/children.ts'
import type { Options } from '../../local/options.ts'
import { inheritedEnvironment, projectFolder, sharedCacheFolder } from '../../local/options.ts'
import { findSimulatorFault } from '../../local/readiness.ts'
import type { Secrets, StateFolder } from '../../local/state-folder.ts'
import type { TemporalPlace } from '../../local/temporal-connection.ts'
import { isQueuePolled } from '../../local/temporal-connection.ts'
import { createLadder, findTemporalBinary } from '../../local/temporal-ladder.ts'
import type { Wire } from '../../local/tcp-proxy.ts'
import { startTemporal } from '../../local/temporal-server.ts'
import { claimTaskQueue } from '../../workflows/claim-contract.ts'
import type { TestDatabase } from '../database.ts'
import { until } from '../shell/outside-world.ts'
import type { OutsidePlace } from './outside-here.ts'
import { startOutside } from './outside-here.ts'

export interface Part {
  /** SIGKILL, without a word of warning; resolves when the process is gone. */
  readonly kill: () => Promise<void>
  /** Starts it as it was and waits until it works. */
  readonly start: () => Promise<void>
}

/** The watchdog is started by whoever has something for it to see. */
export type PartName = OutsideName | 'temporal' | 'worker' | 'api' | 'watchdog'
export type WireName = 'apiToPostgres' | 'workerToPostgres' | 'apiToTemporal' | 'workerToTemporal'

export interface Program {
  /** Instead of the file of ours. */
  readonly args?: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/** What the parts of a stack stand on. */
export interface Ground {
  readonly state: StateFolder
  readonly options: Pick<Options, 'ports' | 'calendarFile'>
  readonly secrets: Secrets
  readonly database: TestDatabase
  readonly wires: Readonly<Record<WireName, Wire>>
  readonly temporal: TemporalPlace
  /** Temporal and the outside systems are processes of their own, to be killed. */
  readonly killable: boolean
  /** Folder of the compiled programs. */
  readonly compiled: string
  readonly bundle: string
  readonly programs: Readonly<Partial<Record<'api' | 'worker', () => Program>>>
}

export function createParts(ground: Ground): Readonly<Record<PartName, Part>> {
  const { options, database, wires, bundle, temporal } = ground
  const { ports } = options
  const api = async (): Promise<ChildSpec> => {
    const spec = apiSpec({ ...ground, ...behind(wires.apiToTemporal, temporal) })
    return withDatabase(running(ground.programs.api, spec), database.apiUrl, wires.apiToPostgres)
  }
  const worker = async (): Promise<ChildSpec> => {
    const spec = workerSpec({ ...ground, ...behind(wires.workerToTemporal, temporal) }, bundle)
    return withDatabase(running(ground.programs.worker, spec), database.workerUrl, wires.workerToPostgres)
  }
  const watchdog = async (): Promise<ChildSpec> => {
    const spec = watchdogSpec(ground)
    return { ...spec, env: { ...spec.env, LIPEI_DATABASE_URL: database.watchdogUrl } }
  }
  const sees = `http://127.0.0.1:${ports.watchdog}/readyz`
  const readyz = `http://127.0.0.1:${ports.api}/readyz`
  return {
    ...outsideParts(ground),
    temporal: ground.killable ? createTemporal(ground) : ofTheRun,
    api: createPart(api, async () => (await fetch(readyz)).status === 200),
    watchdog: createPart(watchdog, async () => (await fetch(sees)).status === 200),
    worker: createPart(worker, (child) => takesClaims(child, temporal)),
  }
}

/** Outside systems that never call back and are never killed stand in the test's own process. */
function outsideParts(ground: Ground): Readonly<Record<OutsideName, Part>> {
  const { ports } = ground.options
  const here = (name: OutsideName): Part => createHere({ name, ...placeOf(name, ground) })
  const asked = { fraud: here('fraud'), screening: here('screening'), tax: here('tax') }
  if (!ground.killable) return { ...asked, policy: here('policy'), messages: here('messages'), bank: here('bank') }
  const process = (name: OutsideName): Part => {
    const spec = simulatorSpecs(ground).find((candidate) => candidate.name === name)
    if (spec === undefined) throw new Error(`there is no simulator ${name}`)
    return createPart(
      async () => spec,
      async () => (await findSimulatorFault(ports[name])) === undefined,
    )
  }
  return { ...asked, policy: process('policy'), messages: process('messages'), bank: process('bank') }
}

type OutsideName = OutsidePlace['name']

function placeOf(name: OutsideName, { state, options: { ports }, secrets }: Ground): Omit<OutsidePlace, 'name'> {
  const secretsOf = { messages: secrets.messagesCallback, bank: secrets.bankCallback }
  const callbackSecret = name === 'messages' || name === 'bank' ? secretsOf[name] : undefined
  const callbackUrl = `http://127.0.0.1:${ports.api}/v1/callbacks/${name}`
  const place = { port: ports[name], dataDir: path.join(state.simulators, name) }
  return callbackSecret === undefined ? place : { ...place, callbackUrl, callbackSecret }
}

/** The server all test files share: what it holds of a stack lies in a namespace of its own, and nobody kills it. */
const ofTheRun: Part = {
  start: () => Promise.resolve(),
  kill: () => Promise.resolve(),
}

/** The queue remembers a poller for minutes after its death, so the new process itself must say so first. */
async function takesClaims({ logFile }: Child, place: TemporalPlace): Promise<boolean> {
  return (
    readFileSync(logFile, 'utf8').includes('the worker takes claims') && (await isQueuePolled(place, claimTaskQueue))
  )
}

const behind = ({ port }: Wire, { namespace }: TemporalPlace) => ({
  temporalAddress: `127.0.0.1:${port}`,
  temporalNamespace: namespace,
})

function running(program: (() => Program) | undefined, spec: ChildSpec): ChildSpec {
  if (program === undefined) return spec
  const { args = spec.args, env } = program()
  return { ...spec, args, env: { ...spec.env, ...env } }
}

function withDatabase(spec: ChildSpec, url: string, wire: Wire): ChildSpec {
  const through = new URL(url)
  through.port = String(wire.port)
  return { ...spec, env: { ...spec.env, LIPEI_DATABASE_URL: through.href } }
}

function createPart(describe: () => Promise<ChildSpec>, isReady: (child: Child) => Promise<boolean>): Part {
  let child: Child | undefined
  let starts = 0
  return {
    async start() {
      const spec = await describe()
      starts += 1
      // A log of its own for each process, so that nobody takes the word of a dead one.
      const logFile = spec.logFile.replace(/\.log$/, `-${starts}.log`)
      const started = startChild({ ...spec, logFile, endsWithParent: true })
      child = started
      await until(`${started.name} to be ready`, () => isWell(started, isReady))
    },
    async kill() {
      child?.kill()
      await child?.exited
    },
  }
}

/** A server of the test's own process: nobody's death is tried on it, and a process takes a second of a core to start. */
function createHere(place: OutsidePlace): Part {
  let close: (() => Promise<void>) | undefined
  return {
    async start() {
      ;({ close } = await startOutside(place))
    },
    async kill() {
      await close?.()
      close = undefined
    },
  }
}

async function isWell(child: Child, isReady: (child: Child) => Promise<boolean>): Promise<boolean> {
  const exit = child.exit()
  if (exit === undefined) return isReady(child).catch(() => false)
  throw new Error([`${child.name} died (${exit}):`, ...lastLines(child.logFile, 6)].join('\n'))
}

/** Its memory is a file, so that it can be killed; slower. */
function createTemporal({ state, options: { ports } }: Ground): Part {
  const given = { port: ports.temporal, databaseFile: state.temporalDatabase }
  const env = inheritedEnvironment()
  const ladder = { projectFolder, cacheFolder: sharedCacheFolder(), fallbackFolder: state.bin, env }
  let child: Child | undefined
  return {
    async start() {
      const binary = await findTemporalBinary(createLadder(ladder, () => undefined))
      const logFile = path.join(state.logs, 'temporal.log')
      const server = await startTemporal({ ...given, binary, logFile, throwaway: true, env })
      child = server.child
    },
    async kill() {
      child?.kill()
      await child?.exited
    },
  }
}
