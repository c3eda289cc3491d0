import { execFile } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

import { inheritedEnvironment, projectFolder } from '../options.ts'
import { sourceKey } from '../source-key.ts'
import { bundleWorkflows } from '../workflow-bundle.ts'

/** What `npm run build` makes: the compiled programs and the bundle of the workflow code. Paths are absolute. */
export interface CompiledPrograms {
  readonly dist: string
  readonly bundle: string
}

const ingredients = [
  'activities',
  'api',
  'bench',
  'db',
  'domain',
  'local',
  'ops',
  'simulators',
  'workflows',
  'calendar-file.ts',
  'config.ts',
  'json-file.ts',
  'service-policy-file.ts',
  'worker.ts',
]
const keptBuilds = 4
const abandonedAfterMs = 3_600_000

/** Compiles the sources as they stand, once for all stacks that start from them: a few seconds, else at once. */
export async function ensureCompiled(): Promise<CompiledPrograms> {
  // Inside the project, where compiled code finds node_modules and package.json as it would below dist.
  const folder = path.join(projectFolder, '.lipei', 'compiled')
  const key = sourceKey(projectFolder, [...ingredients, 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'])
  const build = path.join(folder, key)
  if (!existsSync(build)) await compileInto(build)
  utimesSync(build, new Date(), new Date())
  forgetOldBuilds(folder)
  return { dist: path.join(build, 'dist'), bundle: path.join(build, 'dist', 'workflow-bundle.js') }
}

/** Made beside its place and renamed at the end: of two that compile at once, the first one's work is kept. */
async function compileInto(build: string): Promise<void> {
  mkdirSync(path.dirname(build), { recursive: true })
  const unfinished = mkdtempSync(`${build}.`)
  const dist = path.join(unfinished, 'dist')
  const env = inheritedEnvironment()
  try {
    await Promise.all([
      compile(dist, env),
      bundleWorkflows({ projectFolder, output: path.join(unfinished, 'workflow-bundle.js'), env }),
    ])
    renameSync(path.join(unfinished, 'workflow-bundle.js'), path.join(dist, 'workflow-bundle.js'))
    // Compiled code reads the migrations where the sources have them.
    mkdirSync(path.join(unfinished, 'db'))
    symlinkSync(path.join(projectFolder, 'db', 'migrations'), path.join(unfinished, 'db', 'migrations'))
    renameSync(unfinished, build)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(build)) throw error
  }
}

async function compile(dist: string, env: Readonly<Record<string, string>>): Promise<void> {
  const tsc = path.join(projectFolder, 'node_modules', 'typescript', 'bin', 'tsc')
  // Types are the matter of `npm run check`: looking at them takes six times as long, and changes nothing that is written.
  const args = [tsc, '-p', 'tsconfig.build.json', '--noCheck', '--outDir', dist]
  try {
    await promisify(execFile)(process.execPath, args, { cwd: projectFolder, env: { ...env } })
  } catch (error) {
    const said = error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error)
    throw new Error(`the sources do not compile:\n${said.slice(0, 2_000)}`, { cause: error })
  }
}

/** A build that others may still run from was used lately: its folder's time says so. */
function forgetOldBuilds(folder: string): void {
  const found = readdirSync(folder).map((name) => {
    const file = path.join(folder, name)
    return { file, isFinished: !name.includes('.'), usedAt: statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0 }
  })
  const finished = found.filter(({ isFinished }) => isFinished).sort((a, b) => b.usedAt - a.usedAt)
  const abandoned = found.filter((it) => !it.isFinished && it.usedAt < Date.now() - abandonedAfterMs)
  for (const { file } of [...finished.slice(keptBuilds), ...abandoned]) rmSync(file, { recursive: true, force: true })
}
