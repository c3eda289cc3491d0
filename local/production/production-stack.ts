import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'

import { migrateDatabase } from '../../db/migrate.ts'
import { databaseName } from '../child-specs.ts'
import { openIssuer, type TokenMaker } from '../issuer.ts'
import { portNames } from '../options.ts'
import { freePort } from '../ports.ts'
import { ensureDatabase, superuserUrls } from '../postgres.ts'
import { makeRunFolder } from '../run-folder.ts'
import { layOutState, readSecrets, type Secrets } from '../state-folder.ts'
import { namespace } from '../temporal-server.ts'
import { ensureCompiled } from './compiled-programs.ts'
import type { Part, PartName } from './part.ts'
import { createParts, type Ground, type PartsWish } from './parts.ts'
import { findServerTools } from './server-tools.ts'
import { migrateTemporal, type TemporalDatabases, temporalDatabases } from './temporal-on-postgres.ts'

/**
 * Lipei in the shape it runs in production, on this machine: two PostgreSQL servers (ours, Temporal's), the Temporal server
 * on PostgreSQL, four outside systems, API and worker, each a process of its own. Ends with the process that started it.
 */
export interface ProductionStack {
  readonly folder: string
  /** Of the API. */
  readonly url: string
  readonly policyUrl: string
  readonly bankUrl: string
  readonly messagesUrl: string
  /** host:port */
  readonly temporalAddress: string
  readonly temporalNamespace: string
  /** The database of Lipei, as its owner. */
  readonly ownerUrl: string
  readonly temporalDatabaseUrls: TemporalDatabases
  readonly secrets: Secrets
  readonly tokenOf: TokenMaker
  readonly parts: Readonly<Record<PartName, Part>>
  /** In order; nothing is left running. A folder of the stack's own is removed. */
  readonly stop: () => Promise<void>
}

export interface ProductionWish extends PartsWish {
  /** Kept at stop, and found again as it was by the next start; open to the user PostgreSQL runs as. Default: one of its own, removed at stop. */
  readonly folder?: string
  readonly say?: (line: string) => void
}

/** Resolves when the API is ready and the worker takes claims. */
export async function startProductionStack(wish: ProductionWish = {}): Promise<ProductionStack> {
  const stack = await startServers(wish)
  return orStop(stack, () => all([stack.parts.api.start(), stack.parts.worker.start()]))
}

/** All but API and worker, which `parts.api.start()` and `parts.worker.start()` add. */
export async function startServers(wish: ProductionWish = {}): Promise<ProductionStack> {
  const say = wish.say ?? (() => undefined)
  const [tools, compiled] = await Promise.all([findServerTools(say), ensureCompiled()])
  const ground = await prepareGround(wish)
  const stack = await describeStack(ground, await createParts({ ...ground, tools, compiled, wish }), wish)
  const { parts, ownerUrl } = stack
  return orStop(stack, async () => {
    const database = async (): Promise<void> => {
      await parts.postgres.start()
      await ensureDatabase({ urlOf: ground.urlOfOurs }, databaseName)
      await migrateDatabase(ownerUrl, ground.secrets.passwords)
    }
    const temporal = async (): Promise<void> => {
      await parts.temporalPostgres.start()
      await migrateTemporal(tools.sql, ground.urlOfTemporals)
      await parts.temporal.start()
    }
    const outside = [parts.policy, parts.messages, parts.bank, parts.fraud, parts.screening, parts.tax]
    await all([database(), temporal(), ...outside.map((part) => part.start())])
    say('the servers are ready')
  })
}

async function prepareGround(wish: ProductionWish): Promise<Ground> {
  const state = layOutState(path.resolve(wish.folder ?? makeRunFolder('lipei-production')))
  mkdirSync(state.simulators, { recursive: true })
  const secrets = readSecrets(state)
  const ports = await takePorts()
  const password = secrets.passwords.postgres
  return {
    state,
    secrets,
    ports,
    urlOfOurs: superuserUrls({ port: ports.postgres, password }),
    urlOfTemporals: superuserUrls({ port: ports.temporalPostgres, password }),
  }
}

async function takePorts(): Promise<Ground['ports']> {
  const ports = { temporalPostgres: await freePort() } as Record<keyof Ground['ports'], number>
  for (const name of portNames) ports[name] = await freePort()
  return ports
}

async function describeStack(
  ground: Ground,
  parts: ProductionStack['parts'],
  wish: ProductionWish,
): Promise<ProductionStack> {
  const { state, ports, secrets } = ground
  const stop = async (): Promise<void> => {
    await all([parts.api.stop(), parts.worker.stop(), parts.secondWorker.stop()])
    const outside = [parts.policy, parts.messages, parts.bank, parts.fraud, parts.screening, parts.tax]
    await all([...outside.map((part) => part.stop()), parts.temporal.stop()])
    await all([parts.postgres.stop(), parts.temporalPostgres.stop()])
    if (wish.folder === undefined) rmSync(state.folder, { recursive: true, force: true })
  }
  return {
    folder: state.folder,
    url: `http://127.0.0.1:${ports.api}`,
    policyUrl: `http://127.0.0.1:${ports.policy}`,
    bankUrl: `http://127.0.0.1:${ports.bank}`,
    messagesUrl: `http://127.0.0.1:${ports.messages}`,
    temporalAddress: `127.0.0.1:${ports.temporal}`,
    temporalNamespace: namespace,
    ownerUrl: ground.urlOfOurs(databaseName),
    temporalDatabaseUrls: temporalDatabases(ground.urlOfTemporals),
    secrets,
    // Made before the API starts, which reads the public half then.
    tokenOf: await openIssuer(state),
    parts,
    stop,
  }
}

async function orStop(stack: ProductionStack, start: () => Promise<unknown>): Promise<ProductionStack> {
  try {
    await start()
    return stack
  } catch (error) {
    await stack.stop()
    throw error
  }
}

/** Waits for all of them also when one fails: what is stopped then is all there is. */
async function all(work: readonly Promise<void>[]): Promise<void> {
  for (const result of await Promise.allSettled(work)) if (result.status === 'rejected') throw result.reason
}
