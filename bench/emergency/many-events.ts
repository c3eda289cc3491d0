import { setTimeout as delay } from 'node:timers/promises'

import { merged, percentile, type Spread, spreadOf } from '../measure/percentiles.ts'
import type { Phase } from '../phases/phase.ts'
import { settle } from '../phases/settle.ts'
import type { Stage } from '../stage.ts'
import { openEventDesk } from './event-desk.ts'

/**
 * Filings under a light load, without an event and with hundreds of them active over the whole country, some of them in the
 * province of the filings. They stay active through the parts that follow. What the machine can do is measured first.
 */
export const manyEvents: Phase = {
  name: 'emergency-events',
  partOf: 'emergency',
  onlyByName: true,
  seconds: ({ emergency: { filing, events, restSeconds }, closedLoop, drainSeconds }) =>
    closedLoop.seconds + 4 * filing.seconds + events / 3 + restSeconds + 8 * drainSeconds,
  async run(stage) {
    const { plan, findings, say } = stage
    const { events, restSeconds } = plan.emergency
    const capacityPerSecond = await capacityOf(stage)
    findings.emergency.capacityPerSecond = capacityPerSecond
    say(`  ${capacityPerSecond.toFixed(2)} ordinary claims a second at best`)
    const alone = [await filings(stage), await filings(stage)]
    await declareMany(stage)
    // Each is listed for a second time a minute later: hundreds do not begin in the same minute elsewhere.
    await delay(restSeconds * 1_000)
    const among = [await filings(stage), await filings(stage)]
    findings.emergency.filing = { events, alone: alone.map(spreadOf), among: among.map(spreadOf) }
    const p50 = (windows: readonly (readonly number[])[]): string =>
      percentile(merged(windows), 50)?.toFixed(0) ?? 'not measured'
    say(`  filing p50 ${p50(alone)} ms without an event, ${p50(among)} ms while ${events} are active`)
  },
}

async function capacityOf(stage: Stage): Promise<number> {
  const { plan } = stage
  const { load } = await stage.load('lipei', {
    life: 'ordinary',
    arrivals: { kind: 'closed', users: plan.users },
    anywhere: true,
    rampSeconds: plan.firstRampSeconds,
    seconds: plan.closedLoop.seconds,
  })
  await settle(stage)
  return load.completed / (load.windowMs / 1_000)
}

async function filings(stage: Stage): Promise<readonly number[]> {
  const { seconds, ratePerSecond } = stage.plan.emergency.filing
  const { load } = await stage.load('lipei', { life: 'probe', arrivals: { kind: 'open', ratePerSecond }, seconds })
  await settle(stage)
  return load.latencies['file'] ?? []
}

const eventsAtOnce = 8

async function declareMany(stage: Stage): Promise<void> {
  const desk = openEventDesk(stage)
  const numbers = Array.from({ length: stage.plan.emergency.events }, (_, n) => n)
  const hand = async (): Promise<void> => {
    for (let n = numbers.shift(); n !== undefined; n = numbers.shift()) {
      const { zone, kind, level, causes } = eventOf(n)
      const eventId = await desk.report({ kind, zones: [zone] })
      // No claim of the bench is of that day: what is measured is what it costs that they are there.
      const scope = { zones: [zone], from: '2026-01-16', to: '2026-01-18', causes }
      await desk.act(eventId, '/declaration', { kind, scope, level, regulatorLevel: level, reason: 'for the bench' })
    }
  }
  await Promise.all(Array.from({ length: eventsAtOnce }, hand))
}

/** One of the norm's 123,000 events a year: 41 of a hundred natural disasters, 35 accidents, 24 others; few of a high level. */
function eventOf(n: number) {
  const zone = provinces[n % provinces.length] ?? '31'
  const level = n % 20 === 0 ? 'I' : n % 5 === 0 ? 'II' : 'III'
  const place = (n * 37) % 100
  if (place < 41) return { zone, level, kind: 'natural-disaster', causes: ['rainstorm', 'flood'] }
  if (place < 76) return { zone, level, kind: 'accident', causes: ['accident', 'traffic'] }
  return { zone, level, kind: 'public-health', causes: ['illness'] }
}

const provinces = '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65'.split(
  ' ',
)

/** How much slower a filing is among events: the middle of all, and of each pair of windows. */
export function slowdownOf(alone: readonly Spread[], among: readonly Spread[]): readonly number[] {
  return alone.flatMap(({ p50 }, at) => {
    const beside = among[at]?.p50
    return p50 === null || p50 === 0 || beside == null ? [] : [beside / p50]
  })
}
