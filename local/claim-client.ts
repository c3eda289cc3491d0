import { createHash } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'

/** Where the API is, and a token for everybody it will be asked as. */
export interface Office {
  readonly apiUrl: string
  readonly tokenFor: (who: string) => Promise<string>
  /** How long anything may take and how often somebody looks; where nothing is said {@link usualPace}. */
  readonly pace?: Pace
}

interface Pace {
  readonly patienceMs: number
  readonly lookEveryMs: number
}

/** A claim to file: the body of POST /v1/claims, by whom, and the key that names this intent for ever. */
export interface Filing {
  readonly who: string
  readonly key: string
  readonly body: object
}

/** One claim, as its people work on it over HTTP. Paths are below `/v1/claims/{claimId}`. */
export interface OpenClaim {
  readonly claimId: string
  /**
   * Sends a command as somebody and waits until the claim stands where it is possible. The same body again is the same
   * command, unless `intent` says that it is meant again.
   */
  readonly ask: (who: string, path: string, body: object, intent?: string) => Promise<void>
  /** Sends a command that the rules must refuse, and answers with what they say. */
  readonly refused: (who: string, path: string, body: object) => Promise<Problem>
  readonly view: () => Promise<ClaimView>
  readonly until: (what: string, holds: (view: ClaimView) => boolean) => Promise<ClaimView>
  readonly events: (from: number) => Promise<readonly StoryEvent[]>
  readonly clocks: () => Promise<readonly ClockView[]>
  /** Moves the claim's own clock by an ISO 8601 duration, such as `PT48H`; every deadline on the way happens. */
  readonly fastForward: (by: string) => Promise<void>
}

export interface ClaimView {
  readonly status: string
  readonly payments: readonly { readonly n: number; readonly state: string }[]
  readonly notices: readonly NoticeView[]
  readonly desk: { readonly policyKnown: string }
  /** What an event promises in advance, once the system has computed it. */
  readonly advanceOffered?: { readonly amountFen: string }
  readonly prepayments?: readonly { readonly n: number; readonly amountFen: string; readonly payment?: number }[]
  readonly emergencies?: EmergenciesView
}

export interface EmergenciesView {
  readonly measures: { readonly settleWorkingDays: number | null; readonly waivedDocuments: readonly string[] }
  readonly desk: {
    readonly events: readonly { readonly eventId: string; readonly version: number; readonly state: string }[]
  }
}

export interface NoticeView {
  readonly n: number
  readonly kind: string
  readonly channel: string
  readonly audience: string
  readonly state: string
}

export interface ClockView {
  readonly id: string
  readonly state: string
  readonly dueTarget: string
  readonly dueLegal: string
  /** The text it comes from. */
  readonly source: string
  readonly pauses: readonly PauseView[]
  readonly escalations: readonly { readonly level: string; readonly at: string }[]
}

export interface PauseView {
  readonly from: string
  readonly fromProof: ProofView
  readonly to?: string
  readonly toProof?: ProofView
}

interface ProofView {
  readonly kind: string
  readonly reference: string
  readonly channel?: string
}

export interface StoryEvent {
  readonly position: number
  readonly type: string
  readonly at: string
  readonly by: { readonly role: string }
  readonly facts: Readonly<Record<string, unknown>>
}

/** What the API says instead of yes (RFC 9457). */
export interface Problem {
  readonly code: string
  readonly detail: string
  readonly whoMay?: readonly string[]
}

/** Files a claim and opens it. A key that was used before opens the claim it named then. */
export async function fileClaim(office: Office, { who, key, body }: Filing): Promise<OpenClaim> {
  const reply = await patiently(office, { who, method: 'POST', path: '/v1/claims', body, key })
  const { claimId } = expectSuccess(reply, 'POST /v1/claims') as { claimId: string }
  return openClaim(office, claimId, key)
}

/** Puts the duty roster of a branch where there is none yet; one that somebody has put stays. */
export async function putFirstRoster(office: Office, who: string, branch: string, body: object): Promise<void> {
  const path = `/v1/duty-rosters/${branch}`
  const reply = await patiently(office, { who, method: 'PUT', path, body, ifMatch: '"0"' })
  if (reply.status !== 412) expectSuccess(reply, `PUT ${path}`)
}

/** Sends whatever else there is to ask of the API, and answers with the body of its success. */
export async function askApi(office: Office, request: ApiCall): Promise<unknown> {
  return expectSuccess(await patiently(office, request), `${request.method} ${request.path}`)
}

