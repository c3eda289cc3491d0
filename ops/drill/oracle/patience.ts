import { setTimeout as delay } from 'node:timers/promises'

export const triesToHear = 10
export const askAgainMs = 1_000

/** Asks again, ten times in all: a witness that was killed a moment ago may need another. Throws what it said last. */
export async function patiently<T>(ask: () => Promise<T>, pauseMs = askAgainMs): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask()
    } catch (error) {
      if (tries === triesToHear) throw error
      await delay(pauseMs)
    }
  }
}
