/** Why something failed, for who started it by hand: the words of the last cause. Drizzle's own repeat the statement and its values. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.cause instanceof Error) return reasonOf(error.cause)
  // An address that stands for several has no message of its own.
  const [first] = error instanceof AggregateError ? (error.errors as readonly unknown[]) : []
  return error.message || reasonOf(first ?? error.name)
}
