import { realpathSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker'
import type { BundleOptions } from '@temporalio/worker'

/** The registered workflows, beside this file in the sources and in `dist` alike. */
export const workflowsPath = besideThis('index')

function besideThis(name: string): string {
  return fileURLToPath(new URL(`./${name}${path.extname(import.meta.url)}`, import.meta.url))
}

type BundlerConfig = Parameters<NonNullable<BundleOptions['webpackConfigHook']>>[0]

/**
 * How the workflow code is bundled, by whomever. Its modules are loaded once in a worker, where the SDK freezes them, and not
 * once for every run: they hold constants and functions, nothing of a claim.
 */
export const bundlerOptions = {
  preloadModules: [besideThis('stacks'), workflowsPath],
  webpackConfigHook: keepSyntax,
} satisfies Partial<BundleOptions>

/** The SDK takes TypeScript down to the language of 2017, where each `{ ...claim }` is a loop of its own making. */
function keepSyntax(config: BundlerConfig): BundlerConfig {
  const rules = (config.module?.rules ?? []) as readonly { use: { options?: { jsc?: { target: string } } } }[]
  const jsc = rules.map(({ use }) => use.options?.jsc).find((options) => options !== undefined)
  if (jsc === undefined) throw new Error('this SDK bundles TypeScript in another way than the one known here')
  jsc.target = 'es2022'
  return config
}

/** Bundles the workflow code, with interceptors if any. Written aside and renamed: whoever reads `file` finds it whole. */
export async function writeWorkflowBundle(
  file: string,
  workflowInterceptorModules: readonly string[] = [],
): Promise<void> {
  const interceptors = { workflowInterceptorModules: [...workflowInterceptorModules] }
  const logger = new DefaultLogger('WARN')
  const { code } = await bundleWorkflowCode({ workflowsPath, ...bundlerOptions, ...interceptors, logger })
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
