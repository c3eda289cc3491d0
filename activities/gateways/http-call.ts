import type { z } from 'zod'

/** One call of a partner (policy system, message provider, bank). Names are ours; they are all that errors and logs show. */
export type PartnerCall<Answers extends Readonly<Record<number, z.ZodType>>> = {
  partner: string
  /** What we ask for, in a few words: `find a transfer`. */
  intent: string
  method: 'GET' | 'POST'
  baseUrl: string
  /** Begins with `/`. */
  path: string
  body?: object
  /** Covers connecting, waiting and reading the whole answer. */
  timeoutMs: number
  /** The statuses the contract knows, each with the shape of its body. */
  answers: Answers
}

/** Where a partner is and how long it may take. */
export type PartnerAddress = { baseUrl: string; timeoutMs: number }

/**
 * Calls once, waits a bounded time, and lets nothing through that is not in the contract.
 * @throws {GatewayUnavailable} no answer or a 5xx: worth repeating, but what was sent may have taken effect
 * @throws {GatewayRefused} a 4xx with the partner's code: repeating the same call will not help
 * @throws {GatewayJunk} an answer outside the contract: what was sent may have taken effect
 */
export async function callPartner<const Answers extends Readonly<Record<number, z.ZodType>>>(
  call: PartnerCall<Answers>,
): Promise<z.output<Answers[keyof Answers]>> {
  const { status, text } = await exchange(call)
  const shape = call.answers[status]
  if (shape) return parse(call, shape, text) as z.output<Answers[keyof Answers]>
  throw failureOf(call, status, text)
}

/** A call whose answer is text of many lines. */
export type PartnerText = Omit<PartnerCall<never>, 'answers' | 'body' | 'method'> & {
  /** The longest text the contract knows. */
  bytesMax: number
}

/**
 * Reads a text once and whole; what it says its reader judges.
 * @throws {GatewayUnavailable | GatewayRefused | GatewayJunk} as {@link callPartner}
 */
export async function readPartnerText(call: PartnerText): Promise<string> {
  const { status, text } = await exchange({ ...call, method: 'GET', answers: {} }, call.bytesMax)
  if (status === 200) return text
  throw failureOf(call, status, text)
}

type Named = { partner: string; intent: string }

/** The partner gave no usable answer in time. Retryable; the outcome of a send is unknown. */
export class GatewayUnavailable extends Error {
  override name = 'GatewayUnavailable'
  constructor({ partner, intent }: Named, why: string) {
    super(`${partner} unavailable to ${intent}: ${why}`)
  }
}

/** The partner understood and said no. */
export class GatewayRefused extends Error {
  override name = 'GatewayRefused'
  readonly status: number
  /** The partner's own code, `UNKNOWN` when it sent none that reads like a code. */
  readonly code: string
  constructor({ partner, intent }: Named, status: number, code: string) {
    super(`${partner} refused to ${intent}: ${status} ${code}`)
    this.status = status
    this.code = code
  }
}

/** The partner answered something the contract does not know. */
export class GatewayJunk extends Error {
  override name = 'GatewayJunk'
  constructor({ partner, intent }: Named, why: string) {
    super(`${partner} sent junk to ${intent}: ${why}`)
  }
}

/** Too slow to read, too early, too many: 4xx by number, but the partner has not judged the call. */
const retryLater: ReadonlySet<number> = new Set([408, 425, 429])

function failureOf(call: Named, status: number, text: string): Error {
  if (status >= 500 || retryLater.has(status)) return new GatewayUnavailable(call, `it answered ${status}`)
  if (status >= 400) return new GatewayRefused(call, status, refusalCode(text))
  return new GatewayJunk(call, `it answered ${status}`)
}

/** Far above any answer of the contracts; a partner gone wrong must not fill our memory. */
const answerBytesMax = 1_048_576

// No `cause` in these errors: the parsers of fetch and JSON quote what they read, and that may be a name or an account.
async function exchange(
  call: PartnerCall<Readonly<Record<number, z.ZodType>>>,
  bytesMax = answerBytesMax,
): Promise<{ status: number; text: string }> {
  const { method, baseUrl, path, body, timeoutMs } = call
  const url = `${baseUrl.replace(/\/+$/, '')}${path}`
  const sent = body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  try {
    // A redirect is answered as it stands: it must not carry a transfer to another host.
    const answer = await fetch(url, { method, ...sent, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) })
    return { status: answer.status, text: await readBounded(answer, call, bytesMax) }
  } catch (error) {
    if (error instanceof GatewayJunk) throw error
    throw new GatewayUnavailable(call, describe(error, timeoutMs))
  }
}

async function readBounded(answer: Response, call: Named, bytesMax: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > bytesMax) throw new GatewayJunk(call, `more than ${bytesMax} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function describe(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return 'no answer'
  if (error.name === 'TimeoutError') return `no answer within ${timeoutMs} ms`
  const code = error.cause instanceof Error && 'code' in error.cause ? error.cause.code : undefined
  return typeof code === 'string' ? `no answer (${code})` : 'no answer'
}

function parse(call: Named, shape: z.ZodType, text: string): unknown {
  const parsed = shape.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  const places = parsed.error.issues.slice(0, 5).map(({ path, code }) => `${path.join('.') || 'body'} ${code}`)
  throw new GatewayJunk(call, places.join(', '))
}

/** `undefined` for what is no JSON: no shape accepts it. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function refusalCode(text: string): string {
  const answer = parseJson(text)
  const code = typeof answer === 'object' && answer !== null && 'code' in answer ? answer.code : undefined
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{0,63}$/.test(code) ? code : 'UNKNOWN'
}
