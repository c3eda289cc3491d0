import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

import { endProcess, identifyProcess, isSameProcess, type ProcessIdentity } from './process-identity.ts'
import { writePrivately } from './state-folder.ts'

/** Who runs on a state folder: kept up to date, so that a start after kill -9 finds what was left behind. */
export interface RunRecord {
  readonly parent: ProcessIdentity
  /** Name and address, as the block shows them. */
  readonly urls: Readonly<Record<string, string>>
  readonly children: Readonly<Record<string, ProcessIdentity>>
  readonly isStopping: boolean
}

export interface Run {
  /** Names of processes that an earlier run left behind and that were ended now. */
  readonly healed: readonly string[]
  readonly update: (change: Partial<RunRecord>) => void
  readonly addChild: (name: string, child: ProcessIdentity | undefined) => void
  readonly end: () => void
}

/** Takes the state folder for this process. Orphans of a killed run are ended first; a living run is an error. */
export async function beginRun(file: string): Promise<Run> {
  const parent = identifyProcess(process.pid)
  if (parent === undefined) throw new Error('this process cannot look itself up; is /proc mounted?')
  let record: RunRecord = { parent, urls: {}, children: {}, isStopping: false }
  const healed: string[] = []
  while (!takeFile(file, record)) {
    const earlier = readRecord(file)
    if (earlier !== undefined) {
      await waitWhileStopping(file, earlier)
      if (isSameProcess(earlier.parent)) throw new Error(describeRunning(earlier))
      healed.push(...(await endOrphans(earlier)))
    }
    rmSync(file, { force: true })
  }
  const save = (change: Partial<RunRecord>): void => {
    record = { ...record, ...change }
    writePrivately(file, JSON.stringify(record, undefined, 2))
  }
  return {
    healed,
    update: save,
    addChild: (name, child) => child && save({ children: { ...record.children, [name]: child } }),
    end: () => rmSync(file, { force: true }),
  }
}

/** Name and address of what runs on a state folder, null when nothing does; without entries until everything is up. */
export function readUrls(file: string): RunRecord['urls'] | null {
  const record = readRecord(file)
  return record === undefined || record.isStopping || !isSameProcess(record.parent) ? null : record.urls
}

/** PostgreSQL is left to the look at its own pid file, which also finds one that this record does not know. */
async function endOrphans(earlier: RunRecord): Promise<string[]> {
  const orphans = Object.entries(earlier.children).filter(
    ([name, child]) => name !== 'postgres' && isSameProcess(child),
  )
  await Promise.all(
    orphans.map(async ([name, child]) => {
      if (!(await endProcess(child, ['SIGTERM', 'SIGKILL'], 4_000)))
        throw new Error(`${name} of an earlier run (pid ${child.pid}) does not end; end it by hand`)
    }),
  )
  return orphans.map(([name]) => name)
}

/** Two starts at once: linking a finished file is the one step that only one of them can do. */
function takeFile(file: string, record: RunRecord): boolean {
  const own = `${file}.${process.pid}`
  writeFileSync(own, JSON.stringify(record, undefined, 2), { mode: 0o600 })
  try {
    linkSync(own, file)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw new Error(
      `${file} cannot be made: ${String(error)}. Is the file system one without hard links? Try --state-dir.`,
      { cause: error },
    )
  } finally {
    rmSync(own, { force: true })
  }
}

/** Undefined where there is none, and for a file that is no record: a full disk may have cut it. */
function readRecord(file: string): RunRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(file, 'utf8')) as RunRecord
    return record.parent?.pid > 0 ? record : undefined
  } catch {
    return undefined
  }
}

async function waitWhileStopping(file: string, earlier: RunRecord): Promise<void> {
  const until = Date.now() + 15_000
  while (Date.now() < until && isSameProcess(earlier.parent) && readRecord(file)?.isStopping === true) await delay(100)
}

function describeRunning({ parent, urls }: RunRecord): string {
  const lines = Object.entries(urls).map(([name, url]) => `  ${name.padEnd(12)} ${url}`)
  return [
    `Lipei already runs here (pid ${parent.pid}). Stop it with Ctrl-C there, or: kill ${parent.pid}`,
    ...lines,
  ].join('\n')
}
