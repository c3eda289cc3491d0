import { setTimeout as delay } from 'node:timers/promises'

import type { Phase } from '../phases/phase.ts'
import { settle } from '../phases/settle.ts'
import type { Stage } from '../stage.ts'
import { type Applied, appliedSince, countFlooded, lastOfLog, openEventDesk } from './event-desk.ts'
import { declarationOver, notOnce } from './sweep.ts'

/** A city of the flooded province, a part of its claims. */
const city = '4107'
/** Shares of the claims that are told when the worker is killed; the first while they are being listed. */
const killAt = [0, 1 / 3, 2 / 3]

/**
 * A second event over a part of the claims that the first one turned, and kill -9 of the only worker again and again while they
 * are told: every claim hears of it all the same, and applies it once. Then the epidemic is judged, whose measures have been revised twice.
 */
export const killedSweep: Phase = {
  name: 'emergency-killed',
  partOf: 'emergency',
  onlyByName: true,
  seconds: ({ emergency: { sweepSeconds }, drainSeconds }) => sweepSeconds / 2 + 2 * drainSeconds,
  async run(stage) {
    const { findings, say } = stage
    await findings.epidemic?.revise()
    const desk = openEventDesk(stage)
    const claims = await countFlooded(stage, city)
    const eventId = await desk.report({ kind: 'natural-disaster', zones: [city] })
    const after = await lastOfLog(stage)
    const began = Date.now()
    await desk.act(eventId, '/declaration', declarationOver([city], 'II'))
    const read = (): Promise<Applied> => appliedSince(stage, after, eventId)
    for (const share of killAt) {
      await untilApplied(stage, share * claims, read)
      await replaceWorker(stage)
    }
    await untilApplied(stage, claims, read)
    const { last } = await read()
    await settle(stage)
    const seconds = ((last ?? began) - began) / 1_000
    const wrong = await notOnce(stage, after, { eventId, zone: city })
    findings.emergency.killed = { claims, kills: killAt.length, seconds, notOnce: wrong }
    say(
      `  ${claims} claims turned in ${seconds.toFixed(0)} s, the worker killed ${killAt.length} times; ${wrong} not once`,
    )
    await judgeEpidemic(stage)
  },
}

async function untilApplied({ plan }: Stage, wanted: number, read: () => Promise<Applied>): Promise<void> {
  const until = performance.now() + plan.emergency.sweepSeconds * 500
  for (;;) {
    const { claims } = await read()
    if (claims >= wanted) return
    if (performance.now() > until) throw new Error(`${claims} of ${wanted} claims turned in time`)
    await delay(500)
  }
}

async function replaceWorker({ running }: Stage): Promise<void> {
  await running.lipei?.killWorker()
  await running.lipei?.startWorker()
}

async function judgeEpidemic({ findings, say }: Stage): Promise<void> {
  const judged = await findings.epidemic?.judge()
  if (judged === undefined) return
  findings.emergency.epidemic = judged
  const { claims, contactLate, accepted, settleLate, people, tasksLate } = judged
  say(`  epidemic: ${claims} claims, ${contactLate} without a contact within the hour; ${accepted} accepted,`)
  say(
    `  ${settleLate} without a target of one working day; ${people} people named, ${tasksLate} without a task in time`,
  )
}
