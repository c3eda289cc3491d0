import { expect, test } from 'vitest'

import type * as ports from './ports.ts'
import { freePort, isPortFree } from './ports.ts'

test('those who ask at the same time get different ports, each of them free', async () => {
  const taken = await Promise.all(Array.from({ length: 20 }, freePort))
  expect(new Set(taken).size).toBe(20)
  expect(await Promise.all(taken.map(isPortFree))).not.toContain(false)
})

test('a process that has not looked yet begins in the stretch it is given, and one that has stays where it is', async () => {
  // Another copy of the module: others in this process have looked already.
  const copy = './ports.ts?a-process-of-its-own'
  const own = (await import(copy)) as typeof ports
  own.beginPortsAt(0.4)
  const first = await own.freePort()
  expect(first).toBeGreaterThan(24_000)
  expect(first).toBeLessThan(26_000)
  own.beginPortsAt(0.8)
  const second = await own.freePort()
  expect(second).toBeGreaterThan(first)
  expect(second).toBeLessThan(26_000)
})
