import net from 'node:net'

import { sql } from 'drizzle-orm'
import { afterEach, expect, test } from 'vitest'

import { openDatabase } from './connect.ts'
import type { Database } from './database.ts'
import { inTransaction } from './database.ts'
import { isUnavailable } from './unavailable.ts'

const opened: Database[] = []
const servers: net.Server[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((db) => db.close()))
  for (const server of servers.splice(0)) server.close()
})

test('a database that refuses connections is unavailable at once', async () => {
  const server = await listen(() => undefined)
  const { port } = server.address() as net.AddressInfo
  await new Promise((resolve) => server.close(resolve))
  const { error, tookMs } = await failureOf(port)
  expect(isUnavailable(error)).toBe(true)
  expect(tookMs).toBeLessThan(1_000)
})

test('a database that never answers is unavailable within two seconds, for statements and transactions', async () => {
  const sockets: net.Socket[] = []
  const server = await listen((socket) => sockets.push(socket))
  const { error, tookMs } = await failureOf((server.address() as net.AddressInfo).port)
  for (const socket of sockets) socket.destroy()
  expect(isUnavailable(error)).toBe(true)
  expect(tookMs).toBeLessThan(2_500)
})

test('a database that hangs up is unavailable', async () => {
  const server = await listen((socket) => socket.destroy())
  const { error } = await failureOf((server.address() as net.AddressInfo).port)
  expect(isUnavailable(error)).toBe(true)
})

test.each([
  '08006',
  '53300',
  '53100',
  '57P01',
  '57P02',
  '57P03',
  '57014',
  '55P03',
  '40P01',
  'ECONNREFUSED',
  'ETIMEDOUT',
])('an error with code %s is a database that is away, however deep it is wrapped', (code) => {
  const inner = Object.assign(new Error('inner'), { code })
  const wrapped = new Error('query failed', { cause: new Error('again', { cause: inner }) })
  expect(isUnavailable(wrapped)).toBe(true)
  expect(isUnavailable(new AggregateError([inner]))).toBe(true)
})

test.each(['23505', '42501', '22P02', 'EACCES', ''])('an error with code "%s" is none', (code) => {
  expect(isUnavailable(Object.assign(new Error('no'), { code }))).toBe(false)
})

test('what is no error, or is its own cause, is none', () => {
  const circular = new Error('round')
  circular.cause = circular
  expect([undefined, null, 'ECONNREFUSED', { code: '08006' }, circular].map(isUnavailable)).not.toContain(true)
})

async function failureOf(port: number): Promise<{ error: unknown; tookMs: number }> {
  const db = openDatabase(`postgres://lipei@127.0.0.1:${port}/lipei`, { max: 2, applicationName: 'connect-test' })
  opened.push(db)
  const startedAt = performance.now()
  const attempts = [db.execute(sql`select 1`), inTransaction(db, (session) => session.execute(sql`select 1`))]
  const [outcome, ...others] = await Promise.allSettled(attempts)
  expect(others.map(({ status }) => status)).toEqual(['rejected'])
  const error: unknown = outcome?.status === 'rejected' ? outcome.reason : undefined
  return { error, tookMs: performance.now() - startedAt }
}

function listen(onSocket: (socket: net.Socket) => void): Promise<net.Server> {
  const server = net.createServer(onSocket)
  servers.push(server)
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}
