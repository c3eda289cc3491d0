import type { FastifyBaseLogger } from 'fastify'
import { expect, test } from 'vitest'

import { received } from '../test/example-claims.ts'
import { createStartSoon } from './start-soon.ts'

const log = { warn: () => undefined } as unknown as FastifyBaseLogger
type Ground = Parameters<typeof createStartSoon>[0]

/** A database that never answers: no start comes to its end, and those that were begun are counted. */
function stuck() {
  const begun: object[] = []
  const orderBy = () => new Promise<never>(() => undefined)
  const select = () => {
    begun.push({})
    return { from: () => ({ where: () => ({ orderBy }) }) }
  }
  const calendars = { current: async () => ({}) }
  return { begun, soon: createStartSoon({ calendars, db: { select } } as unknown as Ground) }
}

const { past: events } = received()

test('whoever files waits no longer than a moment for a start that is late', async () => {
  const { soon, begun } = stuck()
  await soon.start('clm_1', events, log)
  expect(begun).toHaveLength(1)
})

test('while a start is late the next filing is begun and does not wait for it', async () => {
  const { soon, begun } = stuck()
  await soon.start('clm_1', events, log)
  const outcome = await Promise.race([
    soon.start('clm_2', events, log).then(() => 'answered'),
    new Promise((resolve) => setImmediate(resolve, 'waits')),
  ])
  expect(outcome).toBe('answered')
  expect(begun).toHaveLength(2)
})
