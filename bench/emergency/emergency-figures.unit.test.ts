import { expect, test } from 'vitest'

import { spreadOf } from '../measure/percentiles.ts'
import type { Surge } from './emergency-findings.ts'
import { emergencyFigures } from './emergency-figures.ts'

const spread = (p50: number) => spreadOf([p50])

test('filings among events are held against those without, window by window', () => {
  const filing = { events: 200, alone: [spread(20), spread(40)], among: [spread(22), spread(40)] }
  expect(emergencyFigures({ filing })['events-filing']).toEqual({ value: 1.05, spread: [1, 1.1] })
})

test('of the provinces the one that waited longest counts, the flooded one for itself', () => {
  const province = (name: string, kind: 'flood' | 'ordinary', ms: number) => ({
    province: name,
    kind,
    wait: spread(ms),
  })
  const surge: Surge = {
    seconds: 600,
    came: 10_500,
    lost: 0,
    filing: spread(300),
    ordinary: { begun: 420, ended: 400 },
    provinces: [province('31', 'ordinary', 800), province('44', 'ordinary', 2_400), province('41', 'flood', 90_000)],
  }
  const figures = emergencyFigures({ surge })
  expect(figures['surge-ordinary'].value).toBe(2.4)
  expect(figures['surge-flood'].value).toBe(90)
})

test('a sweep is scaled to ten thousand claims, and what others ended is a share of what the machine can do', () => {
  const sweep = { claims: 5_000, firstSeconds: 0.8, seconds: 140, greenStep: spread(900), othersPerSecond: 0.6 }
  const figures = emergencyFigures({ capacityPerSecond: 2, sweep: { ...sweep, notOnce: 0 } })
  expect(figures.sweep.value).toBeCloseTo(280)
  expect(figures['sweep-green'].value).toBe(0.9)
  expect(figures['sweep-others'].value).toBeCloseTo(30)
})

test('who was told twice by either sweep is counted', () => {
  const sweep = { claims: 10, firstSeconds: 1, seconds: 2, greenStep: spread(1), othersPerSecond: 1, notOnce: 0 }
  const killed = { claims: 3, kills: 3, seconds: 20, notOnce: 2 }
  expect(emergencyFigures({ sweep, killed })['sweep-once'].value).toBe(2)
})

test('a part that was not run has no figure', () => {
  const values = Object.values(emergencyFigures({})).map(({ value }) => value)
  expect(new Set(values)).toEqual(new Set([null]))
})
