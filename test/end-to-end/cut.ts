import type { Socket } from 'node:net'
import net from 'node:net'

/** A wire between two processes that a test can cut, and mend again. */
export interface Cut {
  readonly port: number
  /** What flows is torn, and nobody gets through any more. */
  readonly cut: () => void
  /** Whoever calls is let in and hears nothing, as behind a broken switch; what flows stops. */
  readonly silence: () => void
  readonly mend: () => void
  readonly close: () => Promise<void>
}

/** Listens on a port of its own and passes everything on to `targetPort` of this machine. */
export async function openCut(targetPort: number): Promise<Cut> {
  let state: 'whole' | 'cut' | 'silent' = 'whole'
  const sockets = new Set<Socket>()
  const keep = (socket: Socket): Socket => {
    sockets.add(socket)
    return socket.on('error', () => undefined).once('close', () => sockets.delete(socket))
  }
  const server = net.createServer((caller) => {
    keep(caller)
    if (state === 'cut') caller.destroy()
    if (state !== 'whole') return
    const target = keep(net.connect({ host: '127.0.0.1', port: targetPort }))
    caller.pipe(target).pipe(caller)
    caller.once('close', () => target.destroy())
    target.once('close', () => caller.destroy())
  })
  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port: 0 }, resolve))
  const tear = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: portOf(server),
    cut() {
      state = 'cut'
      tear()
    },
    silence() {
      state = 'silent'
      for (const socket of sockets) socket.unpipe().pause()
    },
    mend() {
      // What was silenced has lost its place in the conversation.
      state = 'whole'
      tear()
    },
    async close() {
      tear()
      await new Promise<void>((resolve) => void server.close(() => resolve()))
    },
  }
}

function portOf(server: net.Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the cut does not listen')
  return address.port
}
