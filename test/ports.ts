import { isPortFree } from '../local/ports.ts'

const first = 20_000
const count = 10_000
let next = process.pid % count

/**
 * A port of 127.0.0.1 that nothing listens on, from a range below the one systems take outgoing connections from, so that it
 * stays free until the caller binds it. Processes begin at different places of the range.
 */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < count; tried++) {
    next = (next + 7) % count
    if (await isPortFree(first + next)) return first + next
  }
  throw new Error(`no free port between ${first} and ${first + count - 1}`)
}
