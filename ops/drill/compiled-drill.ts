import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

import { inheritedEnvironment, projectFolder } from '../../local/options.ts'

/** The drilled programs, compiled as production runs its own: a start must not take longer because it is a drill. */
export interface CompiledDrill {
  readonly api: { readonly command: string; readonly args: readonly string[] }
  readonly worker: { readonly command: string; readonly args: readonly string[] }
  readonly remove: () => void
}

export async function compileDrill(): Promise<CompiledDrill> {
  // Inside the project, where compiled code finds node_modules as it would below dist.
  const builds = path.join(projectFolder, '.lipei')
  mkdirSync(builds, { recursive: true })
  const folder = mkdtempSync(path.join(builds, 'drill-'))
  const dist = path.join(folder, 'dist')
  const sources = ['api', 'worker'].map((name) => path.join(projectFolder, 'ops', 'drill', `drilled-${name}.ts`))
  const compilerOptions = { rootDir: projectFolder, outDir: dist }
  const config = { extends: path.join(projectFolder, 'tsconfig.json'), compilerOptions, files: sources, include: [] }
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(config))
  // Types are the matter of `npm run check`.
  const tsc = path.join(projectFolder, 'node_modules', 'typescript', 'bin', 'tsc')
  await promisify(execFile)(process.execPath, [tsc, '-p', folder, '--noCheck'], { env: { ...inheritedEnvironment() } })
  // Compiled code reads the migrations where the sources have them.
  mkdirSync(path.join(folder, 'db'))
  symlinkSync(path.join(projectFolder, 'db', 'migrations'), path.join(folder, 'db', 'migrations'))
  const program = (name: string) => ({
    command: process.execPath,
    args: [path.join(dist, 'ops', 'drill', `drilled-${name}.js`)],
  })
  return {
    api: program('api'),
    worker: program('worker'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
