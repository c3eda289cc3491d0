import { execFile } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

import { type BuildOptions, buildTools, toolFile } from './temporal-build.ts'
import { downloadTemporal, pinnedCli } from './temporal-download.ts'

/** The oldest server that can skip time for one workflow, which fast-forward and the tests need. */
export const neededServer = '1.32.0'

/** One way to get a `temporal` program: its path, or why there is none. */
export type Rung = () => Promise<{ readonly path: string } | { readonly why: string }>

export interface Ladder {
  readonly onPath: Rung
  readonly cached: Rung
  readonly downloaded: Rung
  readonly built: Rung
}

export interface LadderPlace {
  readonly projectFolder: string
  /** Shared by all clones of this user, so that the server is built once. */
  readonly cacheFolder: string
  /** Used where the home folder is not writable. */
  readonly fallbackFolder: string
  readonly env: Readonly<Record<string, string>>
}

/** Climbs the ladder: the first way that works wins, and the slow ones say that they are slow. Throws when none does. */
export async function findTemporalBinary(ladder: Ladder): Promise<string> {
  const misses: string[] = []
  for (const rung of [ladder.onPath, ladder.cached, ladder.downloaded, ladder.built]) {
    const found = await rung()
    if ('path' in found) return found.path
    misses.push(found.why)
  }
  throw new Error(explainMissingServer(misses))
}

export function createLadder(place: LadderPlace, say: (line: string) => void): Ladder {
  const build = createBuild(place, say)
  const { folder } = build
  const built = toolFile('temporal', build)
  const kept = [built, path.join(folder, `temporal-cli-${pinnedCli}`)]
  return {
    onPath: () => findOnPath(place.env),
    cached: async () => {
      const hit = kept.find((file) => existsSync(file))
      return hit === undefined ? { why: `nothing built or downloaded yet in ${folder}` } : { path: hit }
    },
    downloaded: () => downloadTemporal({ ...place, folder, say }),
    built: async () => (await buildTools(['temporal'], build)) ?? { path: built },
  }
}

/** Where tools are built from and kept. */
export function createBuild(place: LadderPlace, say: (line: string) => void): BuildOptions {
  return {
    moduleFolder: path.join(place.projectFolder, 'local', 'temporal-server'),
    folder: writableFolder(place.cacheFolder) ? place.cacheFolder : place.fallbackFolder,
    env: place.env,
    say,
  }
}

/** "1.32.1" of `temporal version 1.8.2 (Server 1.32.1, UI 2.50.1)`. */
export function serverVersionOf(output: string): string | undefined {
  return /\(Server (\d+\.\d+\.\d+)/.exec(output)?.[1]
}

export function isServerNewEnough(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  const [neededMajor = 0, neededMinor = 0, neededPatch = 0] = neededServer.split('.').map(Number)
  if (major !== neededMajor) return major > neededMajor
  return minor === neededMinor ? patch >= neededPatch : minor > neededMinor
}

async function findOnPath(env: Readonly<Record<string, string>>): ReturnType<Rung> {
  try {
    const { stdout } = await promisify(execFile)('temporal', ['--version'], { env: { ...env }, timeout: 10_000 })
    const version = serverVersionOf(stdout)
    if (version !== undefined && isServerNewEnough(version)) return { path: 'temporal' }
    return { why: `the temporal on PATH has server ${version ?? 'of an unknown version'}, older than ${neededServer}` }
  } catch {
    return { why: 'no temporal on PATH' }
  }
}

function writableFolder(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

function explainMissingServer(misses: readonly string[]): string {
  return [
    'No Temporal server could be found or made:',
    ...misses.map((why) => `  - ${why}`),
    'Any one of these helps:',
    '  - install Go 1.26.8 or newer (https://go.dev/dl) and run this again: the server is then built once, in about 4 minutes',
    `  - put a temporal CLI whose server is ${neededServer} or newer on PATH (https://docs.temporal.io/cli, CLI ${pinnedCli} or newer)`,
    '  - point to a running server: TEMPORAL_ADDRESS=host:7233 (started with frontend.WorkflowTimeSkippingEnabled=true)',
  ].join('\n')
}
