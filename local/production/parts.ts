import path from 'node:path'

import { claimTaskQueue } from '../../workflows/claim-contract.ts'
import { apiSpec, simulatorSpecs, type SpecContext, workerSpec } from '../child-specs.ts'
import { type Child, type ChildSpec, startChild } from '../children.ts'
import { inheritedEnvironment, type Ports } from '../options.ts'
import { type PostgresServer, startPostgres } from '../postgres.ts'
import { type FindFault, findHttpFault, findSimulatorFault, untilItWorks } from '../readiness.ts'
import type { Secrets, StateFolder } from '../state-folder.ts'
import { pollersOf } from '../temporal-connection.ts'
import { namespace } from '../temporal-server.ts'
import type { CompiledPrograms } from './compiled-programs.ts'
import { createPart, type Part, type PartName, type PartPlan } from './part.ts'
import type { ServerTools } from './server-tools.ts'
import { planTemporal, temporalDatabases } from './temporal-on-postgres.ts'

/** What is said about single parts. */
export interface PartsWish {
  /** Variables of the processes, over those they are given anyway. */
  readonly env?: Partial<Record<'api' | 'worker', Readonly<Record<string, string>>>>
  /** 4 by default; fixed for ever by the first start in a folder. */
  readonly historyShards?: number
  /** Where a part reaches another through a wire of the caller's: answers the port to use instead of the real one. */
  readonly through?: Wiring
  /** Flags of the simulators beyond the usual ones. */
  readonly simulatorArgs?: Partial<Record<OutsideName, readonly string[]>>
  /** The bundle of the workflow code; default: of the sources as they stand. */
  readonly bundle?: string
  /** Other programs as worker and API, with the environment of the usual ones. */
  readonly worker?: Program
  readonly api?: Program
  /** Holds the data of Lipei's own PostgreSQL, such as a small file system that can be filled up. */
  readonly postgresFolder?: string
}

interface Program {
  readonly command: string
  readonly args: readonly string[]
}

export type OutsideName = 'policy' | 'messages' | 'bank' | 'fraud' | 'screening' | 'tax'
export type Wiring = (
  from: 'api' | 'worker',
  to: 'postgres' | 'temporal' | OutsideName,
  realPort: number,
) => Promise<number>

/** Where the parts live. */
export interface Ground {
  readonly state: StateFolder
  readonly secrets: Secrets
  readonly ports: Ports & { readonly temporalPostgres: number }
  readonly urlOfOurs: PostgresServer['urlOf']
  readonly urlOfTemporals: PostgresServer['urlOf']
}

interface PartsContext extends Ground {
  readonly tools: ServerTools
  readonly compiled: CompiledPrograms
  readonly wish: PartsWish
}

/** None of them runs yet. */
export async function createParts(context: PartsContext): Promise<Readonly<Record<PartName, Part>>> {
  const { state, ports, wish } = context
  const ourFolder = wish.postgresFolder === undefined ? state.postgres : path.resolve(wish.postgresFolder, 'data')
  const [policy, messages, bank, fraud, screening, tax] = simulatorSpecs(specContext(context, ports)).map((spec, at) =>
    createOutside(spec, outsideNames[at] ?? 'policy', context),
  )
  if (!policy || !messages || !bank || !fraud || !screening || !tax) throw new Error('a simulator is missing')
  return {
    postgres: createPostgres('postgres', ourFolder, context),
    temporalPostgres: createPostgres('temporalPostgres', path.join(state.folder, 'temporal-postgres'), context),
    temporal: await createTemporal(context),
    policy,
    messages,
    bank,
    fraud,
    screening,
    tax,
    worker: await createWorker('worker', context),
    secondWorker: await createWorker('secondWorker', context),
    api: await createApi(context),
  }
}

/** In the order of the specs. */
const outsideNames = ['policy', 'messages', 'bank', 'fraud', 'screening', 'tax'] as const

function createPostgres(name: 'postgres' | 'temporalPostgres', dataFolder: string, context: PartsContext): Part {
  const { state, secrets, ports } = context
  const logFile = path.join(state.logs, `${name}.log`)
  return createPart({
    name,
    port: ports[name],
    logFile,
    graceMs: 10_000,
    launch: async (env, tell) => {
      await startPostgres({
        dataFolder,
        programsFolder: state.programs,
        port: ports[name],
        password: secrets.passwords.postgres,
        logFile,
        preload: ['pg_stat_statements'],
        endsWithParent: true,
        env: { ...inheritedEnvironment(), ...env },
        onStart: tell,
      })
    },
  })
}

