/** Lines of one story, told in order. */
export interface Telling {
  readonly say: (line: string) => void
  readonly end: () => void
}

/**
 * Several stories happen at once and are told one after the other: the first live, each next one as far as it has come
 * as soon as it is its turn.
 */
export function createTeller(print: (line: string) => void): () => Telling {
  const queue: Pending[] = []
  const tellOn = (): void => {
    for (let first = queue[0]; first !== undefined; first = queue[0]) {
      for (const line of first.lines.splice(0)) print(line)
      if (!first.hasEnded) return
      queue.shift()
    }
  }
  return () => {
    const story: Pending = { lines: [], hasEnded: false }
    queue.push(story)
    return {
      say(line) {
        story.lines.push(line)
        tellOn()
      },
      end() {
        story.hasEnded = true
        tellOn()
      },
    }
  }
}

interface Pending {
  readonly lines: string[]
  hasEnded: boolean
}
