import type { Socket } from 'node:net'
import net from 'node:net'

/** A wire between two processes that a test or a drill can damage, and mend again. */
export interface Wire {
  readonly port: number
  /** What flows is torn, and nobody gets through any more. */
  readonly cut: () => void
  /** Whoever calls is let in and hears nothing, as behind a broken switch; what flows stops. */
  readonly silence: () => void
  /** What is asked arrives and has its effect; no answer comes back. */
  readonly loseAnswers: () => void
  /** Everything takes this much longer, in order, both ways. */
  readonly slow: (ms: number) => void
  readonly mend: () => void
  readonly close: () => Promise<void>
}

type Damage = 'none' | 'cut' | 'silent' | 'answers lost'

/** Listens on a port of its own and passes everything on to `targetPort` of this machine. */
export async function openWire(targetPort: number): Promise<Wire> {
  let damage: Damage = 'none'
  let delayMs = 0
  const sockets = new Set<Socket>()
  const keep = (socket: Socket): Socket => {
    sockets.add(socket)
    return socket.on('error', () => undefined).once('close', () => sockets.delete(socket))
  }
  const server = net.createServer((caller) => {
    keep(caller)
    if (damage === 'cut') caller.destroy()
    if (damage === 'cut' || damage === 'silent') return
    const target = keep(net.connect({ host: '127.0.0.1', port: targetPort }))
    carry(caller, target, () => ({ flows: damage === 'none' || damage === 'answers lost', delayMs }))
    carry(target, caller, () => ({ flows: damage === 'none', delayMs }))
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
      damage = 'cut'
      tear()
    },
    silence() {
      damage = 'silent'
    },
    loseAnswers() {
      damage = 'answers lost'
    },
    slow(ms) {
      delayMs = ms
    },
    mend() {
      // What was silenced has lost its place in the conversation.
      if (damage !== 'none') tear()
      damage = 'none'
      delayMs = 0
    },
    async close() {
      tear()
      await new Promise<void>((resolve) => void server.close(() => resolve()))
    },
  }
}

/** Carries bytes one way, as the wire is at the moment they come; what does not flow is gone. */
function carry(from: Socket, to: Socket, wire: () => { readonly flows: boolean; readonly delayMs: number }): void {
  let underWay = 0
  let lastAt = 0
  from.on('data', (chunk) => {
    const { flows, delayMs } = wire()
    if (!flows) return
    if (delayMs === 0 && underWay === 0) {
      if (!to.write(chunk)) from.pause()
      return
    }
    // Never before what was sent before it, though the wire be faster now.
    lastAt = Math.max(lastAt, Date.now() + delayMs)
    underWay += 1
    setTimeout(() => {
      underWay -= 1
      if (to.writable) to.write(chunk)
    }, lastAt - Date.now())
  })
  to.on('drain', () => from.resume())
  from.once('end', () => void setTimeout(() => to.end(), Math.max(0, lastAt - Date.now())))
}

function portOf(server: net.Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the wire does not listen')
  return address.port
}
