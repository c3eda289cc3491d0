const pinoLevels: Readonly<Record<number, string>> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
}

/**
 * One line of a child's log as a person reads it: of a JSON line its level, message and error, of PostgreSQL's the words without
 * time and process. Undefined where nothing is said: an empty line, a stack frame, the API's line for an answer.
 */
export function readableLine(line: string): string | undefined {
  if (line.trim() === '' || /^\s+at |^Node\.js v/.test(line)) return undefined
  const entry = readEntry(line)
  if (entry === undefined) return line.replace(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+ \w+ \[\d+\] /, '')
  const words = [textOf(entry['msg']), errorOf(entry['err'] ?? entry['error'])].filter((text) => text !== undefined)
  if (words.length === 0) return undefined
  const { level } = entry
  const name = typeof level === 'number' ? pinoLevels[level] : textOf(level)
  return `${name === undefined ? '' : `${name}: `}${words.join(': ')}`
}

type Entry = Readonly<Record<string, unknown>>

/** Undefined for what is no JSON object, and for one cut off at the beginning of what was read. */
function readEntry(line: string): Entry | undefined {
  if (!line.startsWith('{')) return undefined
  try {
    return JSON.parse(line) as Entry
  } catch {
    return undefined
  }
}

/** Errors stand in logs as a text, or as name, code and causes; some with their message. */
function errorOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return textOf(error)
  const { name, code, message, cause } = error as Entry
  const words = [name, code, message].map(textOf).filter((text) => text !== undefined)
  const because = errorOf(cause)
  return [words.join(' '), ...(because === undefined ? [] : [because])].join(', caused by ')
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
