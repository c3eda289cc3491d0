import { readFileSync } from 'node:fs'

/** Memory of a process tree, shared pages counted once among those who share them (PSS). Zero where it may not be read. */
export function memoryOf(pids: readonly number[]): number {
  return pids.reduce((total, pid) => total + bytesOf(pid), 0)
}

function bytesOf(pid: number): number {
  try {
    return pssIn(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))
  } catch {
    return 0
  }
}

export function pssIn(rollup: string): number {
  const [, kilobytes = '0'] = /^Pss:\s+(\d+) kB$/m.exec(rollup) ?? []
  return Number(kilobytes) * 1_024
}
