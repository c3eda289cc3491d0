/**
 * An error as logs may show it: names, codes and places of it and its causes. Messages stay out, because drivers and parsers
 * quote what they read.
 */
export interface SafeError {
  readonly name: string
  readonly code?: string
  readonly stack: readonly string[]
  readonly cause?: SafeError
}

export function safeError(error: unknown): SafeError {
  if (!(error instanceof Error)) return { name: typeof error, stack: [] }
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  return {
    name: error.name,
    ...('code' in error && { code: String(error.code).slice(0, 64) }),
    stack: frames.slice(0, 12).map((line) => line.trim()),
    ...(error.cause !== undefined && { cause: safeError(error.cause) }),
  }
}
