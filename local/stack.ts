import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

import { migrateDatabase } from '../db/migrate.ts'
import { claimTaskQueue } from '../workflows/claim-contract.ts'
import { apiSpec, databaseName, simulatorSpecs, type SpecContext, watchdogSpec, workerSpec } from './child-specs.ts'
import type { Child, ChildSpec } from './children.ts'
import { inheritedEnvironment, type Options, projectFolder, sharedCacheFolder } from './options.ts'
import { ensureDatabase, startPostgres } from './postgres.ts'
import { type FindFault, findHttpFault, findSimulatorFault } from './readiness.ts'
import type { Run } from './run-record.ts'
import { describeDeath, supervise, type Supervised } from './supervised.ts'
import { askTemporal, ensureSearchAttributes, isQueuePolled } from './temporal-connection.ts'
import { createLadder, findTemporalBinary } from './temporal-ladder.ts'
import { namespace, startTemporal } from './temporal-server.ts'
import { ensureWorkflowBundle } from './workflow-bundle.ts'

export interface StackContext extends SpecContext {
  readonly options: Options
  readonly run: Run
  readonly say: (line: string) => void
  /** A server died that nothing can go on without. */
  readonly onFatal: (message: string) => void
}

export interface Stack {
  /** Resolves when the API answers that it is ready. */
  readonly start: () => Promise<void>
  /** Worker, API and watchdog with the sources as they are now. */
  readonly reload: () => Promise<void>
  /** Writers first, then what they talk to, the database last; within 10 s in all. */
  readonly stop: () => Promise<void>
  /** The last resort of an exit: ends at once whatever still runs. */
  readonly kill: () => void
}

interface TemporalAddress {
  readonly temporalAddress: string
  readonly temporalNamespace: string
}

interface Parts {
  readonly apps: Supervised[]
  readonly outside: Supervised[]
  readonly servers: Child[]
  isStopping: boolean
}

const readyWithinMs = 90_000

export function createStack(context: StackContext): Stack {
  const parts: Parts = { apps: [], outside: [], servers: [], isStopping: false }
  return {
    start: () => startAll(context, parts),
    reload: () => reloadApps(context, parts),
    stop: () => stopAll(context, parts),
    kill: () => killAll(parts),
  }
}

/** Everything begins at once; worker and API wait only for what they cannot begin without. */
async function startAll(context: StackContext, parts: Parts): Promise<void> {
  const simulators = bringUpSimulators(context, parts)
  const database = bringUpDatabase(context, parts)
  const temporal = bringUpTemporal(context, parts)
  const bundle = bundleWorkflows(context)
  const api = Promise.all([temporal, database]).then(([place]) => bringUpApi(place, context, parts))
  const worker = Promise.all([temporal, bundle, database]).then((ready) =>
    bringUpWorker(ready[0], ready[1], context, parts),
  )
  const watchdog = database.then(() => bringUpWatchdog(context, parts))
  await Promise.all([simulators, api, worker, watchdog])
}

async function bringUpWatchdog(context: StackContext, parts: Parts): Promise<void> {
  const watchdog = superviseIn(parts.apps, watchdogSpec(context), context, parts)
  const url = `http://127.0.0.1:${context.options.ports.watchdog}/readyz`
  await untilWell(watchdog, () => findHttpFault(url))
  context.say('watchdog: ready')
}

async function bringUpApi(temporal: TemporalAddress, context: StackContext, parts: Parts): Promise<void> {
  const api = superviseIn(parts.apps, apiSpec({ ...context, ...temporal }), context, parts)
  const url = `http://127.0.0.1:${context.options.ports.api}/readyz`
  await untilWell(api, () => findHttpFault(url))
  context.say('API: ready')
}

/** Ready when it takes claims: one filed before would wait, and look stuck. */
async function bringUpWorker(
  temporal: TemporalAddress,
  bundle: string,
  context: StackContext,
  parts: Parts,
): Promise<void> {
  const worker = superviseIn(parts.apps, workerSpec({ ...context, ...temporal }, bundle), context, parts)
  const place = { address: temporal.temporalAddress, namespace: temporal.temporalNamespace }
  await untilWell(worker, async () =>
    (await isQueuePolled(place, claimTaskQueue)) ? undefined : `nobody takes tasks from the queue "${claimTaskQueue}"`,
  )
  context.say('worker: ready')
}

async function bringUpDatabase(context: StackContext, parts: Parts): Promise<void> {
  const { options, state, secrets, say } = context
  const server = await startPostgres({
    dataFolder: state.postgres,
    programsFolder: state.programs,
    port: options.ports.postgres,
    password: secrets.passwords.postgres,
    logFile: path.join(state.logs, 'postgres.log'),
    env: inheritedEnvironment(),
    onStart: (child) => addServer(child, context, parts),
  })
  await ensureDatabase(server, databaseName)
  await migrateDatabase(server.urlOf(databaseName), secrets.passwords).catch(explainMigration)
  say('PostgreSQL: ready and migrated')
}

