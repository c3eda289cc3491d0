import { pino } from 'pino'
import { expect, test } from 'vitest'
import { startDelivery } from './delivery-loop.ts'

const log = pino({ level: 'silent' })

test('goes on without a rest while there is something to deliver', async () => {
  const batches = [3, 2, 0]
  const loop = runUntilEmpty(() => batches.shift() ?? 0, { pollMs: 60_000 })
  await loop.idle
  expect(batches).toEqual([])
  await loop.stop()
})

test('an error slows it down and does not end it', async () => {
  let failures = 2
  const loop = runUntilEmpty(() => {
    if (failures > 0) throw new Error(`away, ${(failures -= 1)} more`)
    return 0
  })
  await loop.idle
  expect(failures).toBe(0)
  await loop.stop()
})

test('stopping waits for the batch under way and begins no other', async () => {
  let begun = 0
  let finish: () => void = () => undefined
  const delivery = startDelivery({
    name: 'test',
    log,
    pollMs: 1,
    deliverBatch: () =>
      new Promise((resolve) => {
        begun += 1
        finish = () => resolve(1)
      }),
  })
  let stopped = false
  const stopping = delivery.stop().then(() => (stopped = true))
  await Promise.resolve()
  expect({ begun, stopped }).toEqual({ begun: 1, stopped: false })
  finish()
  await stopping
  expect(begun).toBe(1)
})

function runUntilEmpty(deliverBatch: () => number, { pollMs = 1 } = {}) {
  let reachIdle: () => void = () => undefined
  const idle = new Promise<void>((resolve) => {
    reachIdle = resolve
  })
  const delivery = startDelivery({
    name: 'test',
    log,
    pollMs,
    async deliverBatch() {
      const moved = deliverBatch()
      if (moved === 0) reachIdle()
      return moved
    },
  })
  return { idle, stop: delivery.stop }
}
