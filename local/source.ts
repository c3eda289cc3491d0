import { execFileSync } from 'node:child_process'

import { projectFolder } from './options.ts'

/** Which code a report is about: what it found and its seed mean nothing without it. */
export interface Source {
  readonly commit: string
  /** Whether the tree differs from it. */
  readonly dirty: boolean
}

/** The commit, and whether the tree differs from it; unknown where there is no repository. */
export function describeSource(): Source {
  try {
    const git = (...args: readonly string[]): string =>
      execFileSync('git', [...args], {
        cwd: projectFolder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim()
    return { commit: git('rev-parse', '--short', 'HEAD'), dirty: git('status', '--porcelain') !== '' }
  } catch {
    return { commit: 'unknown', dirty: true }
  }
}
