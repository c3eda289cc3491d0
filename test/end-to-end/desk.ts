import { randomUUID } from 'node:crypto'

import type { z } from 'zod'

import type { ProblemBody } from '../../api/problems.ts'
import { answerBody } from '../../api/wire/answer.ts'
import { claimBody } from '../../api/wire/claim-view.ts'
import type { Role } from '../../domain/claim/codes.ts'
import { until } from '../shell/outside-world.ts'
import type { Stack } from './stack.ts'

/** What came back over HTTP. */
export interface Reply {
  readonly path: string
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly body: unknown
}

export interface Wish {
  readonly key?: string
  /** Besides or instead of the usual ones; an empty one is left out. */
  readonly headers?: Readonly<Record<string, string>>
  readonly person?: string
  readonly branch?: string
}

export type Answer = z.infer<typeof answerBody>
export type ShownClaim = z.infer<typeof claimBody>

/** A command that was acknowledged: whatever happens afterwards must never contradict it. */
export interface Acknowledged extends Answer {
  readonly key: string
}

/** People at their desks, who know nothing but HTTP; what they were told is kept. */
export interface Desk {
  readonly journal: readonly Acknowledged[]
  /** Every answer anybody got. */
  readonly replies: readonly Reply[]
  readonly send: (role: Role, method: string, path: string, body?: unknown, wish?: Wish) => Promise<Reply>
  readonly get: (role: Role, path: string, wish?: Wish) => Promise<Reply>
  /** Files a claim. 202, or the test fails. */
  readonly file: (body: unknown, wish?: Wish & { readonly role?: Role }) => Promise<Answer>
  /** A command on a claim: 200, or the test fails. A decision sends the claim's current version. */
  readonly ask: (role: Role, claimId: string, door: string, body: unknown, wish?: Wish) => Promise<Answer>
  /** The problem a command is refused with; fails when it is not. */
  readonly refusal: (role: Role, claimId: string, door: string, body: unknown, wish?: Wish) => Promise<ProblemBody>
  readonly read: (claimId: string, role?: Role) => Promise<ShownClaim>
  readonly reaches: (claimId: string, status: string) => Promise<ShownClaim>
  /** Moves the claim's own clock. */
  readonly forward: (claimId: string, by: string, how?: { readonly force: boolean }) => Promise<void>
}

/** The claimant of every filing here, as the customer file calls them. */
export const claimantId = 'per_lin_xiaoyu'

/** Patient people repeat what is answered 503, under the same key, as every caller should. */
export function openDesk({ url, tokenOf }: Place, { patient = false } = {}): Desk {
  const journal: Acknowledged[] = []
  const replies: Reply[] = []
  const send: Desk['send'] = async (...request) => {
    const reply = await overHttp({ url, tokenOf }, ...request)
    replies.push(reply)
    return reply
  }
  const get: Desk['get'] = (role, path, wish) => send(role, 'GET', path, undefined, wish)
  const post = postBy(send, get)
  const read: Desk['read'] = async (claimId, role = 'supervisor') =>
    claimBody.parse((await get(role, `/v1/claims/${claimId}`)).body)
  const persist = (request: () => Promise<Reply>): Promise<Reply> =>
    patient ? until('another answer than 503', () => request().then((it) => it.status !== 503 && it)) : request()
  return {
    journal,
    replies,
    send,
    get,
    read,
    file: async (body, { role = 'integrator', key = randomUUID(), ...wish } = {}) => {
      const reply = await persist(() => send(role, 'POST', '/v1/claims', body, { ...wish, key }))
      return acknowledge(journal, { reply, status: 202, key })
    },
    ask: async (role, claimId, door, body, { key = randomUUID(), ...wish } = {}) => {
      const reply = await persist(() => post(role, claimId, door, body, { ...wish, key }))
      return acknowledge(journal, { reply, status: 200, key })
    },
    refusal: async (...request) => refused(await post(...request)),
    reaches: async (claimId, status) => {
      const there = async () => {
        const claim = await read(claimId)
        return claim.status === status ? claim : null
      }
      return until(`${claimId} to be ${status}`, there)
    },
    async forward(claimId, by, how = { force: false }) {
      const reply = await send('supervisor', 'POST', `/v1/claims/${claimId}/fast-forward`, { by, ...how })
      if (reply.status !== 200) throw new Error(`the clock did not move: ${reply.text}`)
    },
  }
}

type Place = Pick<Stack, 'url' | 'tokenOf'>
type Request = Parameters<Desk['send']>
type Post = (role: Role, claimId: string, door: string, body: unknown, wish?: Wish) => Promise<Reply>

async function overHttp({ url, tokenOf }: Place, ...[role, method, path, body, wish = {}]: Request): Promise<Reply> {
  const headers = new Headers({ authorization: `Bearer ${await tokenFor(tokenOf, role, wish)}` })
  if (method !== 'GET') headers.set('idempotency-key', wish.key ?? randomUUID())
  if (body !== undefined) headers.set('content-type', 'application/json')
  for (const [name, value] of Object.entries(wish.headers ?? {})) {
    if (value === '') headers.delete(name)
    else headers.set(name, value)
  }
  const content = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
  const answer = await fetch(`${url}${path}`, { method, headers, ...content, signal: AbortSignal.timeout(30_000) })
  const text = await answer.text()
  return { path, status: answer.status, headers: answer.headers, text, body: parsed(text) }
}

/** Sends a command to its door, a decision with the version of the claim as it is. */
function postBy(send: Desk['send'], get: Desk['get']): Post {
  return async (role, claimId, door, body, wish = {}) => {
    const match = isDecision(door) ? { 'if-match': await etagOf(get, claimId) } : {}
    const method = door === 'contacts' ? 'PUT' : 'POST'
    const headers = { ...match, ...wish.headers }
    return send(role, method, `/v1/claims/${claimId}/${door}`, body, { ...wish, headers })
  }
}

interface Expected {
  readonly reply: Reply
  readonly status: number
  readonly key: string
}

/** The answer of what was taken, kept in the journal once. */
function acknowledge(journal: Acknowledged[], { reply, status, key }: Expected): Answer {
  if (reply.status !== status) throw new Error(`answered ${reply.status}: ${reply.text}`)
  const answer = answerBody.parse(reply.body)
  if (!journal.some((known) => known.key === key && known.claimId === answer.claimId)) journal.push({ ...answer, key })
  return answer
}

function refused(reply: Reply): ProblemBody {
  if (reply.status < 400) throw new Error(`was taken: ${reply.text}`)
  return reply.body as ProblemBody
}

/** Doors whose command binds the version its sender has seen. */
const isDecision = (door: string): boolean =>
  /^(?:approvals|relinking|settlement|payees|payees\/thaw|payments|payments\/\d+\/(?:check|screening)|compensations\/\d+\/approval|prepayments|prepayments\/\d+\/approval|disputes\/(?:decision|adjudication))$/.test(
    door,
  )

/** The customer is one person; each role of the house is somebody else. */
function tokenFor(tokenOf: Stack['tokenOf'], role: Role, { person, branch }: Wish): Promise<string> {
  return tokenOf(role, { person: person ?? (role === 'claimant' ? claimantId : undefined), branch })
}

async function etagOf(get: Desk['get'], claimId: string): Promise<string> {
  return (await get('supervisor', `/v1/claims/${claimId}`)).headers.get('etag') ?? ''
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
