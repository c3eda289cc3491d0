import { setTimeout as delay } from 'node:timers/promises'
import type { Dice } from '../../local/dice.ts'
import type { Arrivals } from './job.ts'

/** Lives one claim, which was due at this instant of performance.now(); false when there is none left. Never rejects. */
export type LiveOne = (dueAt: number) => Promise<boolean>

/**
 * Lets claims arrive until `endsAt` (performance.now()); resolves at the end with what is still under way. A closed loop
 * slows down with the server; an open one does not, and counts latency from when a claim was due.
 */
export async function letArrive(
  arrivals: Arrivals,
  endsAt: number,
  { live, dice }: { readonly live: LiveOne; readonly dice: Dice },
): Promise<readonly Promise<void>[]> {
  if (arrivals.kind === 'closed') return closedLoop(arrivals.users, endsAt, live)
  const underWay = await openLoop(scheduleOf(arrivals.ratePerSecond, endsAt - performance.now(), dice), live)
  await delay(Math.max(0, endsAt - performance.now()))
  return underWay
}

/** Instants from 0 to `lengthMs` at which claims come: a Poisson process, as callers who know nothing of each other make it. */
export function scheduleOf(ratePerSecond: number, lengthMs: number, dice: Dice): readonly number[] {
  const due: number[] = []
  const gap = (): number => (-Math.log((dice.below(1_000_000) + 1) / 1_000_001) * 1_000) / ratePerSecond
  for (let at = gap(); at < lengthMs; at += gap()) due.push(at)
  return due
}

async function closedLoop(users: number, endsAt: number, live: LiveOne): Promise<readonly Promise<void>[]> {
  const user = async (): Promise<void> => {
    let isMore = true
    while (isMore && performance.now() < endsAt) isMore = await live(performance.now())
  }
  const all = Array.from({ length: users }, user)
  await Promise.race([Promise.all(all), delay(endsAt - performance.now())])
  return all
}

async function openLoop(due: readonly number[], live: LiveOne): Promise<readonly Promise<void>[]> {
  const begin = performance.now()
  const underWay = new Set<Promise<void>>()
  for (const at of due) {
    const waitMs = begin + at - performance.now()
    if (waitMs > 0) await delay(waitMs)
    const one: Promise<void> = live(begin + at).then(() => void underWay.delete(one))
    underWay.add(one)
  }
  return [...underWay]
}
