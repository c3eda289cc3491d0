import { existsSync } from 'node:fs'
import path from 'node:path'

import { inheritedEnvironment, projectFolder, sharedCacheFolder } from '../options.ts'
import { buildTools, toolFile, type ToolName } from '../temporal-build.ts'
import { createBuild } from '../temporal-ladder.ts'

/** Paths of the Temporal server as production runs it, and of the tool that makes its schemas. */
export interface ServerTools {
  readonly server: string
  readonly sql: string
}

/** Found in the cache, or built once with Go. Throws with what is missing. */
export async function findServerTools(say: (line: string) => void): Promise<ServerTools> {
  const fallbackFolder = path.join(projectFolder, '.lipei', 'bin')
  const place = { projectFolder, cacheFolder: sharedCacheFolder(), fallbackFolder, env: inheritedEnvironment() }
  const build = createBuild(place, say)
  const wanted: readonly ToolName[] = ['temporal-server', 'temporal-sql']
  const missing = wanted.filter((tool) => !existsSync(toolFile(tool, build)))
  const fault = missing.length > 0 ? await buildTools(missing, build) : undefined
  if (fault !== undefined)
    throw new Error(
      `the Temporal server of the production shape could not be made: ${fault.why}. Install Go 1.26.8 or newer (https://go.dev/dl).`,
    )
  return { server: toolFile('temporal-server', build), sql: toolFile('temporal-sql', build) }
}
