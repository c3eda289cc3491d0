import { setTimeout as delay } from 'node:timers/promises'

import type { Role } from '../../../domain/claim/codes.ts'
import type { TokenMaker } from '../../../local/issuer.ts'
import type { CallJournal } from './call-journal.ts'

/** What a command was answered with. */
export interface Answer {
  readonly claimId: string
  readonly version: number
  readonly decisionVersion: number
  readonly status: string
}

export interface ClaimView {
  readonly status: string
  readonly notices: readonly { readonly kind: string; readonly state: string }[]
  readonly payments: readonly { readonly n: number; readonly state: string }[]
  readonly desk: { readonly policyKnown: string }
}

/** Whoever holds a role, or another person in it. */
export type Colleague = Role | { readonly role: Role; readonly person: string }

/** A command on its way: the same key in every repetition. `claimId` is absent for a filing. */
export interface Call {
  readonly who: Colleague
  readonly key: string
  readonly door: string
  readonly claimId?: string
  readonly body: object
}

/**
 * A caller as every caller should be: one key per intent, repeated with back-off after no answer, a lost answer and
 * "not now", and never after a final no. Everything asked and told is in the journal before anybody goes on.
 */
export interface Integrator {
  readonly ask: (call: Call) => Promise<Answer>
  readonly view: (claimId: string) => Promise<ClaimView>
}

/** A final no, or no answer at all for as long as the patience lasts. */
export class NotDone extends Error {
  readonly code: string

  constructor(what: string, code: string, detail: string) {
    super(`${what}: ${code}, ${detail}`)
    this.name = 'NotDone'
    this.code = code
  }
}

export interface Office {
  readonly url: string
  readonly tokenOf: TokenMaker
  readonly journal: CallJournal
  /** How long a call is repeated before its caller gives up. Longer than any outage. */
  readonly patienceMs: number
}

export function openIntegrator(office: Office): Integrator {
  const tokens = new Map<string, Promise<string>>()
  const tokenOf = (who: Colleague): Promise<string> => {
    const { role, ...wish } = typeof who === 'string' ? { role: who } : who
    const name = JSON.stringify({ role, ...wish })
    const token = tokens.get(name) ?? office.tokenOf(role, wish)
    tokens.set(name, token)
    return token
  }
  const send = async (request: Request): Promise<Reply> => reach(office.url, request, await tokenOf(request.who))
  const read = async (path: string): Promise<Reply> =>
    (await persist(() => send({ who: reader, method: 'GET', path }), { what: `GET ${path}`, ...office })).reply
  return {
    view: async (claimId) => (await read(`/v1/claims/${claimId}`)).body as ClaimView,
    async ask(call) {
      const { key, door, claimId } = call
      const named = { key, door, ...(claimId !== undefined && { claimId }) }
      await office.journal.note({ type: 'asked', at: Date.now(), ...named })
      const command = async (): Promise<Reply> => send(await requestOf(call, read))
      const { reply, tries } = await persist(command, { what: `${door} of ${claimId ?? key}`, ...office })
      const at = Date.now()
      if (reply.status < 300) {
        const answer = answerIn(reply)
        await office.journal.note({ type: 'told', at, key, door, tries, ...answer })
        return answer
      }
      const { code, detail } = problemIn(reply)
      await office.journal.note({ type: 'refused', at, ...named, httpStatus: reply.status, code })
      throw new NotDone(`${door} of ${claimId ?? key}`, code, detail)
    },
  }
}

interface Request {
  readonly who: Colleague
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly key?: string
  readonly ifMatch?: string
  readonly body?: object
}

interface Reply {
  /** 0: no answer came. */
  readonly status: number
  readonly etag: string
  readonly retryAfterMs: number
  readonly body: unknown
}

/** Sees the claims of every branch, and may do nothing with them. */
const reader = 'compliance'

/** Doors whose command binds what its sender saw, so that it carries the claim's ETag. */
const isDecision = (door: string): boolean => decisions.test(door)

const decisions =
  /^(?:approvals|settlement|payees|payments|prepayments|countersignature|holds\/proof|disputes\/(?:decision|adjudication))/

async function requestOf({ who, key, door, claimId, body }: Call, read: (path: string) => Promise<Reply>) {
  if (claimId === undefined) return { who, method: 'POST', path: '/v1/claims', key, body } as const
  const self = `/v1/claims/${claimId}`
  const request = { who, method: 'POST', path: `${self}/${door}`, key, body } as const
  return isDecision(door) ? { ...request, ifMatch: (await read(self)).etag } : request
}

/** Longer than the API may take, shorter than a connection that died in silence. */
const answerWithinMs = 10_000

async function reach(url: string, { method, path, key, ifMatch, body }: Request, token: string): Promise<Reply> {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(key !== undefined && { 'idempotency-key': key }),
    ...(ifMatch !== undefined && { 'if-match': ifMatch }),
  }
  const content = body === undefined ? {} : { body: JSON.stringify(body) }
  try {
    const signal = AbortSignal.timeout(answerWithinMs)
    const answer = await fetch(`${url}${path}`, { method, headers, ...content, signal })
    const retryAfterMs = Number(answer.headers.get('retry-after') ?? 0) * 1_000
    const etag = answer.headers.get('etag') ?? ''
    return { status: answer.status, etag, retryAfterMs, body: await answer.json() }
  } catch {
    return { status: 0, etag: '', retryAfterMs: 0, body: {} }
  }
}

const firstPauseMs = 100
const longestPauseMs = 3_000

/** Repeats until the answer is one to keep. Who saw an old version looks again and repeats too. */
async function persist(
  once: () => Promise<Reply>,
  { what, patienceMs }: { readonly what: string; readonly patienceMs: number },
): Promise<{ readonly reply: Reply; readonly tries: number }> {
  const until = Date.now() + patienceMs
  for (let tries = 1; ; tries += 1) {
    const reply = await once()
    if (!isPassing(reply)) return { reply, tries }
    if (Date.now() > until) throw new NotDone(what, 'GAVE_UP', `${reply.status} ${problemIn(reply).code} at last`)
    await delay(Math.max(reply.retryAfterMs, Math.min(longestPauseMs, firstPauseMs * 2 ** (tries - 1))))
  }
}

const isPassing = (reply: Reply): boolean =>
  reply.status === 0 || reply.status === 412 || (reply.status >= 400 && problemIn(reply).retryable)

interface Problem {
  readonly code: string
  readonly detail: string
  readonly retryable: boolean
}

function problemIn({ status, body }: Reply): Problem {
  const { code = `HTTP ${status}`, detail = '', retryable = false } = body as Partial<Problem>
  return { code, detail, retryable }
}

function answerIn({ body }: Reply): Answer {
  const { claimId, version, decisionVersion, status } = body as Answer
  return { claimId, version, decisionVersion, status }
}
