import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { Webhook } from 'standardwebhooks'
import type { Receipt } from './callbacks.ts'

// What the tests of simulators and gateways share. Whatever is opened here closes itself when the test is over.

export const secret = `whsec_${Buffer.from('a secret of the tests, 32 bytes.').toString('base64')}`

/** Waits for a condition instead of a length of time; says what was awaited when it never comes. */
export async function until<T>(
  what: string,
  read: () => T | Promise<T>,
  waitMs = 120_000,
): Promise<Exclude<NonNullable<T>, false>> {
  for (const deadline = Date.now() + waitMs; Date.now() < deadline; await pause(10)) {
    const value = await read()
    if (value !== undefined && value !== null && value !== false) return value as Exclude<NonNullable<T>, false>
  }
  throw new Error(`waited ${waitMs} ms in vain: ${what}`)
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'simulator-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Closes it when the test is over, if the test has not done so itself. */
export function closing<T extends { close: () => Promise<void> }>(opened: T): T {
  let closed: Promise<void> | undefined
  const close = () => (closed ??= opened.close())
  onTestFinished(close)
  return { ...opened, close }
}

type Field = 'code' | 'detail' | 'final' | 'group' | 'messageId' | 'settlesAt' | 'state' | 'status'
type Answer<Body> = { status: number; body: Body }

export async function call<Body = Partial<Record<Field, unknown>>>(
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  body?: unknown,
): Promise<Answer<Body>> {
  const sent = body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const answer = await fetch(url, { method, ...sent, signal: AbortSignal.timeout(60_000) })
  return { status: answer.status, body: (await answer.json()) as Body }
}

/** Somebody who takes receipts, checks each signature, and keeps what he accepted. */
export async function startReceiver(statusOf: (nth: number) => number = () => 200) {
  const receipts: Receipt[] = []
  let calls = 0

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = await text(request)
    const receipt = new Webhook(secret).verify(raw, request.headers as Record<string, string>) as Receipt
    calls += 1
    const status = request.headers['webhook-id'] === receipt.eventId ? statusOf(calls) : 400
    if (status === 200) receipts.push(receipt)
    response.writeHead(status).end()
  }

  const server = createServer((request, response) => {
    void take(request, response)
  })
  const { url, close } = await serve(server)
  return { url: `${url}/callbacks`, receipts, calls: () => calls, close }
}

/** The real process, as `npm start` runs it. */
export async function startProcess(...args: string[]) {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const gone = once(child, 'exit')
  const complaint = text(child.stderr)
  const stop = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    return (await gone) as [number | null, string | null]
  }
  onTestFinished(async () => void (await stop('SIGKILL')))
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1]
    if (url) return { url, stop }
  }
  throw new Error(`the simulator ended with ${String((await gone)[0])}: ${await complaint}`)
}

/** A partner that answers everything alike. */
export async function startStub(status: number, body: string) {
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', location: '/elsewhere' }).end(body)
  })
  return serve(server)
}

async function serve(server: Server) {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return closing({
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections()
      server.close()
    },
  })
}
