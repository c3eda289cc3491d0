import { expect, test } from 'vitest'

import { figuresOf, verdictOn } from './figures.ts'
import { type Findings, nothingFound } from './findings.ts'
import type { Round } from './report/report-shape.ts'

test('what should be high is met at its aim, missed below it, failed below its bound', () => {
  const throughput = { aim: 0.75, fail: 0.6, better: 'higher' } as const
  expect([0.75, 0.74, 0.6, 0.59].map((value) => verdictOn(value, throughput))).toEqual([
    'met',
    'missed',
    'missed',
    'failed',
  ])
})

test('what should be low is met at its aim, missed above it, failed above its bound', () => {
  const cpu = { aim: 1.6, fail: 2.2, better: 'lower' } as const
  expect([1.6, 1.61, 2.2, 2.21].map((value) => verdictOn(value, cpu))).toEqual(['met', 'missed', 'missed', 'failed'])
})

test('what has no aim, or was not measured, is information', () => {
  expect(verdictOn(5, { better: 'lower' })).toBe('information')
  expect(verdictOn(null, { aim: 1, fail: 2, better: 'lower' })).toBe('information')
})

const round = (contestant: Round['contestant'], n: number, claimsPerSecond: number): Round => ({
  contestant,
  life: 'minimal',
  n,
  claimsPerSecond,
  completed: 100,
  failed: 0,
  cpuMsPerClaim: { front: 10, worker: contestant === 'lipei' ? 20 : 10, appDatabase: 5, temporal: 50 },
  foreignShare: 0,
  steps: {},
})

const findings: Findings = {
  ...nothingFound(),
  rounds: [
    ...[8, 12, 10].map((rate, at) => round('lipei', at + 1, rate)),
    ...[10, 20, 16].map((rate, at) => round('bare', at + 1, rate)),
  ],
}

const figure = (id: string, kind: 'full' | 'smoke' = 'full') => figuresOf(findings, kind).find((one) => one.id === id)

test('throughput is median over median, its spread that of rounds played one after the other', () => {
  expect(figure('R1')).toMatchObject({ value: 10 / 16, spread: [0.6, 0.8], verdict: 'missed' })
})

test('CPU counts what runs because of a contestant, not the servers of Temporal', () => {
  expect(figure('R2')).toMatchObject({ value: 35 / 25, verdict: 'met' })
})

test('without its phase a figure is not measured, and says so', () => {
  expect(figure('R9')).toMatchObject({ value: null, verdict: 'information' })
})

test('the norm’s yardsticks are shares of what was decided, held against what the norm wants', () => {
  const yardsticks = { C12: { kept: 3, missed: 2 }, C13: { kept: 2, missed: 1 } }
  const figures = figuresOf({ ...nothingFound(), yardsticks, deadlineMicros: 4.2 }, 'full')
  const told = ['yardstick-approval', 'yardstick-payment', 'deadline'].map((id) => figures.find((one) => one.id === id))
  expect(told).toMatchObject([
    { value: 60, verdict: 'met' },
    { value: 200 / 3, verdict: 'missed' },
    { value: 4.2, verdict: 'met' },
  ])
})

test('a smoke judges counts and nothing that takes time', () => {
  expect(figure('R1', 'smoke')?.verdict).toBe('information')
  expect(figure('R8-lost', 'smoke')).toMatchObject({ value: 0, verdict: 'met' })
})

test('every figure says what it means', () => {
  for (const { title, definition } of figuresOf(findings, 'full')) {
    expect([title, definition]).not.toContain('')
  }
})
