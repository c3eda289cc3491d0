import { setTimeout as pause } from 'node:timers/promises'
import { Webhook } from 'standardwebhooks'
import { z } from 'zod'

/** Where receipts go. Without a URL they wait in the journal for a start that has one. */
export type CallbackTarget = {
  callbackUrl?: string | undefined
  /** `whsec_` and the base64 of the key, as Standard Webhooks writes it. */
  callbackSecret?: string | undefined
}

/** Faults of whoever calls back. */
export const callbackFaults = {
  /** Receipts that fall due while this is set are lost for good. */
  silent: z.boolean().default(false),
  /** The next N receipts are lost for good. */
  dropCallbacks: z.int().min(0).max(1_000_000).default(0),
  /** Each receipt is sent this many more times, under the same event id. */
  duplicateCallbacks: z.int().min(0).max(1_000).default(0),
  /** Of the next N receipts each second one is sent before the first; one that waits for two seconds goes alone. */
  swapCallbacks: z.int().min(0).max(1_000_000).default(0),
}

type CallbackFaultState = {
  current: () => { silent: boolean; duplicateCallbacks: number }
  spend: (name: 'dropCallbacks' | 'swapCallbacks') => boolean
}

export type Receipt = { eventId: string; [field: string]: unknown }

type Sending = {
  target: CallbackTarget
  faults: CallbackFaultState
  /** Nobody is told what the journal does not hold yet. */
  settled: () => Promise<void>
  /** The receipt was answered 2xx, or a fault lost it: it need not be sent again after a restart. */
  onDone: (eventId: string) => void
}

export type CallbackSender = { send: (receipt: Receipt) => void; close: () => void }

const attemptTimeoutMs = 10_000
const retryMsFirst = 200
const retryMsMax = 5_000
const sendsAtOnce = 32
const swapWithinMs = 2_000

/** Sends each receipt, signed, until it is answered 2xx. A crash before the answer is noted sends it again. */
export function createCallbackSender({ target, faults, settled, onDone }: Sending): CallbackSender {
  const { callbackUrl: url, callbackSecret: secret } = target
  if (!url) return { send: () => undefined, close: () => undefined }
  if (!secret) throw new Error('a callback URL needs a callback secret: receipts are always signed')
  const closing = new AbortController()
  const webhook = new Webhook(secret)
  const turns = createTurns(sendsAtOnce)
  const letPass = createPairs(closing.signal)

  async function deliver(receipt: Receipt): Promise<void> {
    await settled()
    const lost = faults.current().silent || faults.spend('dropCallbacks')
    const copies = lost ? 0 : 1 + faults.current().duplicateCallbacks
    const passed = faults.spend('swapCallbacks') ? await letPass() : undefined
    if (copies > 0) await repeatUntilAnswered(receipt)
    passed?.abort()
    if (closing.signal.aborted) return
    onDone(receipt.eventId)
    for (let copy = 1; copy < copies; copy += 1) await repeatUntilAnswered(receipt)
  }

  async function repeatUntilAnswered(receipt: Receipt): Promise<void> {
    for (let retryMs = retryMsFirst; ; retryMs = Math.min(retryMs * 2, retryMsMax)) {
      if (await turns(() => post(receipt))) return
      await pause(retryMs, undefined, { signal: closing.signal })
    }
  }

  /** The signature covers the instant of this attempt: receivers refuse stamps older than five minutes. */
  async function post(receipt: Receipt): Promise<boolean> {
    const body = JSON.stringify(receipt)
    const now = new Date()
    const headers = {
      'content-type': 'application/json',
      'webhook-id': receipt.eventId,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': webhook.sign(receipt.eventId, now, body),
    }
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(attemptTimeoutMs)])
    try {
      const answer = await fetch(String(url), { method: 'POST', headers, body, signal, redirect: 'manual' })
      await answer.body?.cancel()
      return answer.ok
    } catch {
      return false
    }
  }

  return {
    send(receipt) {
      deliver(receipt).catch((error: unknown) => {
        if (!closing.signal.aborted) throw error
      })
    },
    close: () => closing.abort(),
  }
}

/** The first of two waits for the second; the second is told whom it has passed, and lets it go. */
function createPairs(closing: AbortSignal): () => Promise<AbortController | undefined> {
  let first: AbortController | undefined
  return async () => {
    const passed = first
    first = undefined
    if (passed !== undefined) return passed
    const waiting = new AbortController()
    first = waiting
    const signal = AbortSignal.any([closing, waiting.signal])
    await pause(swapWithinMs, undefined, { signal }).catch(() => undefined)
    if (first === waiting) first = undefined
    return undefined
  }
}

/** At most `limit` at once: ten thousand receipts after an outage must not open ten thousand sockets. */
function createTurns(limit: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let free = limit
  return async (work) => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free += 1
    }
  }
}
