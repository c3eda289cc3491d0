import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

import { sourceKey } from './source-key.ts'

export interface BundleOptions {
  readonly projectFolder: string
  /** Bundles of earlier sources stay here, a few of them. */
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
}

interface BundleWish {
  readonly projectFolder: string
  /** The file to write. */
  readonly output: string
  readonly env: Readonly<Record<string, string>>
}

/** The bundle of the workflow code as it stands: made in 2 to 4 s when a source changed, else at once. Resolves to its path. */
export async function ensureWorkflowBundle({ projectFolder, folder, env }: BundleOptions): Promise<string> {
  const bundle = path.join(folder, `workflows-${sourceKey(projectFolder, ['workflows', 'domain'])}.js`)
  if (existsSync(bundle)) return bundle
  mkdirSync(folder, { recursive: true })
  const unfinished = `${bundle}.${process.pid}`
  await bundleWorkflows({ projectFolder, output: unfinished, env })
  renameSync(unfinished, bundle)
  forgetOldBundles(folder, bundle)
  return bundle
}

/** In a process of its own: webpack and the SDK would cost every start 0.7 s to load, needed or not. */
export async function bundleWorkflows({ projectFolder, output, env }: BundleWish): Promise<void> {
  const args = ['--import', 'tsx', 'workflows/bundle.ts', output]
  const options = { cwd: projectFolder, env: { ...env }, maxBuffer: 16_777_216 }
  try {
    await promisify(execFile)(process.execPath, args, options)
  } catch (error) {
    throw new Error(`the workflow code could not be bundled: ${stderrOf(error)}`, { cause: error })
  }
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
