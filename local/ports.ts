import net from 'node:net'

const first = 20_000
const count = 10_000
// Processes that were begun one after the other begin far apart (by the golden ratio): a stack takes some twenty ports.
const begun = (process.pid * 6_183) % count
let next = begun

/**
 * A port of 127.0.0.1 that nothing listens on, from a range below the one systems take outgoing connections from, so that it
 * stays free until the caller binds it. Processes begin at different places of the range.
 */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < count; tried++) {
    next = (next + 1) % count
    // Whoever asks meanwhile moves on from here.
    const port = first + next
    if (await isPortFree(port)) return port
  }
  throw new Error(`no free port between ${first} and ${first + count - 1}`)
}

/**
 * Where this process begins to look, as a share of the range, unless it has begun: processes that are known to run side by side
 * divide it, so that none takes the port of a part another has just killed and starts again.
 */
export function beginPortsAt(share: number): void {
  if (next === begun) next = Math.floor(share * count) % count
}

/** The first free port at or above this one; beyond the highest port, one of `freePort`. */
export async function freePortFrom(port: number): Promise<number> {
  for (let tried = port; tried <= 65_535; tried++) if (await isPortFree(tried)) return tried
  return freePort()
}

/** True when nothing listens on this port of 127.0.0.1. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.once('error', () => resolve(false))
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => server.close(() => resolve(true)))
  })
}
