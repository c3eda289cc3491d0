import type { FastifyBaseLogger } from 'fastify'
import { expect, test } from 'vitest'

import { defaultServicePolicy } from '../domain/service-policy.ts'
import { calendar } from '../test/calendar-around.ts'
import { received } from '../test/example-claims.ts'
import { createStartSoon } from './start-soon.ts'

const log = { warn: () => undefined } as unknown as FastifyBaseLogger
type Ground = Parameters<typeof createStartSoon>[0]

/** A database that answers when it is let, and an engine that starts at once; starts that were begun are counted. */
function stuck() {
  const begun: object[] = []
  let free = false
  const waiting: (() => void)[] = []
  const orderBy = () =>
    new Promise<readonly never[]>((resolve) => (free ? resolve([]) : waiting.push(() => resolve([]))))
  const select = () => {
    begun.push({})
    return { from: () => ({ where: () => ({ orderBy }) }) }
  }
  const update = () => ({ set: () => ({ where: async () => undefined }) })
  const temporal = {
    withDeadline: <T>(_deadline: number, call: () => T): T => call(),
    workflow: { start: async () => ({ firstExecutionRunId: 'run' }) },
  }
  const calendars = { current: async () => calendar }
  const ground = { calendars, db: { select, update }, temporal, servicePolicy: defaultServicePolicy }
  const soon = createStartSoon(ground as unknown as Ground)
  return {
    begun,
    soon,
    /** Lets what waits go on, and what comes later until it is stuck again. */
    letGo: async () => {
      free = true
      for (const go of waiting.splice(0)) go()
      await soon.settle()
    },
    stickAgain: () => void (free = false),
  }
}

/** Whether a filing is answered before anything else can happen. */
const answered = (start: Promise<void>): Promise<string> =>
  Promise.race([start.then(() => 'answered'), new Promise<string>((resolve) => setImmediate(resolve, 'waits'))])

const { past: events } = received()

test('whoever files waits no longer than a moment for a start that is late', async () => {
  const { soon, begun } = stuck()
  await soon.start('clm_1', events, log)
  expect(begun).toHaveLength(1)
})

test('while a start is late the next filing is begun and does not wait for it', async () => {
  const { soon, begun } = stuck()
  await soon.start('clm_1', events, log)
  expect(await answered(soon.start('clm_2', events, log))).toBe('answered')
  expect(begun).toHaveLength(2)
})

test('after a start that was late nobody waits until one was in time again', async () => {
  const { soon, letGo, stickAgain } = stuck()
  await soon.start('clm_1', events, log)
  await letGo()
  stickAgain()
  expect(await answered(soon.start('clm_2', events, log))).toBe('answered')
  await letGo()
  // This one is not waited for, and is in time.
  await soon.start('clm_3', events, log)
  await soon.settle()
  stickAgain()
  expect(await answered(soon.start('clm_4', events, log))).toBe('waits')
})
