import { realpathSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker'

/** The registered workflows, beside this file in the sources and in `dist` alike. */
export const workflowsPath = fileURLToPath(new URL(`./index${path.extname(import.meta.url)}`, import.meta.url))

/** Bundles the workflow code, with interceptors if any. Written aside and renamed: whoever reads `file` finds it whole. */
export async function writeWorkflowBundle(
  file: string,
  workflowInterceptorModules: readonly string[] = [],
): Promise<void> {
  const interceptors = { workflowInterceptorModules: [...workflowInterceptorModules] }
  const { code } = await bundleWorkflowCode({ workflowsPath, ...interceptors, logger: new DefaultLogger('WARN') })
  const unfinished = `${file}.${process.pid}.unfinished`
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(unfinished, code)
  await rename(unfinished, file)
}

const [, script, file] = process.argv
if (script !== undefined && realpathSync(script) === fileURLToPath(import.meta.url)) {
  if (file === undefined) throw new Error('usage: tsx workflows/bundle.ts <file>')
  await writeWorkflowBundle(path.resolve(file))
}
