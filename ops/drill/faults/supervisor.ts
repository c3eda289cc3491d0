import { setTimeout as delay } from 'node:timers/promises'

import type { Part, PartChange, PartName } from '../../../local/production/part.ts'

/** Starts again at once what dies, as a supervisor of the operating system would. */
export interface Supervisor {
  /** Kills the part and starts it again; resolves when it works. */
  readonly restart: (name: PartName, change?: PartChange) => Promise<Outage>
  /** Kills all of them in one moment, and starts them in the order given. */
  readonly restartAll: (names: readonly PartName[]) => Promise<Outage>
  /** Leaves the part to the caller: nobody starts it meanwhile. */
  readonly without: <T>(name: PartName, work: () => Promise<T>) => Promise<T>
  /** Deaths that nobody ordered, newest last. */
  readonly deaths: readonly Death[]
  readonly close: () => Promise<void>
}

/** Instants in epoch ms. */
export interface Outage {
  /** The kill. */
  readonly at: number
  /** When the last of its processes was seen to be gone. */
  readonly goneAt: number
  /** When it worked again. */
  readonly backAt: number
}

export interface Death {
  readonly name: PartName
  readonly at: number
  /** Absent while it does not work again. */
  outage?: Outage
}

const lookEveryMs = 50

export function superviseParts(parts: Readonly<Partial<Record<PartName, Part>>>): Supervisor {
  const deaths: Death[] = []
  const closing = new AbortController()
  const without = createHolds()
  const partOf = (name: PartName): Part => {
    const part = parts[name]
    if (part === undefined) throw new Error(`nobody supervises ${name}`)
    return part
  }
  const watching = (Object.keys(parts) as PartName[]).map(async (name) => {
    for (; !closing.signal.aborted; await delay(lookEveryMs)) {
      await without(name, async () => {
        if (partOf(name).isRunning()) return
        const death: Death = { name, at: Date.now() }
        deaths.push(death)
        await startAgain(partOf(name))
        death.outage = { at: death.at, goneAt: death.at, backAt: Date.now() }
      })
    }
  })
  return {
    deaths,
    without,
    restart: (name, change) =>
      without(name, async () => {
        const { at, goneAt } = await killTogether([partOf(name)])
        await startAgain(partOf(name), change)
        return { at, goneAt, backAt: Date.now() }
      }),
    restartAll: (names) => restartTogether(names.map(partOf), without),
    async close() {
      closing.abort()
      await Promise.all(watching)
    },
  }
}

/** Whoever works on a part has it alone. */
function createHolds(): Supervisor['without'] {
  const turns = new Map<PartName, Promise<unknown>>()
  return (name, work) => {
    const turn = (turns.get(name) ?? Promise.resolve()).then(work)
    turns.set(
      name,
      turn.catch(() => undefined),
    )
    return turn
  }
}

async function restartTogether(parts: readonly Part[], without: Supervisor['without']): Promise<Outage> {
  let held = 0
  let letGo: (value: Omit<Outage, 'backAt'>) => void = () => undefined
  const killed = new Promise<Omit<Outage, 'backAt'>>((resolve) => (letGo = resolve))
  const starting = parts.map((part) =>
    without(part.name, async () => {
      held += 1
      if (held === parts.length) letGo(await killTogether(parts))
      await killed
      await startAgain(part)
    }),
  )
  await Promise.all(starting)
  return { ...(await killed), backAt: Date.now() }
}

async function killTogether(parts: readonly Part[]): Promise<Omit<Outage, 'backAt'>> {
  const at = Date.now()
  await Promise.all(parts.map((part) => part.kill()))
  return { at, goneAt: Date.now() }
}

const startWithinMs = 180_000
const startAgainMs = 500

/** What a part needs may itself be on its way back: it is started until it stays. */
async function startAgain(part: Part, change?: PartChange): Promise<void> {
  const until = Date.now() + startWithinMs
  for (;;) {
    try {
      await part.start(change)
      return
    } catch (error) {
      if (Date.now() > until) throw error
      await part.kill()
      await delay(startAgainMs)
    }
  }
}
