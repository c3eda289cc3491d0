import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

import { identifyProcess, isSameProcess, parentOf, type ProcessIdentity, sendSignal } from './process-identity.ts'

/** Everything that descends from this process, parents before their children; itself not among them. */
export function descendantsOf(pid: number): number[] {
  const parents = readParents()
  const tree = [pid]
  for (const member of tree) for (const [child, parent] of parents) if (parent === member) tree.push(child)
  return tree.slice(1)
}

/** SIGKILL for this process and all its descendants, whatever groups they are in. Resolves when the last of them is gone. */
export async function killTree(pid: number): Promise<void> {
  const tree = holdTree(pid)
  for (const member of tree) sendSignal(member.pid, 'SIGKILL')
  const until = Date.now() + 10_000
  while (tree.some(isSameProcess)) {
    if (Date.now() > until) throw new Error(`process ${pid} or what it started is still there 10 s after SIGKILL`)
    await delay(10)
  }
}

/** Stopped one by one until nobody new is found: who is stopped starts nobody. */
function holdTree(pid: number): ProcessIdentity[] {
  const held = new Map<number, ProcessIdentity | undefined>()
  for (;;) {
    const fresh = [pid, ...descendantsOf(pid)].filter((member) => !held.has(member))
    if (fresh.length === 0) return [...held.values()].filter((member) => member !== undefined)
    for (const member of fresh) {
      sendSignal(member, 'SIGSTOP')
      held.set(member, identifyProcess(member))
    }
  }
}

/** The parent of every process of this machine. */
function readParents(): (readonly [pid: number, parent: number | undefined])[] {
  if (process.platform === 'linux') {
    const pids = readdirSync('/proc').map(Number).filter(Number.isSafeInteger)
    return pids.map((pid) => [pid, parentOf(pid)])
  }
  const lines = execFileSync('ps', ['-A', '-o', 'pid=', '-o', 'ppid='], { encoding: 'utf8' }).trim().split('\n')
  return lines.map((line) => {
    const [pid = 0, parent] = line.trim().split(/\s+/).map(Number)
    return [pid, parent]
  })
}
