/** Things that happen later. Closing the agenda drops what has not happened; journals bring it back at the next start. */
export type Agenda = {
  /** Runs the action at the instant (epoch ms), or as soon as possible when it has passed. */
  at: (instant: number, action: () => void) => void
  close: () => void
}

export function createAgenda(): Agenda {
  const timers = new Set<NodeJS.Timeout>()
  return {
    at(instant, action) {
      const timer = setTimeout(
        () => {
          timers.delete(timer)
          action()
        },
        Math.max(0, instant - Date.now()),
      )
      timers.add(timer)
    },
    close() {
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
    },
  }
}
