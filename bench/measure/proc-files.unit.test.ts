import { expect, test } from 'vitest'

import { cpuBetween, machineBusyMs, ticksIn } from './cpu.ts'
import { pssIn } from './memory.ts'

test('the ticks of a process stand behind its name, whatever that holds', () => {
  const line = '42 (node) R 1 (x) S 1 42 42 0 -1 4194304 900 0 0 0 700 80 9 1 20 0 12 0 100 0 0'
  expect(ticksIn(line)).toBe(700 + 80 + 9 + 1)
})

test('a machine is busy with everything but idling and waiting for the disk', () => {
  expect(machineBusyMs('cpu  10 1 5 1000 200 2 3 4 0 0\ncpu0 5 0 0 0 0 0 0 0 0 0\n')).toBe(250)
})

test('what neither role nor helper of ours used is foreign', () => {
  const before = { at: 0, machineMs: 1_000, oursMs: 400, roles: { worker: 100 } }
  const after = { at: 1_000, machineMs: 2_400, oursMs: 1_200, roles: { worker: 600 } }
  expect(cpuBetween(before, after, 2)).toEqual({ elapsedMs: 1_000, roles: { worker: 500 }, foreignShare: 0.3 })
})

test('a process that was replaced has used nothing less than nothing', () => {
  const before = { at: 0, machineMs: 0, oursMs: 0, roles: { worker: 900 } }
  const after = { at: 1_000, machineMs: 0, oursMs: 0, roles: { worker: 20 } }
  expect(cpuBetween(before, after, 2).roles).toEqual({ worker: 0 })
})

test('memory is counted by share', () => {
  expect(pssIn('00400000-7fff [rollup]\nRss:  9000 kB\nPss:  2048 kB\nPss_Anon:  7 kB\n')).toBe(2_097_152)
  expect(pssIn('')).toBe(0)
})
