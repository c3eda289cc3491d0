import { readFileSync } from 'node:fs'

import { descendantsOf } from '../../local/process-tree.ts'

/** CPU that process trees have used so far, by role, beside that of the whole machine. Milliseconds of one core. */
export interface CpuReading {
  readonly at: number
  readonly machineMs: number
  /** This process and everything it ever started. */
  readonly oursMs: number
  readonly roles: Readonly<Record<string, number>>
}

/** What was used between two readings. */
export interface CpuUse {
  readonly elapsedMs: number
  readonly roles: Readonly<Record<string, number>>
  /** Share of the machine's time that went to processes which are none of ours: the noise of the measurement. */
  readonly foreignShare: number
}

/** The unit of /proc: hundredths of a second on every Linux there is. */
const tickMs = 10

export function readCpu(roles: Readonly<Record<string, readonly number[]>>): CpuReading {
  const cpuOfAll = (pids: readonly number[]): number => sum(pids.map(cpuOf))
  return {
    at: performance.now(),
    machineMs: machineBusyMs(readFileSync('/proc/stat', 'utf8')),
    oursMs: cpuOfAll([process.pid, ...descendantsOf(process.pid)]),
    roles: Object.fromEntries(Object.entries(roles).map(([role, pids]) => [role, cpuOfAll(pids)])),
  }
}

export function cpuBetween(before: CpuReading, after: CpuReading, cores: number): CpuUse {
  const elapsedMs = after.at - before.at
  const used = Object.entries(after.roles).map(([role, ms]) => [role, Math.max(0, ms - (before.roles[role] ?? 0))])
  const foreignMs = after.machineMs - before.machineMs - (after.oursMs - before.oursMs)
  return {
    elapsedMs,
    roles: Object.fromEntries(used) as Record<string, number>,
    foreignShare: Math.max(0, foreignMs) / (elapsedMs * cores),
  }
}

/** Of one process with all its threads and the children it has buried. Zero when it is gone. */
function cpuOf(pid: number): number {
  try {
    return ticksIn(readFileSync(`/proc/${pid}/stat`, 'utf8')) * tickMs
  } catch {
    return 0
  }
}

/** utime, stime, cutime and cstime of a line of /proc/PID/stat, whose second field is a name that may hold anything. */
export function ticksIn(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return sum(fields.slice(11, 15).map(Number))
}

/** Everything but idle and waiting for the disk, of the first line of /proc/stat. */
export function machineBusyMs(stat: string): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = (stat.split('\n')[0] ?? '')
    .split(/\s+/)
    .slice(1)
    .map(Number)
  return (user + nice + system + irq + softirq + steal) * tickMs
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
