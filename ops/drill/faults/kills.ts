import { existsSync, mkdirSync, mkdtempSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

import type { Dice } from '../../../local/dice.ts'
import type { PartName } from '../../../local/production/part.ts'
import type { CrashPoint } from '../crash-points.ts'
import { crashPlaces } from '../crash-points.ts'
import type { Fault, Field, Struck } from './field.ts'
import { recoveryOf } from './first-effect.ts'
import type { Outage } from './supervisor.ts'
import { haveFaults } from './trouble.ts'

/** SIGKILL at a moment nobody chose. */
export function kill(name: PartName): Fault {
  return {
    kind: `kill ${name}`,
    async strike(field) {
      return { kills: 1, ...(await recovered(name, await field.supervisor.restart(name), field)) }
    },
  }
}

/** Nothing is left running; everything is started again in an order nobody chose. */
export const powerCut: Fault = {
  kind: 'power cut',
  async strike(field, dice) {
    const order = shuffled(everyPart, dice)
    const outage = await field.supervisor.restartAll(order)
    const effects = await Promise.all([recovered('worker', outage, field), recovered('api', outage, field)])
    const [later] = effects.toSorted((a, b) => (b.recoveryMs ?? 0) - (a.recoveryMs ?? 0))
    return { what: `started ${order.join(', ')}`, kills: 1, ...later }
  },
}

const everyPart: readonly PartName[] = [
  'postgres',
  'temporalPostgres',
  'temporal',
  'policy',
  'messages',
  'bank',
  'fraud',
  'screening',
  'tax',
  'worker',
  'api',
]

/** A process that is told to die at the point dies there, wherever the point is next come by. */
export function killAt(point: CrashPoint): Fault {
  return {
    kind: 'kill at a crash point',
    async strike(field) {
      const name = crashPlaces[point]
      const latch = makeLatch(field, 'kill')
      const known = field.supervisor.deaths.length
      await field.supervisor.restart(name, { env: { LIPEI_CRASH_AT: point, LIPEI_CRASH_LATCH: latch } })
      const help = leadThere(point, field)
      const death = await deathOf(name, { known, withinMs: comeByWithinMs[point] ?? usuallyWithinMs }, field)
      await help
      if (death === undefined) return { what: `${point}, not come by`, kills: 1 }
      // Whether it died where it was told to, its latch says; any other death is the report's to tell.
      const what = readdirSync(latch).includes(point) ? point : `${point}, died elsewhere`
      return { what, kills: 2, ...(await recovered(name, death, field)) }
    },
  }
}

export function makeLatch({ stack }: Pick<Field, 'stack'>, what: 'kill' | 'freeze'): string {
  mkdirSync(latchesOf(stack), { recursive: true })
  return mkdtempSync(path.join(latchesOf(stack), `${what}-`))
}

/** When processes died where they were told to, in epoch ms, also long after anybody waited for it. */
export function deathsOrdered({ stack }: Pick<Field, 'stack'>): readonly number[] {
  const folder = latchesOf(stack)
  if (!existsSync(folder)) return []
  const latches = readdirSync(folder).filter((name) => name.startsWith('kill-'))
  const marks = latches.flatMap((latch) => readdirSync(path.join(folder, latch)).map((mark) => path.join(latch, mark)))
  return marks.map((mark) => statSync(path.join(folder, mark)).mtimeMs)
}

const latchesOf = ({ folder }: Field['stack']): string => path.join(folder, 'latches')

/** The starter has nothing to do while the API starts its claims itself, nor is a bank asked that reports everything. */
async function leadThere(point: CrashPoint, { wires, stack }: Field): Promise<void> {
  if (point === 'payment-after-query') await haveFaults(stack.bankUrl, { forgetOutcomes: 3 })
  if (!point.startsWith('starter')) return
  const wire = wires.get('api->temporal')
  wire?.cut()
  await delay(starterNeededMs)
  wire?.mend()
}

const starterNeededMs = 4_000
const usuallyWithinMs = 40_000
/** A bank that says nothing is asked after a minute. */
const comeByWithinMs: Readonly<Partial<Record<CrashPoint, number>>> = { 'payment-after-query': 90_000 }
const lookEveryMs = 25

async function deathOf(
  name: PartName,
  { known, withinMs }: { readonly known: number; readonly withinMs: number },
  { supervisor }: Field,
): Promise<Outage | undefined> {
  for (const until = Date.now() + withinMs; Date.now() < until; await delay(lookEveryMs)) {
    const death = supervisor.deaths.slice(known).find((candidate) => candidate.name === name)
    if (death?.outage !== undefined) return death.outage
  }
  return undefined
}

export async function recovered(name: PartName, outage: Outage, field: Field): Promise<Recovered> {
  const recoveryMs = await recoveryOf(name, outage, field)
  return { readyMs: outage.backAt - outage.at, ...(recoveryMs !== undefined && { recoveryMs }) }
}

type Recovered = Pick<Struck, 'readyMs' | 'recoveryMs'>

/** The recovery of a part that was not killed: from the end of its trouble on. */
export const recoveredFrom = (at: number): Outage => ({ at, goneAt: at, backAt: at })

export function shuffled<T>(items: readonly T[], dice: Dice): readonly T[] {
  const left = [...items]
  return items.map(() => left.splice(dice.below(left.length), 1)[0] as T)
}
