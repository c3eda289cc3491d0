import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'

import { Client, Connection } from '@temporalio/client'

import { apiSpec, simulatorSpecs, watchdogSpec, workerSpec } from '../../local/child-specs.ts'
import type { Child, ChildSpec } from '../../local/children.ts'
import { lastLines, startChild } from '../../local/children.ts'
import type { TokenMaker } from '../../local/issuer.ts'
import { openIssuer } from '../../local/issuer.ts'
import type { Options, PortName } from '../../local/options.ts'
import { inheritedEnvironment, portNames, projectFolder, sharedCacheFolder } from '../../local/options.ts'
import { freePort, isPortOpen } from '../../local/ports.ts'
import { makeRunFolder } from '../../local/run-folder.ts'
import type { Secrets, StateFolder } from '../../local/state-folder.ts'
import { layOutState, readSecrets } from '../../local/state-folder.ts'
import { isQueuePolled } from '../../local/temporal-connection.ts'
import { createLadder, findTemporalBinary } from '../../local/temporal-ladder.ts'
import type { Wire } from '../../local/tcp-proxy.ts'
import { openWire } from '../../local/tcp-proxy.ts'
import { namespace, startTemporal } from '../../local/temporal-server.ts'
import { startFraudSimulator } from '../../simulators/fraud-score.ts'
import { startScreeningSimulator } from '../../simulators/screening.ts'
import type { Simulator, SimulatorOptions } from '../../simulators/server.ts'
import { startTaxSimulator } from '../../simulators/tax-authority.ts'
import { claimTaskQueue } from '../../workflows/claim-contract.ts'
import { layOutCalendar } from '../calendar-around.ts'
import type { TestDatabase } from '../database.ts'
import { createTestDatabase } from '../database.ts'
import { ensureRunPrograms } from '../run-programs.ts'
import { until } from '../shell/outside-world.ts'

/** Everything a claim lives in, whatever may die a process of its own, on ports and in a folder of its own. */
export interface Stack {
  readonly url: string
  readonly policyUrl: string
  readonly bankUrl: string
  readonly fraudUrl: string
  readonly screeningUrl: string
  readonly messagesUrl: string
  readonly taxUrl: string
  readonly watchdogUrl: string
  readonly database: TestDatabase
  readonly secrets: Secrets
  readonly tokenOf: TokenMaker
  readonly temporal: Client
  readonly parts: Readonly<Record<PartName, Part>>
  /** Wires between the processes and the servers they need. */
  readonly wires: Readonly<Record<WireName, Wire>>
  /** Everything any process has written so far. */
  readonly logs: () => string
  /** Ends the processes; the database stays for whoever wants to look at it. */
  readonly stop: () => Promise<void>
}

export interface Part {
  /** SIGKILL, without a word of warning; resolves when the process is gone. */
  readonly kill: () => Promise<void>
  /** Starts it as it was and waits until it works. */
  readonly start: () => Promise<void>
}

/** The watchdog is started by whoever has something for it to see. */
type PartName =
  | 'policy'
  | 'messages'
  | 'bank'
  | 'fraud'
  | 'screening'
  | 'tax'
  | 'temporal'
  | 'worker'
  | 'api'
  | 'watchdog'
type WireName = 'apiToPostgres' | 'workerToPostgres' | 'apiToTemporal' | 'workerToTemporal'

export interface StackWish {
  /** Temporal keeps its memory in a file, so that it can be killed; slower. */
  readonly durableTemporal?: boolean
  /** Instead of the bundle of the workflow code. */
  readonly bundle?: string
  /** Programs in the place of ours and what they are told besides; asked at each start. */
  readonly programs?: Readonly<Partial<Record<'api' | 'worker', () => Program>>>
}

