/** Each waits most of its time, for the answer of a claim or of a bank: so many keep two cores busy, and more do not. */
const atOnce = 20

/** The same for each of a list, some at once and begun in its order; the first that fails ends it. */
export async function forEachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items]
  const hand = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next)
  }
  try {
    await Promise.all(Array.from({ length: atOnce }, hand))
  } finally {
    waiting.length = 0
  }
}
