import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

export interface BundleOptions {
  readonly projectFolder: string
  /** Bundles of earlier sources stay here, a few of them. */
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
}

/** The bundle of the workflow code as it stands: made in 2 to 4 s when a source changed, else at once. Resolves to its path. */
export async function ensureWorkflowBundle({ projectFolder, folder, env }: BundleOptions): Promise<string> {
  const bundle = path.join(folder, `workflows-${hashSources(projectFolder)}.js`)
  if (existsSync(bundle)) return bundle
  mkdirSync(folder, { recursive: true })
  // In a process of its own: webpack and the SDK would cost every start 0.7 s to load, needed or not.
  const unfinished = `${bundle}.${process.pid}`
  try {
    await promisify(execFile)(process.execPath, ['--import', 'tsx', 'workflows/bundle.ts', unfinished], {
      cwd: projectFolder,
      env: { ...env },
      maxBuffer: 16_777_216,
    })
  } catch (error) {
    throw new Error(`the workflow code could not be bundled: ${stderrOf(error)}`, { cause: error })
  }
  renameSync(unfinished, bundle)
  forgetOldBundles(folder, bundle)
  return bundle
}

function hashSources(projectFolder: string): string {
  const sources = ['workflows', 'domain'].flatMap((folder) => sourcesIn(projectFolder, folder))
  const sdk = path.join('node_modules', '@temporalio', 'workflow', 'package.json')
  const hash = createHash('sha256')
  for (const file of [...sources.sort(), sdk]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(projectFolder, file)))
      .update('\0')
  }
  return hash.digest('hex').slice(0, 16)
}

/** Relative to the project, so that a moved project keeps its bundles. */
function sourcesIn(projectFolder: string, folder: string): string[] {
  const isSource = (name: string): boolean => name.endsWith('.ts') && !name.endsWith('.test.ts')
  const names = readdirSync(path.join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
  return names.filter(isSource).map((name) => path.join(folder, name))
}

function forgetOldBundles(folder: string, current: string): void {
  const age = (name: string): number => statSync(path.join(folder, name)).mtimeMs
  const names = readdirSync(folder)
  // What a killed run did not finish ends with its pid; no other run can be at work in this folder.
  for (const name of names.filter((name) => !name.endsWith('.js'))) rmSync(path.join(folder, name), { force: true })
  const others = names.filter((name) => name.endsWith('.js') && path.join(folder, name) !== current)
  for (const name of others.sort((a, b) => age(b) - age(a)).slice(3)) rmSync(path.join(folder, name), { force: true })
}

function stderrOf(error: unknown): string {
  if (error instanceof Error && 'stderr' in error)
    return String(error.stderr).trim().split('\n').slice(0, 12).join('\n')
  return String(error)
}
