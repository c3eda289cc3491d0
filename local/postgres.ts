import { execFile } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

import { Client } from 'pg'

import { type Child, startChild, type UserIds } from './children.ts'
import {
  explainBinaries,
  findPostgresUser,
  hasModule,
  type PostgresBinaries,
  reachableBinaries,
} from './postgres-binaries.ts'
import { endProcess, identifyProcess } from './process-identity.ts'
import { untilItWorks } from './readiness.ts'

export interface PostgresOptions {
  /** Absolute; made by initdb when it does not exist. Everything on the way to it must be open to the server's user. */
  readonly dataFolder: string
  /** Where a copy of the programs may go, when root's project is closed to the server's user. */
  readonly programsFolder: string
  readonly port: number
  /** Of the superuser `postgres`. Written into the cluster once, so it must stay the same for the life of the data. */
  readonly password: string
  readonly logFile: string
  /** Faster and not safe against power loss; the server ends with this process. For tests. */
  readonly throwaway?: boolean
  /** The server ends with this process, also when it keeps its data. */
  readonly endsWithParent?: boolean
  /** Modules loaded at start, those of them this build of PostgreSQL has. */
  readonly preload?: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Told as soon as there is a process, before it answers. */
  readonly onStart?: (child: Child) => void
}

export interface PostgresServer {
  readonly child: Child
  /** URL of the superuser for a database of this server. */
  readonly urlOf: (database: string) => string
}

/** Starts PostgreSQL and resolves when it takes queries. Whatever an earlier run left behind is ended first. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const user = findPostgresUser()
  const binaries = reachableBinaries(user, options.programsFolder)
  const fault = explainBinaries(binaries, user)
  if (fault !== undefined) throw new Error(fault)
  await endOrphanedPostgres(options.dataFolder)
  if (!existsSync(path.join(options.dataFolder, 'PG_VERSION'))) await initialiseCluster(binaries.initdb, user, options)

  const child = startChild({
    name: 'postgres',
    command: binaries.postgres,
    args: ['-D', options.dataFolder, '-p', String(options.port), ...serverSettings(options, binaries)],
    cwd: '/',
    env: serverEnvironment(options.env),
    logFile: options.logFile,
    user,
    // "Fast": ends the sessions, writes everything, leaves. SIGTERM would wait for the last client.
    stopSignal: 'SIGINT',
    endsWithParent: options.throwaway === true || options.endsWithParent === true,
  })
  options.onStart?.(child)
  const urlOf = superuserUrls(options)
  await untilItWorks(child, () => connectionFault(urlOf('postgres')), { withinMs: 60_000, isFinal: isHopeless })
  return { child, urlOf }
}

/** The URL of each database of the server with this port and password. */
export function superuserUrls({ port, password }: Pick<PostgresOptions, 'port' | 'password'>): PostgresServer['urlOf'] {
  return (database) => `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`
}

/** Makes the database unless it is there. */
export async function ensureDatabase(server: Pick<PostgresServer, 'urlOf'>, name: string): Promise<void> {
  const client = new Client({ connectionString: server.urlOf('postgres') })
  await client.connect()
  try {
    const found = await client.query('select from pg_database where datname = $1', [name])
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}

/**
 * Ends a server that a killed run left on this data. Its pid stands in `postmaster.pid`; the pid may belong to somebody else
 * by now, so the command line decides. A file that names no server of ours is removed: PostgreSQL would refuse to start.
 */
export async function endOrphanedPostgres(dataFolder: string): Promise<'none' | 'ended'> {
  const pidFile = path.join(dataFolder, 'postmaster.pid')
  if (!existsSync(pidFile)) return 'none'
  const orphan = identifyProcess(Number(readFileSync(pidFile, 'utf8').split('\n')[0]))
  if (orphan === undefined || !isPostmasterOf(orphan.command, dataFolder)) {
    rmSync(pidFile, { force: true })
    return 'none'
  }
  if (!(await endProcess(orphan, ['SIGINT', 'SIGQUIT', 'SIGKILL'], 5_000)))
    throw new Error(`an earlier PostgreSQL on ${dataFolder} (pid ${orphan.pid}) does not end; end it by hand`)
  rmSync(pidFile, { force: true })
  return 'ended'
}

/** Is this command line that of a PostgreSQL server on exactly this folder? */
export function isPostmasterOf(command: string, dataFolder: string): boolean {
  return /(^|\/)postgres -D /.test(command) && `${command} `.includes(` -D ${dataFolder} `)
}

/** A killed initdb leaves half a cluster, so it works beside the final folder and the whole is renamed at the end. */
async function initialiseCluster(
  initdb: string,
  user: UserIds | undefined,
  { dataFolder, password, env }: PostgresOptions,
): Promise<void> {
  const unfinished = `${dataFolder}.new`
  const passwordFile = `${dataFolder}.password`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { recursive: true, mode: 0o700 })
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (user !== undefined) for (const owned of [unfinished, passwordFile]) chownSync(owned, user.uid, user.gid)
  const flags = ['--auth=scram-sha-256', '--username=postgres', '--encoding=UTF8', '--no-instructions']
  // The built-in provider sorts and folds case alike on every system, whatever locales it has.
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const args = [`--pgdata=${unfinished}`, `--pwfile=${passwordFile}`, ...flags, ...locale]
  try {
    await promisify(execFile)(initdb, args, { cwd: '/', env: serverEnvironment(env), ...user })
    renameSync(unfinished, dataFolder)
  } catch (error) {
    throw new Error(`initdb failed in ${dataFolder}: ${stderrOf(error)}`, { cause: error })
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

function serverSettings({ throwaway, preload = [] }: PostgresOptions, binaries: PostgresBinaries): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    // No socket file: its path may not be longer than 107 bytes, and nobody uses it.
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: '200',
    shared_preload_libraries: preload.filter((module) => hasModule(binaries, module)).join(','),
    ...(throwaway && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }),
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** Messages in English, and nothing like PGPORT or PGDATA from the caller's shell. */
function serverEnvironment(env: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name))
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' }
}

/** The server is up and will give the same answer for ever: the password in the state folder is not the cluster's. */
function isHopeless(fault: string): boolean {
  return fault.includes('password authentication failed')
}

async function connectionFault(url: string): Promise<string | undefined> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    await client.end().catch(() => undefined)
  }
}

function stderrOf(error: unknown): string {
  if (error instanceof Error && 'stderr' in error) return String(error.stderr).trim()
  return String(error)
}
