/**
 * Wakes whoever waits for it. The SDK's `condition` is asked again after every message, in a call of its own into the
 * workflow; a bell costs what it does. Whoever wakes looks for himself what has changed.
 */
export interface Bell {
  /** Resolves at the next ring. */
  readonly rung: () => Promise<void>
  readonly ring: () => void
}

export function hangBell(): Bell {
  const waiting: (() => void)[] = []
  return {
    rung: () => new Promise((resolve) => waiting.push(resolve)),
    ring: () => {
      for (const wake of waiting.splice(0)) wake()
    },
  }
}
