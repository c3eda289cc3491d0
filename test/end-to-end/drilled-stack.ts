import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

import type { CrashPoint } from '../../ops/drill/crash-points.ts'
import { crashPlaces, tellPoints } from '../../ops/drill/crash-points.ts'
import { compileDrill } from '../../ops/drill/compiled-drill.ts'
import { writeDrilledBundle } from '../../ops/drill/drilled-bundle.ts'
import { until } from '../shell/outside-world.ts'
import { atRest } from './at-rest.ts'
import type { Desk } from './desk.ts'
import { openDesk } from './desk.ts'
import { anotherLoss, medicalClaim } from './filings.ts'
import type { Stack } from './stack.ts'
import { startStack } from './stack.ts'

/** The drilled programs and workflow code, made once for every stack that runs them. */
export interface DrilledBuild {
  readonly startDrilled: () => Promise<DrilledStack>
  readonly remove: () => void
}

/** A stack whose API and worker die where they are told to, one claim after the other. */
export interface DrilledStack {
  readonly stack: Stack
  readonly desk: Desk
  /**
   * Has the program that comes by die at the point once. Only a claim whose API died is left to the starter. What the
   * claim before has left to do would lead it there too, so that has to be done first.
   */
  readonly arm: (point: CrashPoint) => Promise<void>
  /** Starts what died at the point, as whoever watches over processes would. */
  readonly revive: (point: CrashPoint) => Promise<void>
  /** Files a claim that is to come by at the point; resolves to its id. */
  readonly file: (point: CrashPoint) => Promise<string>
  readonly stop: () => Promise<void>
}

export async function buildDrilled(): Promise<DrilledBuild> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lipei-drilled-'))
  const bundle = path.join(folder, 'bundle.js')
  const [compiled] = await Promise.all([compileDrill(), writeDrilledBundle(bundle)])
  return {
    async startDrilled() {
      const latch = mkdtempSync(path.join(folder, 'latch-'))
      const env = { LIPEI_DRILL_HISTORY_LIMIT: '40', LIPEI_CRASH_LATCH: latch }
      const programs = {
        api: () => ({ args: compiled.api.args, env }),
        worker: () => ({ args: compiled.worker.args, env }),
      }
      return watchOver(await startStack({ bundle, programs }), latch)
    },
    remove() {
      compiled.remove()
      rmSync(folder, { recursive: true })
    },
  }
}

function watchOver(stack: Stack, latch: string): DrilledStack {
  const desk = openDesk(stack, { patient: true })
  let before: string | undefined
  const revive: DrilledStack['revive'] = async (point) => {
    const name = crashPlaces[point]
    await until(`the ${name} to be killed`, () => existsSync(path.join(latch, point)))
    await stack.parts[name].kill()
    await stack.parts[name].start()
  }
  return {
    stack,
    desk,
    async arm(point) {
      if (before !== undefined) await atRest(stack, before)
      tellPoints(latch, [point, ...(leavesTheClaim(point) ? (['intake-before-start'] as const) : [])])
    },
    revive,
    async file(point) {
      const key = randomUUID()
      const loss = anotherLoss(medicalClaim)
      // Where the starter is to die, the API dies first and leaves it the claim. Nobody else revives that API: two would be left, one unseen.
      const reviving = leavesTheClaim(point) ? revive('intake-before-start') : Promise.resolve()
      const { claimId } = await until('an answer to the filing', () => desk.file(loss, { key }).catch(() => null))
      await reviving
      before = claimId
      return claimId
    },
    async stop() {
      await stack.stop()
      await stack.database.drop()
    },
  }
}

const leavesTheClaim = (point: CrashPoint): boolean => point.startsWith('starter-')