interface Program {
  /** Instead of the file of ours. */
  readonly args?: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/** Starts the whole stack within seconds. Resolves when the API is ready and a worker takes claims. */
export async function startStack({ durableTemporal = false, bundle, programs = {} }: StackWish = {}): Promise<Stack> {
  const ground = { ...(await prepareGround(bundle)), programs }
  const { state, options, database, wires } = ground
  const temporalFile = durableTemporal ? { databaseFile: state.temporalDatabase } : {}
  const parts = createParts(ground, temporalFile)
  const simulated = [parts.policy, parts.messages, parts.bank, parts.fraud, parts.screening, parts.tax]
  const outside = Promise.all(simulated.map((part) => part.start()))
  await parts.temporal.start()
  await Promise.all([parts.api.start(), parts.worker.start(), outside])
  const connection = await Connection.connect({ address: `127.0.0.1:${options.ports.temporal}` })
  return {
    url: `http://127.0.0.1:${options.ports.api}`,
    policyUrl: `http://127.0.0.1:${options.ports.policy}`,
    bankUrl: `http://127.0.0.1:${options.ports.bank}`,
    fraudUrl: `http://127.0.0.1:${options.ports.fraud}`,
    screeningUrl: `http://127.0.0.1:${options.ports.screening}`,
    messagesUrl: `http://127.0.0.1:${options.ports.messages}`,
    taxUrl: `http://127.0.0.1:${options.ports.tax}`,
    watchdogUrl: `http://127.0.0.1:${options.ports.watchdog}`,
    database,
    secrets: ground.secrets,
    tokenOf: await openIssuer(state),
    temporal: new Client({ connection, namespace }),
    parts,
    wires,
    logs: () =>
      readdirSync(state.logs)
        .map((name) => readFileSync(path.join(state.logs, name), 'utf8'))
        .join('\n'),
    async stop() {
      await connection.close()
      await Promise.all([parts.api.kill(), parts.worker.kill(), parts.watchdog.kill()])
      const outside = [parts.policy, parts.messages, parts.bank, parts.fraud, parts.screening, parts.tax]
      await Promise.all([...outside, parts.temporal].map((part) => part.kill()))
      await Promise.all(Object.values(wires).map((wire) => wire.close()))
      rmSync(state.folder, { recursive: true, force: true })
    },
  }
}

interface Ground {
  readonly state: StateFolder
  readonly options: Pick<Options, 'ports' | 'calendarFile'>
  readonly secrets: Secrets
  readonly database: TestDatabase
  readonly wires: Stack['wires']
  /** Folder of the compiled programs. */
  readonly compiled: string
  readonly bundle: string
  readonly programs: NonNullable<StackWish['programs']>
}

async function prepareGround(given?: string): Promise<Omit<Ground, 'programs'>> {
  const { dist: compiled, bundle } = await ensureRunPrograms()
  const folder = makeRunFolder('lipei-test')
  const state = layOutState(folder)
  for (const made of [state.logs, state.simulators]) mkdirSync(made, { recursive: true })
  const ports = {} as Record<PortName, number>
  for (const name of portNames) ports[name] = await freePort()
  const database = await createTestDatabase()
  const postgresPort = Number(new URL(database.ownerUrl).port)
  const wires = {
    apiToPostgres: await openWire(postgresPort),
    workerToPostgres: await openWire(postgresPort),
    apiToTemporal: await openWire(ports.temporal),
    workerToTemporal: await openWire(ports.temporal),
  }
  // The API reads the keys of the issuer when it starts.
  await openIssuer(state)
  const options = { ports, calendarFile: layOutCalendar(folder) }
  return { state, options, secrets: readSecrets(state), database, wires, compiled, bundle: given ?? bundle }
}

function createParts(ground: Ground, temporalFile: { readonly databaseFile?: string }): Stack['parts'] {
  const { state, options, database, wires, bundle } = ground
  const { ports } = options
  const [policy, messages, bank] = simulatorSpecs(ground).map((spec, at) => {
    const port = [ports.policy, ports.messages, ports.bank][at] ?? 0
    return createPart(
      async () => spec,
      () => isPortOpen('127.0.0.1', port),
    )
  })
  if (!policy || !messages || !bank) throw new Error('a simulator is missing')
  const placeOf = (name: OnlyAsked) => ({ port: ports[name], dataDir: path.join(state.simulators, name) })
  const api = async (): Promise<ChildSpec> => {
    const spec = apiSpec({ ...ground, ...temporalBehind(wires.apiToTemporal) })
    return withDatabase(running(ground.programs.api, spec), database.apiUrl, wires.apiToPostgres)
  }
  const worker = async (): Promise<ChildSpec> => {
    const spec = workerSpec({ ...ground, ...temporalBehind(wires.workerToTemporal) }, bundle)
    return withDatabase(running(ground.programs.worker, spec), database.workerUrl, wires.workerToPostgres)
  }
  const watchdog = async (): Promise<ChildSpec> => {
    const spec = watchdogSpec(ground)
    return { ...spec, env: { ...spec.env, LIPEI_DATABASE_URL: database.watchdogUrl } }
  }
  const sees = `http://127.0.0.1:${ports.watchdog}/readyz`
  const place = { address: `127.0.0.1:${ports.temporal}`, namespace }
  const readyz = `http://127.0.0.1:${ports.api}/readyz`
  return {
    policy,
    messages,
    bank,
    fraud: createHere(startFraudSimulator, placeOf('fraud')),
    screening: createHere(startScreeningSimulator, placeOf('screening')),
    tax: createHere(startTaxSimulator, placeOf('tax')),
    temporal: createTemporal({ state, port: ports.temporal, ...temporalFile }),
    api: createPart(api, async () => (await fetch(readyz)).status === 200),
    watchdog: createPart(watchdog, async () => (await fetch(sees)).status === 200),
    worker: createPart(worker, (child) => takesClaims(child, place)),
  }
}

/** The queue remembers a poller for minutes after its death, so the new process itself must say so first. */
async function takesClaims({ logFile }: Child, place: Parameters<typeof isQueuePolled>[0]): Promise<boolean> {
  return (
    readFileSync(logFile, 'utf8').includes('the worker takes claims') && (await isQueuePolled(place, claimTaskQueue))
  )
}

const temporalBehind = ({ port }: Wire) => ({ temporalAddress: `127.0.0.1:${port}`, temporalNamespace: namespace })

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
function createHere(begin: (place: SimulatorOptions) => Promise<Simulator>, place: SimulatorOptions): Part {
  let server: Simulator | undefined
  return {
    async start() {
      server = await begin(place)
    },
    async kill() {
      await server?.close()
    },
  }
}

/** Outside systems that never call back. The policy system is killed in searches. */
type OnlyAsked = 'fraud' | 'screening' | 'tax'

async function isWell(child: Child, isReady: (child: Child) => Promise<boolean>): Promise<boolean> {
  const exit = child.exit()
  if (exit === undefined) return isReady(child).catch(() => false)
  throw new Error([`${child.name} died (${exit}):`, ...lastLines(child.logFile, 6)].join('\n'))
}

function createTemporal(place: { state: StateFolder; port: number; databaseFile?: string }): Part {
  const { state, ...given } = place
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