async function createTemporal({ state, ports, tools, wish, urlOfTemporals }: PartsContext): Promise<Part> {
  const logFile = path.join(state.logs, 'temporal.log')
  const launch = await planTemporal({
    server: tools.server,
    folder: path.join(state.folder, 'temporal'),
    logFile,
    port: ports.temporal,
    historyShards: wish.historyShards ?? 4,
    namespace,
    databases: temporalDatabases(urlOfTemporals),
  })
  return createPart({ name: 'temporal', port: ports.temporal, logFile, graceMs: 15_000, launch })
}

function createOutside(spec: ChildSpec, name: OutsideName, { ports, wish }: PartsContext): Part {
  const args = [...spec.args, ...(wish.simulatorArgs?.[name] ?? [])]
  const port = ports[name]
  return createProgram({
    name,
    port,
    graceMs: 5_000,
    spec: { ...spec, args },
    findFault: () => findSimulatorFault(port),
  })
}

async function createApi(context: PartsContext): Promise<Part> {
  const seen = await portsSeenBy('api', ['postgres', 'temporal', 'policy'], context)
  const usual = apiSpec(appContext(context, seen))
  const spec = withEnv({ ...usual, ...context.wish.api }, context.wish.env?.api)
  const port = context.ports.api
  const findFault = (): ReturnType<FindFault> => findHttpFault(`http://127.0.0.1:${port}/readyz`)
  return createProgram({ name: 'api', port, graceMs: 15_000, spec, findFault })
}

/** Ready when this very process takes claims: the queue remembers a dead one for minutes. */
async function createWorker(name: 'worker' | 'secondWorker', context: PartsContext): Promise<Part> {
  const { state, ports, wish, compiled } = context
  const seen = await portsSeenBy('worker', ['postgres', 'temporal', ...outsideNames], context)
  const usual = workerSpec(appContext(context, seen), wish.bundle ?? compiled.bundle)
  const logFile = path.join(state.logs, `${name}.log`)
  const spec = withEnv({ ...usual, ...wish.worker, name, logFile }, wish.env?.worker)
  const place = { address: `127.0.0.1:${ports.temporal}`, namespace }
  const findFault = async (child: Child): ReturnType<FindFault> => {
    const pollers = await pollersOf(place, claimTaskQueue)
    const isOurs = child.pids().some((pid) => pollers.some((poller) => poller.startsWith(`${pid}@`)))
    return isOurs ? undefined : `it takes nothing from the queue "${claimTaskQueue}"`
  }
  return createProgram({ name, port: undefined, graceMs: 45_000, spec, findFault })
}

interface ProgramPlan extends Omit<PartPlan, 'launch' | 'logFile'> {
  readonly spec: ChildSpec
  readonly findFault: (child: Child) => ReturnType<FindFault>
}

function createProgram({ spec, findFault, ...plan }: ProgramPlan): Part {
  return createPart({
    ...plan,
    logFile: spec.logFile,
    launch: async (env, tell) => {
      const child = startChild({ ...withEnv(spec, env), endsWithParent: true })
      tell(child)
      await untilItWorks(child, () => findFault(child), { withinMs: 60_000 })
    },
  })
}

function withEnv(spec: ChildSpec, env: Readonly<Record<string, string>> = {}): ChildSpec {
  return { ...spec, env: { ...spec.env, ...env } }
}

/** The ports as this process is told them: of the caller's wires, where there are any. */
async function portsSeenBy(
  from: 'api' | 'worker',
  reached: readonly Parameters<Wiring>[1][],
  { ports, wish }: PartsContext,
): Promise<Ports> {
  const seen: Record<string, number> = {}
  for (const to of reached) seen[to] = (await wish.through?.(from, to, ports[to])) ?? ports[to]
  return { ...ports, ...seen }
}

function specContext({ state, secrets, compiled }: PartsContext, ports: Ports): SpecContext {
  return { state, secrets, options: { ports }, compiled: compiled.dist }
}

function appContext(context: PartsContext, ports: Ports): Parameters<typeof apiSpec>[0] {
  const temporal = { temporalAddress: `127.0.0.1:${ports.temporal}`, temporalNamespace: namespace }
  return { ...specContext(context, ports), ...temporal }
}
