import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

import type { Fault } from './field.ts'
import { recovered, recoveredFrom } from './kills.ts'

/** The file system under Lipei's PostgreSQL has no byte left for a while; then somebody makes room. */
export const diskFull: Fault = {
  kind: 'disk full',
  async strike(field) {
    const { disk } = field
    if (disk === undefined) return { kills: 0, notRun: 'needs root, to mount a small file system for the database' }
    const ballast = path.join(disk.folder, 'ballast')
    fill(ballast, disk.folder)
    await delay(fullMs)
    rmSync(ballast)
    const at = Date.now()
    return { kills: 0, ...(await recovered('worker', recoveredFrom(at), field)) }
  },
}

const fullMs = 10_000
const blockBytes = 16 * 1_048_576

/** Writes until nothing fits any more; what others free meanwhile is taken too. */
function fill(ballast: string, folder: string): void {
  writeFileSync(ballast, '')
  for (let size = blockBytes; size >= 4_096; size = Math.floor(size / 2)) {
    const block = Buffer.alloc(size)
    try {
      for (;;) writeFileSync(ballast, block, { flag: 'a' })
    } catch (error) {
      if (statfsSync(folder).bavail > size / statfsSync(folder).bsize) throw error
    }
  }
}

/** Mounts a file system of its own in memory; undefined where this user may not. */
export function mountDisk(folder: string, size: string): { readonly folder: string } | undefined {
  mkdirSync(folder, { recursive: true })
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0755`, 'tmpfs', folder], { stdio: 'ignore' })
    return { folder }
  } catch {
    return undefined
  }
}

export function unmountDisk({ folder }: { readonly folder: string }): void {
  execFileSync('umount', ['--lazy', folder], { stdio: 'ignore' })
}
