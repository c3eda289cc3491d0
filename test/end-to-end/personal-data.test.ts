import { readFileSync } from 'node:fs'
import path from 'node:path'

import { Client as PostgresClient } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'

import { claimWorkflowId } from '../../workflows/claim-contract.ts'
import { until } from '../shell/outside-world.ts'
import { canaries } from './canaries.ts'
import { beDeniedWithCanaries, liveWithCanaries, misbehaveWithCanaries } from './canary-life.ts'
import type { Desk } from './desk.ts'
import { openDesk } from './desk.ts'
import { haveBankFaults, haveMessageFaults, havePolicyFaults, putOnList } from './outside-faults.ts'
import type { Stack } from './stack.ts'
import { startStack } from './stack.ts'
import { contradictions, runsOf } from './witnesses.ts'

let stack: Stack
let desk: Desk
let claims: readonly string[]
beforeAll(async () => {
  stack = await startStack()
  desk = openDesk(stack)
  // Failures have words of their own: each partner loses answers or is down while the claims live.
  await havePolicyFaults(stack, { loseAnswers: 1 })
  await haveMessageFaults(stack, { loseAnswers: 2 })
  await haveBankFaults(stack, { loseAnswers: 1 })
  await putOnList(stack, 'list-canary', canaries.holder)
  claims = [await liveWithCanaries(desk), await beDeniedWithCanaries(desk)]
  await misbehaveWithCanaries(desk)
})
afterAll(async () => {
  await stack.stop()
  await stack.database.drop()
})

/** The names of the canaries that stand in a text, in clear or in a wrapping anybody can take off. */
function seenIn(text: string): string[] {
  return Object.entries(canaries)
    .filter(([, canary]) => wrappings(canary).some((wrapped) => text.includes(wrapped)))
    .map(([name]) => name)
}

const wrappings = (canary: string): string[] => [
  canary,
  encodeURIComponent(canary),
  JSON.stringify(canary).slice(1, -1),
  asciiJson(canary),
  ...[0, 1, 2].map((offset) => base64At(canary, offset)),
  Buffer.from(canary).toString('hex'),
]

const asciiJson = (text: string): string =>
  text.replaceAll(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** What base64 makes of it in the middle of other bytes, without the signs its neighbours share. */
function base64At(text: string, offset: number): string {
  const encoded = Buffer.from(' '.repeat(offset) + text).toString('base64')
  return encoded.replace(/=+$/, '').slice(Math.ceil((offset * 8) / 6), -1)
}

const none: string[] = []

test('the canaries are alive: who must know them knows them', async () => {
  const [claimId] = claims
  const reveal = `/v1/claims/${claimId}?reveal=true&purpose=canary+test`
  const [shown, ofCompliance] = [await desk.get('reviewer', reveal), await desk.get('compliance', reveal)]
  const partners = await Promise.all(
    [`${stack.bankUrl}/book`, `${stack.messagesUrl}/messages`, `${stack.taxUrl}/checks`].map(async (url) =>
      (await fetch(url)).text(),
    ),
  )
  const known = new Set([shown.text, ofCompliance.text, ...partners].flatMap(seenIn))
  expect(seenIn(shown.text)).not.toEqual(expect.arrayContaining(['screening']))
  const neverShown = [
    'unknownPolicyNo',
    'refusedPolicyNo',
    'denial',
    'malformed',
    'field',
    'query',
    'path',
    'key',
    'staff',
  ]
  expect(Object.keys(canaries).filter((name) => !known.has(name) && !neverShown.includes(name))).toEqual(none)
})

test('the claims that carried them are whole', async () => {
  for (const claimId of claims) expect(await contradictions(stack, desk, claimId)).toEqual(none)
})

describe('no canary stands', () => {
  test('in the histories of Temporal, their summaries, attributes, memos and failures', async () => {
    const { temporal } = stack
    for (const claimId of claims) {
      for (const runId of await runsOf(temporal, claimId)) {
        const handle = temporal.workflow.getHandle(claimWorkflowId(claimId), runId)
        const [history, { raw }] = await Promise.all([handle.fetchHistory(), handle.describe()])
        const metadata = await handle.query('__temporal_workflow_metadata')
        const text = [history, raw, metadata].map(readable).join('\n')
        expect(text).toContain(claimId)
        expect(seenIn(text)).toEqual(none)
      }
    }
  })

  test('in the lists of Temporal', async () => {
    const listed = await until('both claims to be listed', async () => {
      const seen: string[] = []
      for await (const { raw } of stack.temporal.workflow.list()) seen.push(readable(raw))
      return seen.length >= claims.length && seen
    })
    expect(seenIn(listed.join('\n'))).toEqual(none)
  })

  test('in what any process wrote, the database included', () => {
    const logs = stack.logs()
    expect(logs).toContain('"route":"/v1/claims/:claimId/documents"')
    expect(seenIn(logs)).toEqual(none)
    expect(seenIn(readFileSync(path.join(inject('runFolder'), 'postgres.log'), 'utf8'))).toEqual(none)
  })

  test('in any answer that says no, or that shows no more than everybody may see', async () => {
    const [claimId] = claims
    const reads = ['', '/events', '/clocks', '/next-actions'].map((rest) => `/v1/claims/${claimId}${rest}`)
    const roles = ['integrator', 'intake-clerk', 'approver', 'payment-clerk', 'compliance', 'sre'] as const
    const paths = [...reads, '/v1/claims', '/v1/clocks', '/v1/work-items']
    for (const role of roles) {
      for (const path of paths)
        await desk.get(role, path, role === 'integrator' ? { person: `${canaries.staff}integrator` } : {})
    }
    expect(desk.replies.filter(({ status }) => status >= 400).length).toBeGreaterThan(15)
    const openly = desk.replies.filter(({ path }) => !path.includes('reveal'))
    const seen = openly.flatMap(({ text, path }) => seenIn(text).map((name) => `${name} in ${path}`))
    // Whoever sends an unknown field is told its name, and nobody else.
    expect(seen).toEqual(['field in /v1/claims'])
  })

  test('in any column of any table', async () => {
    const cells = await readEveryCell(stack.database.ownerUrl)
    expect(cells.length).toBeGreaterThan(500)
    expect(cells.flatMap(({ place, text }) => seenIn(text).map((name) => `${name} in ${place}`))).toEqual(none)
  })
})

/** Any protobuf message as text, its payloads decoded. */
function readable(message: unknown): string {
  return JSON.stringify(message, (_name, value: unknown) => {
    if (typeof value === 'bigint') return String(value)
    if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8')
    return isDumpedBuffer(value) ? Buffer.from(value.data).toString('utf8') : value
  })
}

/** `JSON.stringify` asks a Buffer for its own form before it asks the replacer. */
function isDumpedBuffer(value: unknown): value is { readonly data: number[] } {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer' && 'data' in value
}

async function readEveryCell(url: string): Promise<{ place: string; text: string }[]> {
  const client = new PostgresClient({ connectionString: url })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public'`,
    )
    const cells = []
    for (const { name } of tables) {
      const { rows } = await client.query<Record<string, unknown>>(`select * from ${name}`)
      for (const [column, cell] of rows.flatMap(Object.entries)) {
        cells.push({ place: `${name}.${column}`, text: textOf(cell) })
      }
    }
    return cells
  } finally {
    await client.end()
  }
}

const textOf = (cell: unknown): string => (Buffer.isBuffer(cell) ? cell.toString('utf8') : (JSON.stringify(cell) ?? ''))
