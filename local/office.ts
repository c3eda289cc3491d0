import { setTimeout as delay } from 'node:timers/promises'

/** Where the API is, and a token for everybody it will be asked as. */
export interface Office {
  readonly apiUrl: string
  readonly tokenFor: (who: string) => Promise<string>
  /** How long anything may take and how often somebody looks; where nothing is said {@link usualPace}. */
  readonly pace?: Pace
  /** Looks for all who wait for a claim, where they are many; without one each looks alone. */
  readonly lookout?: Lookout
}

interface Pace {
  readonly patienceMs: number
  readonly lookEveryMs: number
}

export interface Lookout {
  /** Resolves to where the claim stands when it has moved on from this version, or when the time is up: then to null. */
  readonly movedOn: (claimId: string, since: number, withinMs: number) => Promise<Standing | null>
}

/** Where a claim stands, as an answer or a list says it. */
export interface Standing {
  readonly claimId: string
  readonly status: string
  readonly version: number
}

/** What the API says instead of yes (RFC 9457). */
export interface Problem {
  readonly code: string
  readonly detail: string
  readonly whoMay?: readonly string[]
}

/** Sends whatever else there is to ask of the API, and answers with the body of its success. */
export async function askApi(office: Office, request: ApiCall): Promise<unknown> {
  return expectSuccess(await patiently(office, request), `${request.method} ${request.path}`)
}

/** One request; the path begins with `/v1/`. */
export interface ApiCall {
  readonly who: string
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly path: string
  readonly body?: object
  readonly key?: string
  readonly ifMatch?: string
}

export interface Reply {
  readonly status: number
  readonly etag: string
  readonly body: unknown
}

async function call({ apiUrl, tokenFor }: Office, { who, method, path, body, key, ifMatch }: ApiCall): Promise<Reply> {
  const response = await fetch(`${apiUrl}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await tokenFor(who)}`,
      ...(body && { 'content-type': 'application/json' }),
      ...(key !== undefined && { 'idempotency-key': key }),
      ...(ifMatch !== undefined && { 'if-match': ifMatch }),
    },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(150_000),
  }).catch((cause: unknown) => {
    throw new Error(`${apiUrl} does not answer`, { cause })
  })
  return { status: response.status, etag: response.headers.get('etag') ?? '', body: await response.json() }
}

/** A server that starves puts tasks off for half a minute and more, and comes back to them: that is slow, not lost. */
export const usualPace: Pace = { patienceMs: 120_000, lookEveryMs: 100 }

/** Repeats what is answered "not now": every request here is safe to repeat. */
export async function patiently(office: Office, request: ApiCall): Promise<Reply> {
  const { patienceMs, lookEveryMs } = office.pace ?? usualPace
  const until = Date.now() + patienceMs
  for (;;) {
    const reply = await call(office, request)
    if (reply.status !== 503 || Date.now() > until) return reply
    await delay(lookEveryMs)
  }
}

/** The body of a success. Throws what was answered instead. */
export function expectSuccess({ status, body }: Reply, what: string): unknown {
  if (status < 300) return body
  const { code, detail } = body as Problem
  throw new Error(`${what} was answered ${status} ${code}: ${detail}`)
}
