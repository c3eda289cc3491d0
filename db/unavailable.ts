/** True when the database was away, overloaded or too slow: the same call may succeed later. Looks through `cause`. */
export function isUnavailable(error: unknown): boolean {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 8; cause = cause.cause, depth += 1) {
    if (isAway(cause)) return true
    if (cause instanceof AggregateError && cause.errors.some(isUnavailable)) return true
  }
  return false
}

const systemCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])

/**
 * SQLSTATE: 08 connection, 53 resources (disk full, too many connections), 57P01-57P04 shutdown and start-up, 57014 statement
 * timeout, 55P03 lock timeout, 40001 and 40P01 serialisation and deadlock, 25006 a standby that is not primary yet.
 */
const sqlStates = /^(08|53|57P0[1-4]|57014|55P03|40001|40P01|25006|25P03)/

/** What pg and its pool say without a code. */
const messages =
  /^(timeout expired|timeout exceeded when trying to connect|Query read timeout|Connection terminated|Client has encountered a connection error)/

function isAway(error: Error): boolean {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return systemCodes.has(code) || sqlStates.test(code) || messages.test(error.message)
}
