import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Where everything of the local stack lives. All paths absolute; `npm start -- --fresh` removes all but programs. */
export interface StateFolder {
  readonly folder: string
  readonly logs: string
  /** Data of PostgreSQL; belongs to the user it runs as. */
  readonly postgres: string
  /** A copy of PostgreSQL's programs, only where root's project is closed to that user. */
  readonly programs: string
  readonly temporalDatabase: string
  /** One folder for the memory of each outside system. */
  readonly simulators: string
  readonly bundles: string
  readonly tokens: string
  /** The same tokens as shell variables. */
  readonly tokensScript: string
  readonly issuerKey: string
  /** The public half, as the API reads it. */
  readonly jwks: string
  readonly secrets: string
  /** Who runs now: the pids of this stack. */
  readonly run: string
  /** The Temporal program, where the home folder is not writable. */
  readonly bin: string
}

/** Made once and kept: what is encrypted or signed with them outlives a restart. */
export interface Secrets {
  /** `id:base64` of 32 bytes. */
  readonly dataKeys: string
  /** Base64 of 32 bytes. */
  readonly indexKey: string
  /** Standard Webhooks secrets, `whsec_...`. */
  readonly bankCallback: string
  readonly messagesCallback: string
  readonly passwords: Readonly<Record<'postgres' | 'api' | 'worker' | 'watchdog', string>>
}

export function layOutState(folder: string): StateFolder {
  const inside = (name: string): string => path.join(folder, name)
  return {
    folder,
    logs: inside('logs'),
    postgres: inside('postgres'),
    programs: inside('postgres-programs'),
    temporalDatabase: inside('temporal.db'),
    simulators: inside('simulators'),
    bundles: inside('bundles'),
    tokens: inside('tokens'),
    tokensScript: inside('tokens.env'),
    issuerKey: inside('issuer-key.json'),
    jwks: inside('jwks.json'),
    secrets: inside('secrets.json'),
    run: inside('run.json'),
    bin: inside('bin'),
  }
}

/** Removes what a start makes, by name: a state folder chosen by hand may hold other things. */
export function emptyState(state: StateFolder): void {
  const { folder: _folder, bin: _bin, programs: _programs, run: _run, ...disposable } = state
  const besideDatabases = [`${state.postgres}.new`, `${state.temporalDatabase}-wal`, `${state.temporalDatabase}-shm`]
  for (const made of [...Object.values(disposable), ...besideDatabases]) rmSync(made, { recursive: true, force: true })
}

export function readSecrets(state: StateFolder): Secrets {
  if (!existsSync(state.secrets)) {
    if (existsSync(state.postgres))
      throw new Error(
        `${state.secrets} is gone, so the data in ${state.folder} can no longer be read. ` +
          'Put the file back, or begin anew with npm start -- --fresh.',
      )
    writePrivately(state.secrets, JSON.stringify(makeSecrets(), undefined, 2))
  }
  return JSON.parse(readFileSync(state.secrets, 'utf8')) as Secrets
}

/** For this user's eyes only, and never half-written. */
export function writePrivately(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(`${file}.tmp`, text, { mode: 0o600 })
  renameSync(`${file}.tmp`, file)
}

function makeSecrets(): Secrets {
  const key = (): string => randomBytes(32).toString('base64')
  const password = (): string => randomBytes(18).toString('base64url')
  return {
    dataKeys: `local-1:${key()}`,
    indexKey: key(),
    bankCallback: `whsec_${key()}`,
    messagesCallback: `whsec_${key()}`,
    passwords: { postgres: password(), api: password(), worker: password(), watchdog: password() },
  }
}
