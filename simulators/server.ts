import { setTimeout as pause } from 'node:timers/promises'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { z } from 'zod'

/** A running simulator. */
export type Simulator = {
  /** `http://127.0.0.1:PORT` */
  url: string
  close: () => Promise<void>
}

export type SimulatorOptions = {
  /** 0 takes any free port. */
  port: number
  /** Where it listens: this machine only, unless told. */
  host?: string | undefined
  /** Folder of the journal; made when it is missing. */
  dataDir: string
}

/** Faults every simulator knows. A `PUT /faults` replaces them all, so `{}` heals everything. */
export const commonFaults = {
  /** Each business call waits this long before it does anything. */
  delayMs: z.int().min(0).max(600_000).default(0),
  /** Each business call is answered 503 and does nothing. */
  down: z.boolean().default(false),
  /** The next N main calls take effect and then lose their answer: the socket is cut. */
  loseAnswers: z.int().min(0).max(1_000_000).default(0),
}

type CommonFaults = { delayMs: number; down: boolean; loseAnswers: number }
type CountOf<Faults> = { [K in keyof Faults]-?: Faults[K] extends number ? K : never }[keyof Faults]
type RuleOf<Faults> = { [K in keyof Faults]-?: Faults[K] extends { next: number } | null ? K : never }[keyof Faults]

/** The faults in force; they live in memory only, so a restart is healthy. */
export type FaultState<Faults> = {
  current: () => Faults
  /** True once for each count left under the name. */
  spend: (name: CountOf<Faults>) => boolean
  /** The rule under the name, once for each of its `next`. */
  spendRule: <Name extends RuleOf<Faults>>(name: Name) => NonNullable<Faults[Name]> | undefined
}

export type SimulatorServer<Faults> = {
  app: FastifyInstance
  faults: FaultState<Faults>
  /** Route hook of a business call: it may be slow or down. */
  troubled: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>
  /** Route hook of a call whose answer may be lost, counted under the name. */
  losing: (name: CountOf<Faults>) => (request: FastifyRequest, reply: FastifyReply) => Promise<void>
  listen: (place: Pick<SimulatorOptions, 'port' | 'host'>) => Promise<string>
  close: () => Promise<void>
}

/** A server with `/faults`, one error shape `{ code, detail }`, and no answer before the journal is on disk. */
export function createServer<Faults extends CommonFaults>(
  shape: z.ZodType<Faults>,
  settled: () => Promise<void>,
): SimulatorServer<Faults> {
  const app = fastify({ bodyLimit: 65_536, forceCloseConnections: true, requestTimeout: 30_000 })
  const closing = new AbortController()
  const faults = createFaultState(shape)
  app.setErrorHandler(answerError)
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ code: 'NO_SUCH_CALL', detail: 'no such call' }))
  app.addHook('onSend', settled)
  app.get('/faults', () => faults.current())
  app.put('/faults', (request) => faults.replace(parseInput(shape, request.body)))
  return {
    app,
    faults,
    async troubled(_request, reply) {
      const { delayMs, down } = faults.current()
      if (delayMs > 0) await pause(delayMs, undefined, { signal: closing.signal })
      if (!down) return undefined
      return reply.code(503).send({ code: 'DOWN', detail: 'the system is down' })
    },
    losing: (name) => async (request, reply) => {
      if (reply.statusCode < 500 && faults.spend(name)) request.raw.socket.destroy()
    },
    listen: ({ port, host = '127.0.0.1' }) => app.listen({ port, host }),
    async close() {
      closing.abort()
      await app.close()
    },
  }
}

function createFaultState<Faults extends CommonFaults>(shape: z.ZodType<Faults>) {
  let current = shape.parse({})
  const state: FaultState<Faults> = {
    current: () => current,
    spend(name) {
      const left = Number(current[name])
      if (left <= 0) return false
      current = { ...current, [name]: left - 1 }
      return true
    },
    spendRule(name) {
      const rule = current[name] as (NonNullable<Faults[typeof name]> & { next: number }) | null
      if (!rule || rule.next <= 0) return undefined
      current = { ...current, [name]: { ...rule, next: rule.next - 1 } }
      return rule
    },
  }
  return {
    ...state,
    replace(faults: Faults) {
      current = faults
      return current
    },
  }
}

/** What the caller sent is not what the contract says: 400 with the places, never with the values. */
class BadInput extends Error {
  override name = 'BadInput'
}

export function parseInput<T>(shape: z.ZodType<T>, input: unknown): T {
  const parsed = shape.safeParse(input)
  if (parsed.success) return parsed.data
  const places = parsed.error.issues.map(({ path, code }) => `${path.join('.') || 'body'}: ${code}`)
  throw new BadInput(places.join(', '))
}

function answerError(error: Error & { statusCode?: number }, _request: FastifyRequest, reply: FastifyReply): void {
  if (error instanceof BadInput) {
    void reply.code(400).send({ code: 'INVALID', detail: error.message })
    return
  }
  const status = error.statusCode ?? 500
  const code = status < 500 ? 'INVALID' : 'BROKEN'
  void reply.code(status).send({ code, detail: status < 500 ? 'the request cannot be read' : 'the simulator failed' })
}
