import { createHash } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'

import type { ApiCall, Office, Problem, Reply, Standing } from './office.ts'
import { expectSuccess, patiently, usualPace } from './office.ts'

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
  /** Waits until the claim stands there, and reads it only where nobody looks out for it. */
  readonly reaches: (status: string) => Promise<void>
  readonly events: (from: number) => Promise<readonly StoryEvent[]>
  readonly clocks: () => Promise<readonly ClockView[]>
  /** Moves the claim's own clock by an ISO 8601 duration, such as `PT48H`; every deadline on the way happens. */
  readonly fastForward: (by: string) => Promise<void>
}

export interface ClaimView {
  readonly claimId: string
  readonly status: string
  readonly version: number
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

/** Files a claim and opens it. A key that was used before opens the claim it named then. */
export async function fileClaim(office: Office, { who, key, body }: Filing): Promise<OpenClaim> {
  const reply = await patiently(office, { who, method: 'POST', path: '/v1/claims', body, key })
  return openClaim(office, expectSuccess(reply, 'POST /v1/claims') as Standing, key)
}

/** Puts the duty roster of a branch where there is none yet; one that somebody has put stays. */
export async function putFirstRoster(office: Office, who: string, branch: string, body: object): Promise<void> {
  const path = `/v1/duty-rosters/${branch}`
  const reply = await patiently(office, { who, method: 'PUT', path, body, ifMatch: '"0"' })
  if (reply.status !== 412) expectSuccess(reply, `PUT ${path}`)
}

function openClaim(office: Office, filed: Standing, key: string): OpenClaim {
  const { claimId } = filed
  const self = `/v1/claims/${claimId}`
  const known: Known = { standing: filed, etag: null }
  const read = async (below: string): Promise<unknown> =>
    expectSuccess(await patiently(office, { who: reader, method: 'GET', path: `${self}${below}` }), `GET ${below}`)
  const look = async (): Promise<ClaimView> => {
    const reply = await patiently(office, { who: reader, method: 'GET', path: self })
    const view = expectSuccess(reply, `GET ${self}`) as ClaimView
    learn(known, { ...reply, body: view })
    return view
  }
  const etag = async (): Promise<string> => {
    if (known.etag === null) await look()
    return known.etag ?? ''
  }
  const command = async (who: string, path: string, body: object, intent = ''): Promise<ApiCall> => ({
    who,
    method: path === '/contacts' ? 'PUT' : 'POST',
    path: `${self}${path}`,
    body,
    key: `${key}${path}:${digestOf(body)}${intent}`,
    ...(isDecision(path) && { ifMatch: await etag() }),
  })
  return {
    claimId,
    ask: (who, path, body, intent) => untilPossible(office, known, () => command(who, path, body, intent)),
    async refused(who, path, body) {
      // Of a claim that has moved it would be said that it has moved, and not why else.
      known.etag = null
      const { status, body: problem } = await patiently(office, await command(who, path, body))
      if (status < 400) throw new Error(`${path} was to be refused, and was not`)
      return problem as Problem
    },
    view: look,
    until: (what, holds) => lookUntil(office, known, { what, look, holds }),
    reaches: (status) => untilIn(office, known, { status, look }),
    events: async (from) => ((await read(`/events?from=${from}&limit=200`)) as { data: StoryEvent[] }).data,
    clocks: async () => ((await read('/clocks')) as { clocks: ClockView[] }).clocks,
    fastForward: (by) =>
      untilPossible(office, known, async () => ({
        who: reader,
        method: 'POST',
        path: `${self}/fast-forward`,
        body: { by },
      })),
  }
}

/** What whoever works on a claim was told of it last. */
interface Known {
  standing: Standing
  /** Of what was seen last; null where it is to be read again. */
  etag: string | null
}

function learn(known: Known, { etag, body }: Reply): void {
  const { claimId, status, version } = body as Partial<Standing>
  if (claimId === undefined || status === undefined || version === undefined) return
  known.standing = { claimId, status, version }
  if (etag !== '') known.etag = etag
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

/** What is answered while the claim is on its way: a command that comes too soon, or time that may not pass yet. */
const early = new Set(['WRONG_STATUS', 'EFFECTS_OPEN'])

/** The claim may still be on its way to where the command belongs, or have moved since its ETag was read. */
async function untilPossible(office: Office, known: Known, command: () => Promise<ApiCall>): Promise<void> {
  const until = deadlineOf(office)
  for (;;) {
    const request = await command()
    const reply = await patiently(office, request)
    const isEarly = reply.status === 412 || early.has((reply.body as Problem).code)
    if (!isEarly || Date.now() > until) {
      expectSuccess(reply, `${request.method} ${request.path} as ${request.who}`)
      learn(known, reply)
      return
    }
    known.etag = null
    await untilMoved(office, known)
  }
}

interface Look {
  readonly what: string
  readonly look: () => Promise<ClaimView>
  readonly holds: (view: ClaimView) => boolean
}

async function lookUntil(office: Office, known: Known, { what, look, holds }: Look): Promise<ClaimView> {
  const until = deadlineOf(office)
  for (;;) {
    const seen = await look()
    if (holds(seen)) return seen
    if (Date.now() > until) throw inVain(office, known, what)
    await untilMoved(office, known)
  }
}

async function untilIn(
  office: Office,
  known: Known,
  { status, look }: { readonly status: string; readonly look: Look['look'] },
): Promise<void> {
  const until = deadlineOf(office)
  while (known.standing.status !== status) {
    if (Date.now() > until) throw inVain(office, known, `to be ${status}`)
    if (!(await untilMoved(office, known))) await look()
  }
}

/** What is waited for without a move of the claim (a receipt in the inbox) is looked at again by then. */
const longestLookMs = 2_000

/** Until somebody who looks out says where the claim has moved to; else, and then false, until one should look oneself. */
async function untilMoved({ lookout, pace = usualPace }: Office, known: Known): Promise<boolean> {
  if (lookout === undefined) {
    await delay(pace.lookEveryMs)
    return false
  }
  const { claimId, version } = known.standing
  const moved = await lookout.movedOn(claimId, version, longestLookMs)
  if (moved === null) return false
  known.standing = moved
  known.etag = null
  return true
}

const deadlineOf = ({ pace = usualPace }: Office): number => Date.now() + pace.patienceMs

const inVain = ({ pace = usualPace }: Office, { standing }: Known, what: string): Error =>
  new Error(`waited ${pace.patienceMs / 1_000} s in vain: ${what}; it is ${standing.status}`)