function openClaim(office: Office, claimId: string, key: string): OpenClaim {
  const self = `/v1/claims/${claimId}`
  const read = async (below: string): Promise<unknown> =>
    expectSuccess(await patiently(office, { who: reader, method: 'GET', path: `${self}${below}` }), `GET ${below}`)
  const view = async (): Promise<ClaimView> => (await read('')) as ClaimView
  const command = async (who: string, path: string, body: object, intent = ''): Promise<ApiCall> => ({
    who,
    method: path === '/contacts' ? 'PUT' : 'POST',
    path: `${self}${path}`,
    body,
    key: `${key}${path}:${digestOf(body)}${intent}`,
    ...(isDecision(path) && { ifMatch: (await call(office, { who: reader, method: 'GET', path: self })).etag }),
  })
  return {
    claimId,
    ask: (who, path, body, intent) => untilPossible(office, () => command(who, path, body, intent)),
    async refused(who, path, body) {
      const { status, body: problem } = await patiently(office, await command(who, path, body))
      if (status < 400) throw new Error(`${path} was to be refused, and was not`)
      return problem as Problem
    },
    view,
    until: (what, holds) => lookUntil({ what, view, holds }, office.pace),
    events: async (from) => ((await read(`/events?from=${from}&limit=200`)) as { data: StoryEvent[] }).data,
    clocks: async () => ((await read('/clocks')) as { clocks: ClockView[] }).clocks,
    fastForward: (by) =>
      untilPossible(office, async () => ({
        who: reader,
        method: 'POST',
        path: `${self}/fast-forward`,
        body: { by },
      })),
  }
}

/** Sees the claims of every branch, and may do nothing with them. */
const reader = 'compliance'

const decisions = [
  '/approvals',
  '/settlement',
  '/payees',
  '/payments',
  '/compensations',
  '/prepayments',
  '/holds/proof',
  '/countersignature',
  '/disputes/decision',
  '/disputes/adjudication',
]

/** Decisions bind what their maker saw, so they carry the claim's ETag. */
const isDecision = (path: string): boolean =>
  decisions.some((decision) => path.startsWith(decision)) || path.endsWith('/write-off')

const digestOf = (body: object): string => createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 16)

/** One request; the path begins with `/v1/`. */
export interface ApiCall {
  readonly who: string
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly path: string
  readonly body?: object
  readonly key?: string
  readonly ifMatch?: string
}

interface Reply {
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
const usualPace: Pace = { patienceMs: 120_000, lookEveryMs: 100 }

/** Repeats what is answered "not now": every request here is safe to repeat. */
async function patiently(office: Office, request: ApiCall): Promise<Reply> {
  const { patienceMs, lookEveryMs } = office.pace ?? usualPace
  const until = Date.now() + patienceMs
  for (;;) {
    const reply = await call(office, request)
    if (reply.status !== 503 || Date.now() > until) return reply
    await delay(lookEveryMs)
  }
}

/** What is answered while the claim is on its way: a command that comes too soon, or time that may not pass yet. */
const early = new Set(['WRONG_STATUS', 'EFFECTS_OPEN'])

/** The claim may still be on its way to where the command belongs, or have moved since its ETag was read. */
async function untilPossible(office: Office, command: () => Promise<ApiCall>): Promise<void> {
  const { patienceMs, lookEveryMs } = office.pace ?? usualPace
  const until = Date.now() + patienceMs
  for (;;) {
    const request = await command()
    const reply = await patiently(office, request)
    const isEarly = reply.status === 412 || early.has((reply.body as Problem).code)
    if (!isEarly || Date.now() > until) {
      expectSuccess(reply, `${request.method} ${request.path} as ${request.who}`)
      return
    }
    await delay(lookEveryMs)
  }
}

interface Look {
  readonly what: string
  readonly view: () => Promise<ClaimView>
  readonly holds: (view: ClaimView) => boolean
}

async function lookUntil(
  { what, view, holds }: Look,
  { patienceMs, lookEveryMs }: Pace = usualPace,
): Promise<ClaimView> {
  const until = Date.now() + patienceMs
  for (;;) {
    const seen = await view()
    if (holds(seen)) return seen
    if (Date.now() > until) throw new Error(`waited ${patienceMs / 1_000} s in vain: ${what}; it is ${seen.status}`)
    await delay(lookEveryMs)
  }
}

function expectSuccess({ status, body }: Reply, what: string): unknown {
  if (status < 300) return body
  const { code, detail } = body as Problem
  throw new Error(`${what} was answered ${status} ${code}: ${detail}`)
}
