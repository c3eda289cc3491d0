import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

import { startChild } from '../children.ts'
import { inheritedEnvironment } from '../options.ts'
import { freePort } from '../ports.ts'
import { ensureDatabase, type PostgresServer } from '../postgres.ts'
import { untilItWorks } from '../readiness.ts'
import { ensureNamespace, ensureSearchAttributes, isQueuePolled } from '../temporal-connection.ts'
import { dynamicConfig } from '../temporal-server.ts'
import type { Launch } from './part.ts'

export interface TemporalPlan {
  /** The `server` program. */
  readonly server: string
  /** Its configuration is written here. */
  readonly folder: string
  readonly logFile: string
  /** Of the frontend; the other services take free ones. */
  readonly port: number
  readonly historyShards: number
  readonly namespace: string
  readonly databases: TemporalDatabases
}

/** URLs of the superuser for what the server remembers, and for what lists and searches read. */
export interface TemporalDatabases {
  readonly store: string
  readonly visibility: string
}

/** The schema of each database. */
const schemas = { temporal: 'temporal', temporal_visibility: 'visibility' } as const
const retentionHours = 72
const services = ['frontend', 'history', 'matching', 'worker'] as const

/** Makes both databases and brings their schemas up to date, with the server's own tool. May be repeated. */
export async function migrateTemporal(sql: string, urlOf: PostgresServer['urlOf']): Promise<void> {
  for (const [name, schema] of Object.entries(schemas)) {
    await ensureDatabase({ urlOf }, name)
    const { hostname, port, username, password } = new URL(urlOf(name))
    const place = [
      '--plugin',
      'postgres12',
      '--endpoint',
      hostname,
      '--port',
      port,
      '--user',
      username,
      '--database',
      name,
    ]
    const env = { ...inheritedEnvironment(), SQL_PASSWORD: decodeURIComponent(password) }
    const run = (...args: string[]): Promise<unknown> => promisify(execFile)(sql, [...place, ...args], { env })
    await run('setup-schema', '--version', '0.0')
    await run('update-schema', '--schema-name', `postgresql/v12/${schema}`)
  }
}

export function temporalDatabases(urlOf: PostgresServer['urlOf']): TemporalDatabases {
  return { store: urlOf('temporal'), visibility: urlOf('temporal_visibility') }
}

/** Writes the configuration once; what it returns starts the server on it and resolves when claims can run. */
export async function planTemporal(plan: TemporalPlan): Promise<Launch> {
  const { folder, namespace, server, logFile } = plan
  mkdirSync(folder, { recursive: true })
  const configFile = path.join(folder, 'server.yaml')
  const dynamicFile = path.join(folder, 'dynamic-config.yaml')
  // JSON is YAML.
  writeFileSync(dynamicFile, JSON.stringify(dynamicSettings(), undefined, 2))
  writeFileSync(configFile, JSON.stringify(await configure(plan, dynamicFile), undefined, 2), { mode: 0o600 })
  const place = { address: `127.0.0.1:${plan.port}`, namespace }
  return async (env, tell) => {
    const child = startChild({
      name: 'temporal',
      command: server,
      args: ['--allow-no-auth', '--config-file', configFile, 'start'],
      cwd: folder,
      env: { ...inheritedEnvironment(), ...env },
      logFile,
      stopSignal: 'SIGTERM',
      endsWithParent: true,
    })
    tell(child)
    const findFault = async (): Promise<undefined> => {
      await ensureNamespace(place, retentionHours)
      await ensureSearchAttributes(place)
      // Asked of another service than the frontend: matching.
      await isQueuePolled(place, 'any')
    }
    await untilItWorks(child, findFault, { withinMs: 60_000 })
  }
}

/** As a file: a list of values for each key, each possibly for a part of the system only. */
function dynamicSettings(): object {
  const settings = Object.entries(dynamicConfig).map(([key, json]) => [key, [{ value: JSON.parse(json) as unknown }]])
  return Object.fromEntries(settings) as object
}

async function configure({ databases, historyShards, port }: TemporalPlan, dynamicFile: string): Promise<object> {
  const rpc = async (service: (typeof services)[number]) => ({
    rpc: {
      grpcPort: service === 'frontend' ? port : await freePort(),
      membershipPort: await freePort(),
      bindOnIP: '127.0.0.1',
    },
  })
  const configured: Record<string, object> = {}
  for (const service of services) configured[service] = await rpc(service)
  return {
    log: { stdout: true, level: 'warn' },
    persistence: {
      defaultStore: 'store',
      visibilityStore: 'visibility',
      numHistoryShards: historyShards,
      // For each of the four services, as in docker-compose.yml.
      datastores: { store: datastore(databases.store, 20), visibility: datastore(databases.visibility, 10) },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: configured,
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: {
        active: { enabled: true, initialFailoverVersion: 1, rpcName: 'frontend', rpcAddress: `127.0.0.1:${port}` },
      },
    },
    dcRedirectionPolicy: { policy: 'noop' },
    publicClient: { hostPort: `127.0.0.1:${port}` },
    dynamicConfigClient: { filepath: dynamicFile, pollInterval: '10s' },
  }
}

function datastore(url: string, maxConns: number): object {
  const { host, username, password, pathname } = new URL(url)
  return {
    sql: {
      pluginName: 'postgres12',
      databaseName: pathname.slice(1),
      connectAddr: host,
      connectProtocol: 'tcp',
      user: username,
      password: decodeURIComponent(password),
      maxConns,
      maxIdleConns: maxConns,
      maxConnLifetime: '1h',
    },
  }
}