function explainMigration(error: unknown): never {
  // The driver's own words are in the cause; the message repeats the whole statement.
  const reason = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
  throw new Error(
    `the database could not be brought up to date: ${reason}\n` +
      'If its data comes from another version of Lipei, npm start -- --fresh begins anew (earlier claims are then gone).',
    { cause: error },
  )
}

async function bringUpTemporal(context: StackContext, parts: Parts): Promise<TemporalAddress> {
  const { options, state, say } = context
  if (options.temporalAddress !== undefined) {
    const place = { address: options.temporalAddress, namespace: options.temporalNamespace }
    const fault = await askTemporal(place)
    if (fault !== undefined)
      throw new Error(
        `TEMPORAL_ADDRESS is ${place.address}, but no server answers there for namespace "${place.namespace}" (${fault}). ` +
          'Correct it, or unset it to have a server started here.',
      )
    await ensureSearchAttributes(place)
    say(`Temporal: using the server at ${place.address}`)
    return { temporalAddress: place.address, temporalNamespace: place.namespace }
  }
  const env = inheritedEnvironment()
  const place = { projectFolder, cacheFolder: sharedCacheFolder(), fallbackFolder: state.bin, env }
  const binary = await findTemporalBinary(createLadder(place, say))
  const server = await startTemporal({
    binary,
    port: options.ports.temporal,
    uiPort: options.ports.ui,
    databaseFile: state.temporalDatabase,
    logFile: path.join(state.logs, 'temporal.log'),
    env,
    onStart: (child) => addServer(child, context, parts),
  })
  say('Temporal: ready')
  return { temporalAddress: server.address, temporalNamespace: namespace }
}

async function bringUpSimulators(context: StackContext, parts: Parts): Promise<void> {
  const { ports } = context.options
  mkdirSync(context.state.simulators, { recursive: true })
  const simulators = simulatorSpecs(context).map((spec) => superviseIn(parts.outside, spec, context, parts))
  const addresses = [ports.policy, ports.messages, ports.bank, ports.fraud, ports.screening, ports.tax]
  await Promise.all(
    simulators.map((simulator, at) => untilWell(simulator, () => findSimulatorFault(addresses[at] ?? 0))),
  )
  context.say('policy system, message provider, bank, fraud score, screening system, tax authority: simulated')
}

function bundleWorkflows({ state }: StackContext): Promise<string> {
  return ensureWorkflowBundle({ projectFolder, folder: state.bundles, env: inheritedEnvironment() })
}

async function reloadApps(context: StackContext, parts: Parts): Promise<void> {
  const bundle = await bundleWorkflows(context)
  const env = (app: Supervised): Partial<ChildSpec> | undefined =>
    app.name === 'worker' ? { env: { ...app.spec().env, LIPEI_WORKFLOW_BUNDLE: bundle } } : undefined
  await Promise.all(parts.apps.map((app) => app.restart(env(app))))
}

function superviseIn(group: Supervised[], spec: ChildSpec, context: StackContext, parts: Parts): Supervised {
  if (parts.isStopping) throw new Error('stopped while starting')
  const started = (child: Child): void => context.run.addChild(child.name, child.identity)
  const supervised = supervise(spec, { say: context.say, started })
  group.push(supervised)
  return supervised
}

function addServer(child: Child, { run, onFatal }: StackContext, parts: Parts): void {
  parts.servers.push(child)
  run.addChild(child.name, child.identity)
  const tellDeath = (exit: string): void => {
    if (!parts.isStopping) onFatal(describeDeath(child, exit, 'everything stops; start again with npm start'))
  }
  void child.exited.then(tellDeath)
}

async function untilWell(supervised: Supervised, findFault: FindFault): Promise<void> {
  const until = Date.now() + readyWithinMs
  for (;;) {
    const fault = await findFault().catch(String)
    if (fault === undefined) return
    if (Date.now() > until)
      throw new Error(`${supervised.name} is not ready after ${readyWithinMs / 1_000} s: ${fault}`)
    refuseToLoop(supervised)
    await delay(50)
  }
}

/** A child that dies three times before it ever worked will not work. */
function refuseToLoop(supervised: Supervised): void {
  if (supervised.failures() < 3) return
  throw new Error(`${supervised.name} does not start; its whole log is ${supervised.child().logFile}`)
}

async function stopAll({ run }: StackContext, parts: Parts): Promise<void> {
  parts.isStopping = true
  run.update({ isStopping: true })
  await Promise.all(parts.apps.map((app) => app.stop(4_500)))
  const temporal = parts.servers.filter(({ name }) => name !== 'postgres')
  await Promise.all([...parts.outside, ...temporal].map((child) => child.stop(2_000)))
  await Promise.all(parts.servers.map((server) => server.stop(2_500)))
}

function killAll(parts: Parts): void {
  const all = [...parts.servers, ...[...parts.apps, ...parts.outside].map((supervised) => supervised.child())]
  for (const child of all) child.kill()
}
