import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

/** Programs the pinned sources hold, by the name they are kept under: the CLI with the dev server in it, the real server, its schemas. */
const goPackages = {
  temporal: 'github.com/temporalio/cli/cmd/temporal',
  'temporal-server': 'go.temporal.io/server/cmd/server',
  'temporal-sql': 'go.temporal.io/server/cmd/tools/sql',
} as const

export type ToolName = keyof typeof goPackages

export interface BuildOptions {
  /** Holds the go.mod and go.sum that pin the server. */
  readonly moduleFolder: string
  /** Where the programs are kept. */
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
  readonly say: (line: string) => void
}

/** Builds the tools, compiling what they share once. Two builds at once do not disturb each other: the last one wins. */
export async function buildTools(
  tools: readonly ToolName[],
  options: BuildOptions,
): Promise<{ why: string } | undefined> {
  const go = await findGo(options.env)
  if ('why' in go) return go
  options.say('Temporal server: building it with Go. This takes about 4 minutes on 2 cores and happens once.')
  mkdirSync(options.folder, { recursive: true })
  const unfinished = mkdtempSync(path.join(options.folder, 'building-'))
  try {
    const packages = tools.map((tool) => goPackages[tool])
    const fault = await runGoBuild(go.path, ['-o', `${unfinished}/`, ...packages], options)
    if (fault !== undefined) return { why: `building it with ${go.version} failed: ${fault}` }
    for (const tool of tools)
      renameSync(path.join(unfinished, path.posix.basename(goPackages[tool])), toolFile(tool, options))
    return undefined
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
}

/** Its name changes with the pinned sources and the platform, so that an old program is never taken for the wanted one. */
export function toolFile(
  tool: ToolName,
  { moduleFolder, folder }: Pick<BuildOptions, 'moduleFolder' | 'folder'>,
): string {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`)
  for (const file of ['go.mod', 'go.sum']) hash.update(readFileSync(path.join(moduleFolder, file)))
  return path.join(folder, `${tool}-${hash.digest('hex').slice(0, 16)}`)
}

/** Go since 1.21 fetches the newer toolchain that go.mod asks for by itself. */
export function isGoNewEnough(version: string): boolean {
  const [, major = '0', minor = '0'] = /go(\d+)\.(\d+)/.exec(version) ?? []
  return Number(major) > 1 || (Number(major) === 1 && Number(minor) >= 21)
}

async function findGo(
  env: Readonly<Record<string, string>>,
): Promise<{ path: string; version: string } | { why: string }> {
  for (const candidate of ['go', '/usr/local/go/bin/go', '/opt/homebrew/bin/go'].filter(isPlausible)) {
    try {
      const { stdout } = await promisify(execFile)(candidate, ['version'], { env: { ...env }, cwd: '/' })
      const version = /go\d\S*/.exec(stdout)?.[0] ?? 'go of an unknown version'
      if (isGoNewEnough(version)) return { path: candidate, version }
      return { why: `Go is too old to build it (${version}, needed is go1.26.8)` }
    } catch {
      continue
    }
  }
  return { why: 'no Go toolchain to build it with' }
}

function isPlausible(candidate: string): boolean {
  return !candidate.startsWith('/') || existsSync(candidate)
}

/** Resolves to the fault in a few words, undefined when it worked. Tells every 10 s how far it is. */
function runGoBuild(
  go: string,
  what: readonly string[],
  { moduleFolder, env, say }: BuildOptions,
): Promise<string | undefined> {
  const args = ['build', '-v', '-trimpath', '-ldflags', '-s -w', ...what]
  const started = Date.now()
  let packages = 0
  let tail = ''
  return new Promise((resolve) => {
    // -v prints one package a line as it is compiled, and what went wrong last.
    const child = spawn(go, args, { cwd: moduleFolder, env: { ...env }, stdio: ['ignore', 'ignore', 'pipe'] })
    const stopWithUs = (): boolean => child.kill('SIGTERM')
    process.once('exit', stopWithUs)
    const progress = setInterval(() => {
      say(`Temporal server: still building, ${elapsed(started)}, ${packages} packages compiled`)
    }, 10_000)
    const settle = (fault: string | undefined): void => {
      clearInterval(progress)
      process.removeListener('exit', stopWithUs)
      if (fault === undefined) say(`Temporal server: built in ${elapsed(started)}`)
      resolve(fault)
    }
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      packages += text.split('\n').length - 1
      tail = `${tail}${text}`.slice(-600)
    })
    child.once('error', (error) => settle(error.message))
    child.once('close', (code) => settle(code === 0 ? undefined : tail.trim().split('\n').slice(-4).join(' | ')))
  })
}

function elapsed(since: number): string {
  const seconds = Math.round((Date.now() - since) / 1_000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
