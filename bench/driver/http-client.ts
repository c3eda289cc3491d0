import http from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: object
}

export interface Answer {
  readonly status: number
  /** Parsed JSON; undefined for an empty body. */
  readonly body: unknown
}

/** Asks one server over connections that stay open. */
export type HttpClient = (call: Call) => Promise<Answer>

const patienceMs = 60_000
const againAfterMs = 50

/**
 * Repeats what was not answered, or answered with "not now": every call of the driver carries a key that makes it safe. The
 * caller's clock goes on meanwhile.
 */
export function createHttpClient(url: string): HttpClient {
  const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity, scheduling: 'lifo' })
  const base = new URL(url)
  return async (call) => {
    const until = performance.now() + patienceMs
    for (;;) {
      const answer = await send(base, agent, call).catch((error: unknown) => String(error))
      const isNotNow = typeof answer === 'string' || answer.status === 503 || answer.status === 504
      if (!isNotNow) return answer
      if (performance.now() > until) throw new Error(typeof answer === 'string' ? answer : `answered ${answer.status}`)
      await delay(againAfterMs)
    }
  }
}

function send(base: URL, agent: http.Agent, { method, path, headers, body }: Call): Promise<Answer> {
  const text = body === undefined ? undefined : Buffer.from(JSON.stringify(body))
  const said = text && { 'content-type': 'application/json', 'content-length': String(text.length) }
  const options = { agent, host: base.hostname, port: base.port, method, path, headers: { ...headers, ...said } }
  return new Promise((resolve, reject) => {
    const request = http.request({ ...options, timeout: patienceMs }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', reject)
      response.on('end', () => {
        const answered = Buffer.concat(parts).toString('utf8')
        resolve({ status: response.statusCode ?? 0, body: answered === '' ? undefined : JSON.parse(answered) })
      })
    })
    request.on('timeout', () => request.destroy(new Error('no answer')))
    request.on('error', reject)
    request.end(text)
  })
}
