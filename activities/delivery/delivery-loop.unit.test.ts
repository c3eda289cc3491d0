import { pino } from 'pino'
import { expect, test } from 'vitest'
import type { Delivery } from './delivery-loop.ts'
import { deliverEach, startDelivery } from './delivery-loop.ts'

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

test('while the receiver is away nothing is taken that would have to be put off', async () => {
  let taken = 0
  let probes = 0
  const loop = runUntilEmpty(
    () => {
      taken += 1
      if (taken === 1) throw new Error('away')
      return 0
    },
    {
      async reachReceiver() {
        probes += 1
        if (probes < 3) throw new Error('still away')
      },
    },
  )
  await loop.idle
  expect({ taken, probes }).toEqual({ taken: 2, probes: 3 })
  await loop.stop()
})

test('one that cannot be delivered holds up no other', async () => {
  const moved = await deliverEach({ ...round, items: [1, 2, 3], deliver: failing((item) => item === 2) })
  expect(moved).toBe(2)
})

test('when nothing gets through the receiver is away', async () => {
  await expect(deliverEach({ ...round, items: [1, 2], deliver: failing(() => true) })).rejects.toThrow('no way')
  expect(await deliverEach({ ...round, items: [], deliver: failing(() => true) })).toBe(0)
})

const round = { log, describe: (item: number) => ({ item }) }

const failing = (fails: (item: number) => boolean) => async (item: number) => {
  if (fails(item)) throw new Error('no way')
}

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

function runUntilEmpty(deliverBatch: () => number, more: Partial<Delivery> = {}) {
  let reachIdle: () => void = () => undefined
  const idle = new Promise<void>((resolve) => {
    reachIdle = resolve
  })
  const delivery = startDelivery({
    name: 'test',
    log,
    pollMs: 1,
    async deliverBatch() {
      const moved = deliverBatch()
      if (moved === 0) reachIdle()
      return moved
    },
    ...more,
  })
  return { idle, stop: delivery.stop }
}
