import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { CompiledDrill } from '../../ops/drill/compiled-drill.ts'
import { compileDrill } from '../../ops/drill/compiled-drill.ts'
import { sweepPoints, tellPoints } from '../../ops/drill/crash-points.ts'
import { until } from '../shell/outside-world.ts'
import type { Desk } from './desk.ts'
import { openDesk } from './desk.ts'
import type { Stack } from './stack.ts'
import { startStack } from './stack.ts'
import { declare, fileTheScope, lead, midSweep, onlyOnce, swept } from './sweep.ts'
import { contradictions } from './witnesses.ts'

let folder: string
let compiled: CompiledDrill
let stack: Stack
let desk: Desk
let claims: readonly string[]
/** Where the worker is told the point it is to die at. */
let latch: string

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'lipei-swept-'))
  latch = mkdtempSync(path.join(folder, 'latch-'))
  compiled = await compileDrill()
  const programs = { worker: () => ({ args: compiled.worker.args, env: { LIPEI_CRASH_LATCH: latch } }) }
  stack = await startStack({ programs })
  desk = openDesk(stack, { patient: true })
  claims = await fileTheScope(desk)
})
afterAll(async () => {
  await stack.stop()
  await stack.database.drop()
  compiled.remove()
  rmSync(folder, { recursive: true })
})

describe('in the middle of a sweep, each claim in the scope has each version once:', () => {
  test.each(sweepPoints)('the worker dies at %s', async (point) => {
    tellPoints(latch, [point])
    const eventId = await declare(desk)
    await until('the worker to be killed', () => existsSync(path.join(latch, point)))
    await restartWorker()
    expect(await swept(stack, eventId, { claims, newest: 1 })).toEqual(onlyOnce(claims, 1))
    expect(await contradictions(stack, desk, claims[0] ?? '')).toEqual([])
  })

  test('the API dies, and the commander asks for another level meanwhile', async () => {
    const eventId = await declare(desk)
    await midSweep(stack, eventId)
    await stack.parts.api.kill()
    await stack.parts.api.start()
    await lead(desk, eventId, 'level', { level: 'II', estimate: { lossFen: '6000000000' }, reason: '水位上涨' })
    const versions = await swept(stack, eventId, { claims, newest: 2 })
    // Who was not told of the first before the second came hears the second only.
    const possible = [[1, 2], [2]]
    expect(versions.filter((all) => !possible.some((one) => String(one) === String(all)))).toEqual([])
    expect(await contradictions(stack, desk, claims[1] ?? '')).toEqual([])
  })

  test('a second event is declared', async () => {
    const first = await declare(desk)
    await midSweep(stack, first)
    const second = await declare(desk)
    for (const eventId of [first, second]) {
      expect(await swept(stack, eventId, { claims, newest: 1 })).toEqual(onlyOnce(claims, 1))
    }
    expect(await contradictions(stack, desk, claims[2] ?? '')).toEqual([])
  })
})

async function restartWorker(): Promise<void> {
  await stack.parts.worker.kill()
  await stack.parts.worker.start()
}
