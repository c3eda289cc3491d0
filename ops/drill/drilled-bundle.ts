import { realpathSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

import { writeWorkflowBundle } from '../../workflows/bundle.ts'

const drilledWorkflows = fileURLToPath(new URL('./drilled-workflows.ts', import.meta.url))

/** Bundles the workflow code with the crash point that lies inside it. Only `drilled-worker.ts` can run it. */
export const writeDrilledBundle = (file: string): Promise<void> => writeWorkflowBundle(file, [drilledWorkflows])

const [, script, file] = process.argv
if (script !== undefined && realpathSync(script) === fileURLToPath(import.meta.url)) {
  if (file === undefined) throw new Error('usage: tsx ops/drill/drilled-bundle.ts <file>')
  await writeDrilledBundle(path.resolve(file))
}
