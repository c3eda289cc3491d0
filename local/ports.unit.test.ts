import { expect, test } from 'vitest'

import { freePort, isPortFree } from './ports.ts'

test('those who ask at the same time get different ports, each of them free', async () => {
  const ports = await Promise.all(Array.from({ length: 20 }, freePort))
  expect(new Set(ports).size).toBe(20)
  expect(await Promise.all(ports.map(isPortFree))).not.toContain(false)
})
