import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { identifyProcess } from './process-identity.ts'

/**
 * A new folder for as long as this process lives, where the user that PostgreSQL runs as may enter. A process that was
 * killed could not remove its own; its pid stands in the name, and what it left is removed here.
 */
export function makeRunFolder(prefix: 'lipei-test' | 'lipei-production'): string {
  for (const name of readdirSync(os.tmpdir())) {
    const [, owner, pid] = /^(.+)-(\d+)-[^-]+$/.exec(name) ?? []
    if (owner === prefix && identifyProcess(Number(pid)) === undefined)
      rmSync(path.join(os.tmpdir(), name), { recursive: true, force: true })
  }
  const folder = mkdtempSync(path.join(os.tmpdir(), `${prefix}-${process.pid}-`))
  chmodSync(folder, 0o755)
  return folder
}
