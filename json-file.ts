import { readFileSync } from 'node:fs'

import { z } from 'zod'

/** What the file at this path says, as a step of a schema: what cannot be read, or is no JSON, is an issue of its variable. */
export function readJson(file: string, found: z.RefinementCtx): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    found.addIssue(error instanceof Error ? error.message : String(error))
    return z.NEVER
  }
}
