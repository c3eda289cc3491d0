import { setTimeout as delay } from 'node:timers/promises'

import { type Child, lastLines } from './children.ts'

/** What keeps something from working, in a few words; undefined when it works. */
export type FindFault = () => Promise<string | undefined>

export interface Patience {
  readonly withinMs: number
  /** True for a fault that waiting will not heal. */
  readonly isFinal?: (fault: string) => boolean
}

/** Resolves when the child works. Else it is stopped, and the error says why, with the end of its log. */
export async function untilItWorks(child: Child, findFault: FindFault, patience: Patience): Promise<void> {
  const until = Date.now() + patience.withinMs
  for (;;) {
    const fault = child.exit() ?? (await findFault().catch(String))
    if (fault === undefined) return
    if (child.exit() !== undefined || patience.isFinal?.(fault) === true || Date.now() > until) {
      await child.stop(5_000)
      throw new Error(
        [`${child.name} did not start (${fault}). Its log ends:`, ...lastLines(child.logFile, 6)].join('\n  '),
      )
    }
    await delay(25)
  }
}

/** Anything but status 200 is a fault. */
export async function findHttpFault(url: string): Promise<string | undefined> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) })
    const body = await answer.text()
    return answer.status === 200 ? undefined : `${url} answers ${answer.status} ${body.slice(0, 500)}`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** An open port says nothing: whoever looks for a free one listens on each for an instant. */
export const findSimulatorFault = (port: number): Promise<string | undefined> =>
  findHttpFault(`http://127.0.0.1:${port}/faults`)
