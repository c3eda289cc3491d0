import type { Logger as TemporalLogger, LogLevel, LogMetadata } from '@temporalio/worker'
import { Runtime } from '@temporalio/worker'
import type { Logger } from 'pino'
import { pino } from 'pino'
import { safeError } from '../safe-error.ts'

/** JSON lines without content: what may be logged is named where it is logged, errors only by name, code and place. */
export function createLog(level: string): Logger {
  return pino({
    level,
    base: { service: 'lipei-worker' },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    serializers: { err: (error: unknown) => (error instanceof Error ? safeError(error) : error) },
  })
}

/** Joins the SDK's own log, of its TypeScript and its native side, to ours. Signals stay ours too (see workers.ts). */
export function installRuntime(log: Logger): void {
  const filter = { core: 'WARN', other: 'WARN' } as const
  Runtime.install({
    logger: temporalLogger(log),
    shutdownSignals: [],
    telemetryOptions: { logging: { filter, forward: {} } },
  })
}

function temporalLogger(log: Logger): TemporalLogger {
  const write = (level: LogLevel, message: string, meta?: LogMetadata): void =>
    log[levels[level]]({ ...plainValues(meta), ...errorOf(meta) }, message)
  return {
    log: write,
    trace: (message, meta) => write('TRACE', message, meta),
    debug: (message, meta) => write('DEBUG', message, meta),
    info: (message, meta) => write('INFO', message, meta),
    warn: (message, meta) => write('WARN', message, meta),
    error: (message, meta) => write('ERROR', message, meta),
  }
}

const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const

/** Of the metadata only plain values pass: ids, names, counts. */
function plainValues(meta: LogMetadata = {}): object {
  const isPlain = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value)
  return Object.fromEntries(Object.entries(meta).filter(([name, value]) => isPlain(value) && name !== 'error'))
}

/** Workflow code and shielded activities say nothing that is not in the history anyway; an SRE needs their words. */
function errorOf({ error }: { error?: unknown } & LogMetadata = {}): object {
  if (error === undefined) return {}
  return { err: error instanceof Error ? { ...safeError(error), message: error.message } : { name: typeof error } }
}
