import path from 'node:path'

import { claimSearchAttributes } from '../workflows/search-attribute-names.ts'
import { type Child, startChild } from './children.ts'
import { untilItWorks } from './readiness.ts'
import { askTemporal, ensureSearchAttributes } from './temporal-connection.ts'

export interface TemporalOptions {
  /** The `temporal` program, from the ladder. */
  readonly binary: string
  readonly port: number
  /** Undefined: no web UI. */
  readonly uiPort?: number
  /** SQLite file; undefined keeps everything in memory, which is 2.4 times faster. */
  readonly databaseFile?: string
  readonly logFile: string
  /** The server ends with this process. For tests. */
  readonly throwaway?: boolean
  readonly env: Readonly<Record<string, string>>
  /** Told as soon as there is a process, before it answers. */
  readonly onStart?: (child: Child) => void
}

export interface TemporalServer {
  readonly child: Child
  readonly address: string
}

export const namespace = 'default'

/** What a server is told beyond its defaults, as `key=JSON`. */
export const dynamicConfig: Readonly<Record<string, string>> = {
  'frontend.WorkflowTimeSkippingEnabled': 'true',
  // The default is 200: a claim with a year of deadlines before it passes more of them in one session.
  'frontend.WorkflowTimeSkippingMaxSkipPerSession': '5000',
  'matching.enableFairness': 'true',
  // One line of waiting tasks for each queue instead of four (decision 45).
  'matching.numTaskqueueReadPartitions': '1',
  'matching.numTaskqueueWritePartitions': '1',
  'worker.batcherRPS': '1000',
  'frontend.MaxConcurrentBatchOperationPerNamespace': '5',
}

/**
 * What the dev server is told besides. It fires no timer sooner than this after it was set, one that is due as well; the
 * default of a second leaves room for clocks of several hosts that differ. A skip sets such a timer for each deadline.
 */
const devConfig: typeof dynamicConfig = { ...dynamicConfig, 'history.timerProcessorMaxTimeShift': '"50ms"' }

/** Starts the dev server and resolves when claims can run on it: namespace and search attributes are there. */
export async function startTemporal(options: TemporalOptions): Promise<TemporalServer> {
  const child = startChild({
    name: 'temporal',
    command: options.binary,
    args: ['server', 'start-dev', ...flagsOf(options)],
    cwd: path.dirname(options.logFile),
    env: serverEnvironment(options.env),
    logFile: options.logFile,
    stopSignal: 'SIGTERM',
    endsWithParent: options.throwaway === true,
  })
  options.onStart?.(child)
  const address = `127.0.0.1:${options.port}`
  await untilItWorks(child, () => askTemporal({ address, namespace }), { withinMs: 30_000 })
  // The server takes `--search-attribute` only for a new file, so an older file gets later attributes here.
  await ensureSearchAttributes({ address, namespace })
  return { child, address }
}

/**
 * A log written ahead instead of a journal that is made, forced to the disk and deleted for every commit. A killed server loses
 * nothing by it; a power cut may lose the last moments, and claims read on in their own log (decision 17).
 */
const filePragmas = ['journal_mode=wal', 'synchronous=normal'].flatMap((pragma) => ['--sqlite-pragma', pragma])

function flagsOf({ port, uiPort, databaseFile }: TemporalOptions): string[] {
  return [
    '--ip=127.0.0.1',
    `--port=${port}`,
    '--log-level=warn',
    `--namespace=${namespace}`,
    ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)]),
    ...(databaseFile === undefined ? [] : ['--db-filename', databaseFile, ...filePragmas]),
    ...Object.entries(claimSearchAttributes).flatMap(([name, type]) => ['--search-attribute', `${name}=${type}`]),
    ...Object.entries(devConfig).flatMap(([key, json]) => ['--dynamic-config-value', `${key}=${json}`]),
  ]
}

/** The CLI reads TEMPORAL_* as its own settings; the ones of the caller's shell are meant for somebody else. */
function serverEnvironment(env: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('TEMPORAL_')))
}
